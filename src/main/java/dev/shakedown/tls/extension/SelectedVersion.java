package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.ProtocolVersion;

/** supported_versions of a ServerHello or HelloRetryRequest (RFC 8446 4.2.1). */
public record SelectedVersion(ProtocolVersion version) implements ExtensionBody {
  static SelectedVersion decode(ByteReader in) throws MalformedException {
    return new SelectedVersion(ProtocolVersion.of(in.uint16("selected_version")));
  }
}
