package dev.shakedown.tls.registry;

/** A protocol version as it stands on the wire; drafts of TLS 1.3 and SSL 2.0 included. */
public record ProtocolVersion(int code) implements Registered {
  public static final ProtocolVersion SSL_2_0 = new ProtocolVersion(0x0002);
  public static final ProtocolVersion SSL_3_0 = new ProtocolVersion(0x0300);
  public static final ProtocolVersion TLS_1_0 = new ProtocolVersion(0x0301);
  public static final ProtocolVersion TLS_1_1 = new ProtocolVersion(0x0302);
  public static final ProtocolVersion TLS_1_2 = new ProtocolVersion(0x0303);
  public static final ProtocolVersion TLS_1_3 = new ProtocolVersion(0x0304);
  private static final Codes<ProtocolVersion> ALL = new Codes<>(ProtocolVersion::new);

  /** The value of this number. */
  public static ProtocolVersion of(int code) {
    return ALL.get(code);
  }

  /** Whether it is TLS 1.3 or one of its drafts (0x7fxx; Facebook's 0xfbxx), RFC 8446 4.2.1. */
  public boolean isTls13() {
    return code == 0x0304 || code >>> 8 == 0x7f || code >>> 8 == 0xfb;
  }

  /** {@code TLS 1.2}, {@code SSL 3.0}, {@code TLS 1.3 (draft 28)}, {@code unknown (0x0105)}. */
  @Override
  public String name() {
    return switch (code) {
      case 0x0002 -> "SSL 2.0";
      case 0x0101 -> "TLCP 1.1";
      case 0x0300 -> "SSL 3.0";
      case 0x0301 -> "TLS 1.0";
      case 0x0302 -> "TLS 1.1";
      case 0x0303 -> "TLS 1.2";
      case 0x0304 -> "TLS 1.3";
      default -> other();
    };
  }

  private String other() {
    if (isGrease()) {
      return "GREASE (0x%04x)".formatted(code);
    }
    if (isTls13()) {
      return "TLS 1.3 (%sdraft %d)".formatted(code >>> 8 == 0xfb ? "Facebook " : "", code & 0xff);
    }
    return "unknown (0x%04x)".formatted(code);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof ProtocolVersion other && code == other.code;
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
