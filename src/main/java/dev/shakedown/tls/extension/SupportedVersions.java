package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.List;

/** supported_versions of a ClientHello (RFC 8446 4.2.1), most preferred first. */
public record SupportedVersions(List<ProtocolVersion> versions) implements ExtensionBody {
  public SupportedVersions {
    versions = List.copyOf(versions);
  }

  static SupportedVersions decode(ByteReader in) throws MalformedException {
    return new SupportedVersions(
        Vectors.list(in.vector8("versions"), v -> ProtocolVersion.of(v.uint16("version"))));
  }
}
