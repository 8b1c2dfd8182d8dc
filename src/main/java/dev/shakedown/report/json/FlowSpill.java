package dev.shakedown.report.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Keeps the JSON of connections until they can be written in order of their numbers: in memory up
 * to a bound, beyond it in a temporary file that vanishes when this is closed. What grows with the
 * number of connections is an index of twelve bytes each.
 */
final class FlowSpill implements AutoCloseable {
  private static final int DEFAULT_MEMORY = 16 << 20;

  private final int memory;
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private long[] offsets = new long[64];
  private int[] lengths = new int[64];
  private int highest;
  private FileChannel file;
  private long fileSize;

  FlowSpill() {
    this(DEFAULT_MEMORY);
  }

  /** Keeps at most {@code memory} bytes, and one connection more, outside of the file. */
  FlowSpill(int memory) {
    this.memory = memory;
  }

  /** Takes the JSON of connection {@code id}, 1 or more, once each. */
  void add(int id, byte[] json) {
    if (id >= offsets.length) {
      int size = Math.max(id + 1, offsets.length * 2);
      offsets = Arrays.copyOf(offsets, size);
      lengths = Arrays.copyOf(lengths, size);
    }
    offsets[id] = fileSize + tail.size();
    lengths[id] = json.length;
    highest = Math.max(highest, id);
    tail.writeBytes(json);
    if (tail.size() > memory) {
      moveToFile();
    }
  }

  private void moveToFile() {
    try {
      if (file == null) {
        Path path = Files.createTempFile("shakedown", ".json");
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

  /** Writes all in order of their numbers, a line each, with commas between. */
  void copyTo(OutputStream out) throws IOException {
    byte[] inMemory = tail.toByteArray();
    boolean first = true;
    for (int id = 1; id <= highest; id++) {
      if (lengths[id] == 0) {
        continue;
      }
      out.write(first ? new byte[] {'\n'} : new byte[] {',', '\n'});
      first = false;
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
