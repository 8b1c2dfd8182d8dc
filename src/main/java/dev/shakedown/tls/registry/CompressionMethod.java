package dev.shakedown.tls.registry;

/** TLS Compression Method Identifiers registry (RFC 3749 2). */
public record CompressionMethod(int code) implements Registered {
  public static final CompressionMethod NULL = new CompressionMethod(0);
  private static final Names NAMES = Names.of("compression-methods.csv");
  private static final Codes<CompressionMethod> ALL = new Codes<>(CompressionMethod::new);

  /** The value of this number. */
  public static CompressionMethod of(int code) {
    return ALL.get(code);
  }

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof CompressionMethod other && code == other.code;
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
