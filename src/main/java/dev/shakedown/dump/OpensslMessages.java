package dev.shakedown.dump;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.dump.DumpBlock.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code openssl s_client -msg} prints: a line such as {@code >>> TLS 1.3, Handshake [length
 * 0136], ClientHello} and the message in hexadecimal; encrypted messages as they are inside. Lines
 * of other kinds stand between.
 */
final class OpensslMessages {
  private static final Pattern HEAD =
      Pattern.compile("^(>>>|<<<) ([^\\[]*+)\\[length ([0-9a-fA-F]++)\\](.*)$");
  private static final Pattern BYTES = Pattern.compile("^\\s++((?:[0-9a-fA-F]{2}[ -]?+)++)\\s*+$");

  private OpensslMessages() {}

  static boolean isLikely(String text) {
    for (String line : text.split("\n", -1)) {
      if (HEAD.matcher(line.strip()).matches()) {
        return true;
      }
    }
    return false;
  }

  /** A block each; its label is what stands before the length: {@code TLS 1.3, Handshake}. */
  static List<DumpBlock> read(String text) throws MalformedException {
    List<DumpBlock> blocks = new ArrayList<>();
    Side side = Side.UNKNOWN;
    String label = "";
    StringBuilder digits = new StringBuilder();
    boolean within = false;
    for (String line : text.split("\n", -1)) {
      Matcher head = HEAD.matcher(line.strip());
      Matcher bytes = BYTES.matcher(line);
      if (head.matches()) {
        add(blocks, side, label, digits);
        side = head.group(1).equals(">>>") ? Side.SENT : Side.RECEIVED;
        label = head.group(2).strip();
        label = label.endsWith(",") ? label.substring(0, label.length() - 1) : label;
        within = true;
      } else if (within && bytes.matches()) {
        digits.append(bytes.group(1).replaceAll("[ -]", ""));
      } else {
        within = false;
      }
    }
    add(blocks, side, label, digits);
    return blocks;
  }

  private static void add(List<DumpBlock> blocks, Side side, String label, StringBuilder digits)
      throws MalformedException {
    Bytes bytes = DumpReader.hex(digits.toString());
    digits.setLength(0);
    if (!bytes.isEmpty()) {
      blocks.add(new DumpBlock(side, label, bytes));
    }
  }
}
