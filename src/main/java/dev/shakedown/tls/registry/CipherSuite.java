package dev.shakedown.tls.registry;

/**
 * TLS Cipher Suites registry. SSL 2.0 cipher kinds are the 24-bit values above 0xffff
 * (draft-hickman-netscape-ssl-00).
 */
public record CipherSuite(int code) implements Registered {
  public static final CipherSuite TLS_EMPTY_RENEGOTIATION_INFO_SCSV = new CipherSuite(0x00ff);
  public static final CipherSuite TLS_FALLBACK_SCSV = new CipherSuite(0x5600);

  /** Stands in a message that ends before its suite; no value on the wire. */
  public static final CipherSuite UNREADABLE = new CipherSuite(-1);

  private static final Names NAMES = Names.of("cipher-suites.csv");
  private static final Codes<CipherSuite> ALL = new Codes<>(CipherSuite::new);

  /** The value of this number. */
  public static CipherSuite of(int code) {
    return ALL.get(code);
  }

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 16);
  }

  /**
   * How keys are agreed on up to TLS 1.2, taken from the name: {@code ECDHE_RSA}, {@code DH_anon},
   * {@code RSA_EXPORT}, ...; empty where the name does not say (TLS 1.3, unknown suites).
   */
  public String keyExchange() {
    String name = name();
    int with = name.indexOf("_WITH_");
    boolean prefixed = name.startsWith("TLS_") || name.startsWith("SSL_");
    return prefixed && with > 4 ? name.substring(4, with) : "";
  }

  /** Whether it protects integrity only (RFC 5246 6.2.3.1, RFC 9150). */
  public boolean isWithoutEncryption() {
    String name = name();
    return name.contains("_WITH_NULL_")
        || name.equals("TLS_SHA256_SHA256")
        || name.equals("TLS_SHA384_SHA384");
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof CipherSuite other && code == other.code;
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
