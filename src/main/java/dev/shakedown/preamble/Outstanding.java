package dev.shakedown.preamble;

/** Which answer is the one to an upgrade, where answers come in the order of the requests. */
final class Outstanding {
  private int open;
  private int untilUpgrade;

  /** A request was made. */
  void request(boolean upgrade) {
    open++;
    if (upgrade) {
      untilUpgrade = open;
    }
  }

  /** An answer came; whether it is that to the upgrade. */
  boolean answer() {
    if (open > 0) {
      open--;
    }
    return untilUpgrade > 0 && --untilUpgrade == 0;
  }

  /** Whether a request has not been answered. */
  boolean any() {
    return open > 0;
  }

  /** Says that the upgrade is answered, whatever was counted. */
  void upgradeAnswered() {
    untilUpgrade = 0;
  }
}
