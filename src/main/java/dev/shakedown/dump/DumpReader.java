package dev.shakedown.dump;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Finds out how bytes are written down, and reads them. */
public final class DumpReader {
  private static final Pattern NUMBERS =
      Pattern.compile("0[xX][0-9a-fA-F]{1,2}[uU]?\\s*,\\s*0[xX][0-9a-fA-F]{1,2}[uU]?\\b");
  private static final Pattern ESCAPE = Pattern.compile("\\\\x[0-9a-fA-F]{2}");
  private static final String DASHES = "-----";
  private static final String BEGIN = DASHES + "BEGIN ";
  private static final String END = DASHES + "END ";

  private DumpReader() {}

  /** The form of {@code input}; {@link DumpForm#RAW} for all that is no text. */
  public static DumpForm detect(byte[] input) {
    if (!isText(input)) {
      return DumpForm.RAW;
    }
    String text = text(input);
    // s_client prints the certificate in PEM among all else
    if (OpensslMessages.isLikely(text)) {
      return DumpForm.OPENSSL_MSG;
    }
    if (HexLines.isDebugOutput(text)) {
      return DumpForm.HEXDUMP;
    }
    if (text.contains(BEGIN)) {
      return DumpForm.PEM;
    }
    if (NUMBERS.matcher(text).find() || ESCAPE.matcher(text).find()) {
      return DumpForm.C_ARRAY;
    }
    if (HexLines.isLikely(text)) {
      return DumpForm.HEXDUMP;
    }
    String digits = digits(text);
    if (digits.length() >= 2 && digits.chars().allMatch(DumpReader::isHex)) {
      return DumpForm.HEX;
    }
    return digits.matches("[-_A-Za-z0-9+/]+=*") ? DumpForm.BASE64 : DumpForm.RAW;
  }

  /** Reads {@code input} in this form. */
  public static Dump read(byte[] input, DumpForm form) throws MalformedException {
    List<DumpBlock> blocks =
        switch (form) {
          case RAW -> List.of(DumpBlock.of(Bytes.copyOf(input)));
          case HEX -> List.of(DumpBlock.of(hex(digits(text(input)))));
          case HEXDUMP -> HexLines.read(text(input));
          case BASE64 -> List.of(DumpBlock.of(base64(text(input))));
          case PEM -> pem(text(input));
          case C_ARRAY -> List.of(DumpBlock.of(CArray.read(text(input))));
          case OPENSSL_MSG -> OpensslMessages.read(text(input));
        };
    return new Dump(form, blocks.stream().filter(b -> !b.bytes().isEmpty()).toList());
  }

  private static boolean isText(byte[] input) {
    for (byte b : input) {
      if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b >= 0 || b == 0x7f) {
        return false;
      }
    }
    return input.length > 0;
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  /** Without what stands between digits. */
  private static String digits(String text) {
    return text.replaceAll("0[xX]", "").replaceAll("[\\s:;,\"'{}-]", "");
  }

  static Bytes hex(String digits) throws MalformedException {
    if (digits.length() % 2 != 0) {
      throw new MalformedException("hex: odd number of digits (" + digits.length() + ")");
    }
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (!isHex(digits.charAt(i))) {
        throw new MalformedException("hex: no digit at " + i);
      }
      bytes[i / 2] |= (byte) (i % 2 == 0 ? digit << 4 : digit);
    }
    return Bytes.copyOf(bytes);
  }

  static boolean isHex(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  private static Bytes base64(String text) throws MalformedException {
    String plain = text.replace('-', '+').replace('_', '/');
    try {
      return Bytes.copyOf(Base64.getMimeDecoder().decode(plain));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("base64: not well-formed");
    }
  }

  private static List<DumpBlock> pem(String text) throws MalformedException {
    List<DumpBlock> blocks = new ArrayList<>();
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
      int content = labelEnd + DASHES.length();
      int end = labelEnd < 0 ? -1 : text.indexOf(END, content); // a label may stand without dashes
      if (end < 0) {
        throw new MalformedException("pem: no END line behind " + at);
      }
      String label = text.substring(at + BEGIN.length(), labelEnd);
      Bytes bytes = base64(text.substring(content, end));
      blocks.add(new DumpBlock(DumpBlock.Side.UNKNOWN, label, bytes));
      at = text.indexOf(BEGIN, end);
    }
    return blocks;
  }
}
