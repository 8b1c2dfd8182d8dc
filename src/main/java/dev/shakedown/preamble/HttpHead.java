package dev.shakedown.preamble;

import java.util.List;

/** The start line and header fields of an HTTP message (RFC 9112 2.1). */
record HttpHead(List<String> lines) {
  /** More than any body that is followed; keeps sums of lengths within a long. */
  private static final long MAX_LENGTH = 1L << 50;

  static HttpHead parse(String head) {
    return new HttpHead(head.lines().toList());
  }

  /** A word of the start line, from 0; empty if there are fewer. */
  String word(int index) {
    return lines.isEmpty() ? "" : Ascii.wordAsIs(lines.get(0), index);
  }

  /** The first field with a name in lower case; empty if there is none. */
  String field(String name) {
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      int colon = line.indexOf(':');
      if (colon == name.length() && line.regionMatches(true, 0, name, 0, colon)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  boolean chunked() {
    return Ascii.mentions(field("transfer-encoding"), "CHUNKED");
  }

  boolean hasContentLength() {
    return !field("content-length").isEmpty();
  }

  /** Bytes of the body; 0 also if that is not said or not a number. */
  long contentLength() {
    return Math.max(0, number(field("content-length"), 10));
  }

  /** The size at the start of a chunk's line; -1 if there is none. */
  static long chunkSize(String line) {
    int end = line.indexOf(';');
    return number((end < 0 ? line : line.substring(0, end)).strip(), 16);
  }

  private static long number(String digits, int radix) {
    if (digits.isEmpty()) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = Math.min(MAX_LENGTH, value * radix + digit);
    }
    return value;
  }

  /** The start line without query and user information, which may hold credentials. */
  String gist() {
    if (lines.isEmpty()) {
      return "";
    }
    String line = lines.get(0);
    String plain = line.startsWith("HTTP/") ? line : line.replaceFirst("\\?\\S*", "?…");
    return Gist.of(plain.replaceFirst("//[^/@\\s]*@", "//"));
  }
}
