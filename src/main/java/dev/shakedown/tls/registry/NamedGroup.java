package dev.shakedown.tls.registry;

/** TLS Supported Groups registry (RFC 8446 4.2.7). */
public record NamedGroup(int code) implements Registered {
  public static final NamedGroup SECP256R1 = new NamedGroup(23);
  public static final NamedGroup SECP384R1 = new NamedGroup(24);
  public static final NamedGroup SECP521R1 = new NamedGroup(25);
  public static final NamedGroup X25519 = new NamedGroup(29);
  public static final NamedGroup X448 = new NamedGroup(30);
  public static final NamedGroup X25519MLKEM768 = new NamedGroup(4588);
  private static final Names NAMES = Names.of("named-groups.csv");
  private static final Codes<NamedGroup> ALL = new Codes<>(NamedGroup::new);

  /** The value of this number. */
  public static NamedGroup of(int code) {
    return ALL.get(code);
  }

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 16);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof NamedGroup other && code == other.code;
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
