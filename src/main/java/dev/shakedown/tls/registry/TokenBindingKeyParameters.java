package dev.shakedown.tls.registry;

/** Token Binding Key Parameters registry (RFC 8471 3). */
public record TokenBindingKeyParameters(int code) implements Registered {
  private static final Names NAMES = Names.of("token-binding-key-parameters.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof TokenBindingKeyParameters other && code == other.code;
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
