package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.NamedGroup;

/** key_share of a HelloRetryRequest (RFC 8446 4.2.8). */
public record SelectedGroup(NamedGroup group) implements ExtensionBody {
  static SelectedGroup decode(ByteReader in) throws MalformedException {
    return new SelectedGroup(NamedGroup.of(in.uint16("selected_group")));
  }
}
