package dev.shakedown.bytes;

/** What of a text from a capture may be shown as it is. */
public final class Characters {
  private Characters() {}

  /**
   * Whether a code point, or half of a surrogate pair, prints something and does nothing else:
   * moves no cursor, changes no colour and turns no reading direction.
   */
  public static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
