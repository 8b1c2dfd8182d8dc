package dev.shakedown.ltm;

/**
 * What of logs was not looked at.
 *
 * @param cut lines of which only the beginning was read, because of their length
 * @param broken logs that end early: a line does not end, or compressed data is damaged
 */
public record Unread(long cut, long broken) {
  /** All was read. */
  public static final Unread NOTHING = new Unread(0, 0);

  /** This, and what of another log was not looked at. */
  public Unread and(Unread other) {
    return new Unread(cut + other.cut, broken + other.broken);
  }
}
