package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.extension.CertificateAuthorities;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.extension.SignatureAlgorithms;
import dev.shakedown.tls.registry.ClientCertificateType;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * The server wants a client certificate (RFC 8446 4.3.2, RFC 5246 7.4.4).
 *
 * @param certificateTypes empty in TLS 1.3
 * @param signatureSchemes of TLS 1.2's field or TLS 1.3's extension; empty before TLS 1.2
 * @param authorities distinguished names of acceptable CAs in DER; empty: any
 * @param requestContext of TLS 1.3; empty before
 * @param extensions of TLS 1.3; empty before
 */
public record CertificateRequest(
    List<ClientCertificateType> certificateTypes,
    java.util.List<dev.shakedown.tls.registry.SignatureScheme> signatureSchemes,
    java.util.List<dev.shakedown.bytes.Bytes> authorities,
    dev.shakedown.bytes.Bytes requestContext,
    java.util.List<dev.shakedown.tls.extension.Extension> extensions)
    implements HandshakeMessage {
  public CertificateRequest {
    certificateTypes = List.copyOf(certificateTypes);
    signatureSchemes = List.copyOf(signatureSchemes);
    authorities = List.copyOf(authorities);
    extensions = List.copyOf(extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_REQUEST;
  }

  static CertificateRequest decode(ByteReader in, DecodeContext context) throws MalformedException {
    if (context.isTls13()) {
      Bytes requestContext = in.opaque8("certificate_request_context");
      return of(requestContext, Extensions.decode(in, HandshakeType.CERTIFICATE_REQUEST));
    }
    List<ClientCertificateType> types = new ArrayList<>();
    ByteReader typeList = in.vector8("certificate_types");
    while (!typeList.isEmpty()) {
      types.add(new ClientCertificateType(typeList.uint8("certificate_type")));
    }
    List<SignatureScheme> schemes = new ArrayList<>();
    if (context.hasSignatureSchemes()) {
      ByteReader list = in.vector16("supported_signature_algorithms");
      while (!list.isEmpty()) {
        schemes.add(SignatureScheme.of(list.uint16("signature_algorithm")));
      }
    }
    List<Bytes> authorities = new ArrayList<>();
    ByteReader names = in.vector16("certificate_authorities");
    while (!names.isEmpty()) {
      authorities.add(names.opaque16("distinguished_name"));
    }
    return new CertificateRequest(types, schemes, authorities, Bytes.EMPTY, List.of());
  }

  private static CertificateRequest of(Bytes requestContext, List<Extension> extensions) {
    return new CertificateRequest(
        List.of(),
        extensions.stream()
            .filter(e -> e.type().equals(ExtensionType.SIGNATURE_ALGORITHMS))
            .map(Extension::body)
            .filter(SignatureAlgorithms.class::isInstance)
            .map(body -> ((SignatureAlgorithms) body).schemes())
            .findFirst()
            .orElse(List.of()),
        ClientHello.find(extensions, CertificateAuthorities.class)
            .map(CertificateAuthorities::authorities)
            .orElse(List.of()),
        requestContext,
        extensions);
  }
}
