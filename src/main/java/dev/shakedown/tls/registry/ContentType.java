package dev.shakedown.tls.registry;

/** TLS ContentType (RFC 8446 5.1). */
public record ContentType(int code) implements Registered {
  public static final ContentType CHANGE_CIPHER_SPEC = new ContentType(20);
  public static final ContentType ALERT = new ContentType(21);
  public static final ContentType HANDSHAKE = new ContentType(22);
  public static final ContentType APPLICATION_DATA = new ContentType(23);
  public static final ContentType HEARTBEAT = new ContentType(24);
  private static final Names NAMES = Names.of("content-types.csv");
  private static final Codes<ContentType> ALL = new Codes<>(ContentType::new);

  /** The value of this number. */
  public static ContentType of(int code) {
    return ALL.get(code);
  }

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof ContentType other && code == other.code;
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
