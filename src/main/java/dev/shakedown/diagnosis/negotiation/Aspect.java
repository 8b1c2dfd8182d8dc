package dev.shakedown.diagnosis.negotiation;

/** What client and server must agree on. */
public enum Aspect {
  VERSION("version"),
  CIPHER_SUITE("cipher-suite"),
  GROUP("group"),
  KEY_SHARE("key-share"),
  SIGNATURE_SCHEME("signature-scheme"),
  ALPN("alpn"),
  SERVER_NAME("server-name");

  private final String id;

  Aspect(String id) {
    this.id = id;
  }

  /** Its name in the JSON, and below {@code aspect.} in the texts. */
  public String id() {
    return id;
  }
}
