package dev.shakedown.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Keeps pieces of a report until they can be written in order of their numbers: in memory up to a
 * bound, beyond it in a temporary file that vanishes when this is closed. What grows with their
 * number is an index of twelve bytes each.
 */
public final class Spill implements AutoCloseable {
  private static final int DEFAULT_MEMORY = 16 << 20;

  private final int memory;
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private long[] offsets = new long[64];
  private int[] lengths = new int[64];
  private int highest;
  private FileChannel file;
  private long fileSize;

  public Spill() {
    this(DEFAULT_MEMORY);
  }

  /** Keeps at most {@code memory} bytes, and one piece more, outside of the file. */
  Spill(int memory) {
    this.memory = memory;
  }

  /** Takes piece {@code id}, 1 or more, once each. */
  public void add(int id, byte[] piece) {
    if (id >= offsets.length) {
      int size = Math.max(id + 1, offsets.length * 2);
      offsets = Arrays.copyOf(offsets, size);
      lengths = Arrays.copyOf(lengths, size);
    }
    offsets[id] = fileSize + tail.size();
    lengths[id] = piece.length;
    highest = Math.max(highest, id);
    tail.writeBytes(piece);
    if (tail.size() > memory) {
      moveToFile();
    }
  }

  private void moveToFile() {
    try {
      if (file == null) {
        Path path = Files.createTempFile("shakedown", ".part");
        file =
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
      }
      ByteBuffer bytes = ByteBuffer.wrap(tail.toByteArray());
      fileSize += bytes.remaining();
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      tail.reset();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes all in order of their numbers.
   *
   * @param before what to write before the first, if there is one
   * @param between what to write before each other one
   */
  public void copyTo(OutputStream out, String before, String between) throws IOException {
    byte[] inMemory = tail.toByteArray();
    String separator = before;
    for (int id = 1; id <= highest; id++) {
      if (lengths[id] == 0) {
        continue;
      }
      out.write(separator.getBytes(StandardCharsets.UTF_8));
      separator = between;
      if (offsets[id] >= fileSize) {
        out.write(inMemory, (int) (offsets[id] - fileSize), lengths[id]);
      } else {
        out.write(read(offsets[id], lengths[id]));
      }
    }
  }

  private byte[] read(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("temporary file cut short");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
