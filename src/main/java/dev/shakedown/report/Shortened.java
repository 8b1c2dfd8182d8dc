package dev.shakedown.report;

/**
 * Names that a peer chose, for people to read: one that is longer than a host name can be (RFC 1035
 * 3.1) is cut. The JSON fields keep all of it.
 */
final class Shortened {
  private static final int LONGEST_NAME = 253;

  private static final int KEPT = 60;

  private Shortened() {}

  /** The name, or its beginning and its length in characters. */
  static String of(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(KEPT - 1)) ? KEPT - 1 : KEPT;
    return name.substring(0, end) + "… (" + name.length() + ")";
  }
}
