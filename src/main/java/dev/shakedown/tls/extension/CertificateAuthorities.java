package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** certificate_authorities (RFC 8446 4.2.4): DER of each DistinguishedName. */
public record CertificateAuthorities(List<Bytes> authorities) implements ExtensionBody {
  public CertificateAuthorities {
    authorities = List.copyOf(authorities);
  }

  static CertificateAuthorities decode(ByteReader in) throws MalformedException {
    return new CertificateAuthorities(
        Vectors.list(in.vector16("authorities"), v -> v.opaque16("distinguished_name")));
  }
}
