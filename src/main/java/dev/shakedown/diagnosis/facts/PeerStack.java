package dev.shakedown.diagnosis.facts;

import dev.shakedown.diagnosis.Confidence;

/**
 * The TLS implementation that a peer's messages look like. Named only by what the wire shows, never
 * by a port, and never certain: another stack can imitate it.
 *
 * @param stack which
 * @param confidence LIKELY or POSSIBLE
 * @param sign what it was known by, a key below {@code stack-sign.}
 * @param frame the frame that shows it
 */
public record PeerStack(Stack stack, Confidence confidence, String sign, long frame) {
  /** Families whose ways a verdict must know; forks that behave alike are one. */
  public enum Stack {
    OPENSSL("OpenSSL"),
    GNUTLS("GnuTLS"),
    NSS("NSS"),
    JSSE("JSSE"),
    BORINGSSL("BoringSSL"),
    GO("Go crypto/tls"),
    SCHANNEL("Schannel"),
    BIG_IP("BIG-IP");

    private final String title;

    Stack(String title) {
      this.title = title;
    }

    /** Its name as its makers write it. */
    public String title() {
      return title;
    }
  }
}
