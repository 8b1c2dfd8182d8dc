package dev.shakedown.tls.registry;

/** A code point of a registry: a number that may have a name. */
public interface Registered {
  /** The number on the wire. */
  int code();

  /** The name the registry gives it, else {@code unknown (0x1234)} or {@code GREASE (0x0a0a)}. */
  String name();

  /** Whether it is one of the values reserved by RFC 8701 for 16-bit registries. */
  default boolean isGrease() {
    return (code() & 0x0f0f) == 0x0a0a && code() >>> 8 == (code() & 0xff);
  }
}
