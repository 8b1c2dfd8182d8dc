package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.ExtensionType;
import java.util.List;

/**
 * ech_outer_extensions of an inner ClientHello (RFC 9849 5.1): types taken over from the outer one.
 */
public record OuterExtensions(List<ExtensionType> types) implements ExtensionBody {
  public OuterExtensions {
    types = List.copyOf(types);
  }

  static OuterExtensions decode(ByteReader in) throws MalformedException {
    return new OuterExtensions(
        Vectors.list(
            in.vector8("outer_extensions"), v -> ExtensionType.of(v.uint16("extension_type"))));
  }
}
