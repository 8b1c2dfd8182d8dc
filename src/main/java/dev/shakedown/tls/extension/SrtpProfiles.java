package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.SrtpProtectionProfile;
import java.util.List;

/**
 * use_srtp (RFC 5764 4.1.1).
 *
 * @param profiles most preferred first
 * @param mki srtp_mki; empty if not used
 */
public record SrtpProfiles(List<SrtpProtectionProfile> profiles, Bytes mki)
    implements ExtensionBody {
  public SrtpProfiles {
    profiles = List.copyOf(profiles);
  }

  static SrtpProfiles decode(ByteReader in) throws MalformedException {
    return new SrtpProfiles(
        Vectors.list(
            in.vector16("srtp_protection_profiles"),
            v -> new SrtpProtectionProfile(v.uint16("profile"))),
        in.opaque8("srtp_mki"));
  }
}
