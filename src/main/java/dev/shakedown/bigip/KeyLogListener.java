package dev.shakedown.bigip;

/** Hears of the TLS secrets that a BIG-IP wrote into a capture. */
public interface KeyLogListener {
  /** Hears nothing. */
  KeyLogListener NONE =
      new KeyLogListener() {
        @Override
        public void awaited() {}

        @Override
        public void line(String line) {}
      };

  /**
   * The capture was taken with the TLS provider: what is not known yet may come with a later
   * packet. Said before the first line.
   */
  void awaited();

  /** A secret became known: a line of an NSS key log (RFC 9850), without its end. */
  void line(String line);
}
