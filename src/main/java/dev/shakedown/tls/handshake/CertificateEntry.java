package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.x509.Certificate;
import java.util.List;

/**
 * One certificate of a chain.
 *
 * @param certificate decoded, or malformed with its bytes
 * @param extensions of TLS 1.3 (RFC 8446 4.4.2); empty before
 */
public record CertificateEntry(Certificate certificate, List<Extension> extensions) {
  public CertificateEntry {
    extensions = List.copyOf(extensions);
  }

  static CertificateEntry decode(ByteReader in, DecodeContext context) throws MalformedException {
    Certificate certificate = context.cache().certificates().get(in.opaque24("cert_data"));
    return new CertificateEntry(
        certificate,
        context.isTls13()
            ? Extensions.decodeList(in.vector16("extensions"), HandshakeType.CERTIFICATE)
            : List.of());
  }
}
