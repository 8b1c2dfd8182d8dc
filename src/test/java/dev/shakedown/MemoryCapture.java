package dev.shakedown;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A classic pcap as a list of frames, to be changed and analysed again without a file.
 *
 * @param linkType as in the file's header
 * @param frames in file order
 */
record MemoryCapture(int linkType, List<Frame> frames) {
  private static final int ETHERNET = 1;
  private static final int SLL = 113;
  private static final int SLL2 = 276;
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;

  /**
   * A captured frame.
   *
   * @param nanos capture time since 1970
   * @param bytes as captured
   * @param length on the wire
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(long nanos, byte[] bytes, int length) {
    Frame at(long otherNanos) {
      return new Frame(otherNanos, bytes, length);
    }

    Frame cut(int snapLength) {
      return bytes.length <= snapLength
          ? this
          : new Frame(nanos, Arrays.copyOf(bytes, snapLength), length);
    }

    /** With other bytes; the length on the wire changes as they do. */
    Frame with(byte[] other) {
      return new Frame(nanos, other, length + other.length - bytes.length);
    }
  }

  /** Whether the file is an uncompressed classic pcap. */
  static boolean isClassic(Path file) {
    try {
      if (!file.toString().endsWith(".pcap")) {
        return false;
      }
      int magic =
          ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
      return magic == NANOSECONDS || magic == MICROSECONDS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a pcap of either precision in the byte order of the machines the lab runs on. */
  static MemoryCapture read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt(0) != NANOSECONDS && in.getInt(0) != MICROSECONDS) {
      throw new IOException("no classic pcap: " + file);
    }
    int scale = in.getInt(0) == NANOSECONDS ? 1 : 1000;
    int linkType = in.getInt(20) & 0xffff;
    List<Frame> frames = new ArrayList<>();
    in.position(24);
    while (in.remaining() >= 16) {
      long nanos = in.getInt() * 1_000_000_000L + in.getInt() * (long) scale;
      byte[] bytes = new byte[in.getInt()];
      int length = in.getInt();
      in.get(bytes);
      frames.add(new Frame(nanos, bytes, length));
    }
    return new MemoryCapture(linkType, frames);
  }

  MemoryCapture with(List<Frame> other) {
    return new MemoryCapture(linkType, List.copyOf(other));
  }

  MemoryCapture each(UnaryOperator<Frame> change) {
    return with(frames.stream().map(change).toList());
  }

  boolean isEthernet() {
    return linkType == ETHERNET;
  }

  /** Where a frame's IP header begins; -1 where there is none. */
  int ipOffset(Frame frame) {
    return switch (linkType) {
      case ETHERNET -> behindTags(frame, 12);
      case SLL -> 16;
      case SLL2 -> 20;
      default -> -1;
    };
  }

  private static int behindTags(Frame frame, int at) {
    int type = (frame.bytes()[at] & 0xff) << 8 | frame.bytes()[at + 1] & 0xff;
    return switch (type) {
      case 0x8100 -> behindTags(frame, at + 4);
      case 0x0800, 0x86dd -> at + 2;
      default -> -1;
    };
  }

  /** The file's bytes. */
  InputStream open() {
    int size = 24 + frames.stream().mapToInt(f -> 16 + f.bytes().length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(NANOSECONDS).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    out.putInt(1 << 18).putInt(linkType);
    for (Frame frame : frames) {
      out.putInt((int) (frame.nanos() / 1_000_000_000L));
      out.putInt((int) (frame.nanos() % 1_000_000_000L));
      out.putInt(frame.bytes().length).putInt(frame.length()).put(frame.bytes());
    }
    return new ByteArrayInputStream(out.array());
  }
}
