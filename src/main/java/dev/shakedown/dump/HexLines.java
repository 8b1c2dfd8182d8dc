package dev.shakedown.dump;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.dump.DumpBlock.Side;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of an offset, bytes in hexadecimal and perhaps their characters: xxd, hexdump -C, od -t x1,
 * tcpdump -x and -X, Wireshark, openssl -debug. Offset 0 begins a block.
 */
final class HexLines {
  private static final Pattern LINE =
      Pattern.compile("^\\s*(?:0x)?([0-9a-fA-F]{4,8})(?::| -|\\s)\\s*(\\S.*)$");

  private static final Pattern DEBUG =
      Pattern.compile("^(?:write to|read from) 0x[0-9a-fA-F]+ \\[0x", Pattern.MULTILINE);

  /** The usual width of a line, where dumps leave a wider gap in the middle. */
  private static final int HALF_LINE = 8;

  private HexLines() {}

  static boolean isLikely(String text) {
    for (String line : text.split("\n", -1)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        return Integer.parseUnsignedInt(parts.group(1), 16) == 0
            && bytes(parts.group(2)).size() > 0;
      }
    }
    return false;
  }

  /** Whether openssl -debug printed it. */
  static boolean isDebugOutput(String text) {
    return DEBUG.matcher(text).find() && isLikely(text.substring(text.indexOf("[0x")));
  }

  /** A block for each dump; of openssl -debug's output only what was written and read. */
  static List<DumpBlock> read(String text) {
    List<DumpBlock> blocks = new ArrayList<>();
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    Side side = Side.UNKNOWN;
    Side next = Side.UNKNOWN;
    Bytes pending = Bytes.EMPTY;
    long pendingOffset = 0;
    for (String line : text.split("\n", -1)) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        next = side(line);
        continue;
      }
      long offset = Long.parseLong(parts.group(1), 16);
      if (offset == 0) {
        append(block, pending, Long.MAX_VALUE);
        blocks.add(new DumpBlock(side, "", Bytes.copyOf(block.toByteArray())));
        block.reset();
        side = next;
        next = Side.UNKNOWN;
      } else {
        // characters that look like digits end where the next line's bytes begin
        append(block, pending, offset - pendingOffset);
      }
      pending = bytes(parts.group(2));
      pendingOffset = offset;
    }
    append(block, pending, Long.MAX_VALUE);
    blocks.add(new DumpBlock(side, "", Bytes.copyOf(block.toByteArray())));
    boolean sidesKnown = blocks.stream().anyMatch(b -> b.side() != Side.UNKNOWN);
    return blocks.stream().filter(b -> !sidesKnown || b.side() != Side.UNKNOWN).toList();
  }

  /** The side that a line between dumps tells, as openssl -debug does. */
  private static Side side(String line) {
    if (line.startsWith("write to ")) {
      return Side.SENT;
    }
    return line.startsWith("read from ") ? Side.RECEIVED : Side.UNKNOWN;
  }

  private static void append(ByteArrayOutputStream block, Bytes line, long most) {
    block.write(line.toArray(), 0, (int) Math.max(0, Math.min(line.size(), most)));
  }

  /** The bytes at the start of what stands behind an offset, up to the column of characters. */
  private static Bytes bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at + 1 < text.length()) {
      if (!DumpReader.isHex(text.charAt(at)) || !DumpReader.isHex(text.charAt(at + 1))) {
        break;
      }
      bytes.write(Integer.parseInt(text, at, at + 2, 16));
      at += 2;
      int gap = gap(text, at);
      boolean middle = bytes.size() == HALF_LINE || gap == 1;
      if (gap > 2 || gap > 0 && !middle) {
        break;
      }
      at += gap;
    }
    return Bytes.copyOf(bytes.toByteArray());
  }

  private static int gap(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
      at++;
    }
    return at - from;
  }
}
