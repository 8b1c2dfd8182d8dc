package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CertificateType;
import java.util.List;

/**
 * client_certificate_type, server_certificate_type (RFC 7250 3) and cert_type (RFC 6091 3.1): most
 * preferred first; a server sends one.
 */
public record CertificateTypes(List<CertificateType> types) implements ExtensionBody {
  public CertificateTypes {
    types = List.copyOf(types);
  }

  static CertificateTypes decode(ByteReader in) throws MalformedException {
    return new CertificateTypes(
        Vectors.list(
            in.vector8("certificate_types"),
            v -> new CertificateType(v.uint8("certificate_type"))));
  }

  static CertificateTypes decodeAnswer(ByteReader in) throws MalformedException {
    return new CertificateTypes(List.of(new CertificateType(in.uint8("certificate_type"))));
  }
}
