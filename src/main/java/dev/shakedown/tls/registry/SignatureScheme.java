package dev.shakedown.tls.registry;

/** TLS SignatureScheme registry (RFC 8446 4.2.3); up to TLS 1.2 a hash and a signature byte. */
public record SignatureScheme(int code) implements Registered {

  private static final Names NAMES = Names.of("signature-schemes.csv");
  private static final Codes<SignatureScheme> ALL = new Codes<>(SignatureScheme::new);

  /** The value of this number. */
  public static SignatureScheme of(int code) {
    return ALL.get(code);
  }

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 16);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof SignatureScheme other && code == other.code;
  }

  @Override
  public int hashCode() {
    return code;
  }

  @Override
  public String toString() {
    return name();
  }
}
