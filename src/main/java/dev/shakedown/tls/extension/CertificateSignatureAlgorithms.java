package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.List;

/** signature_algorithms_cert (RFC 8446 4.2.3), most preferred first. */
public record CertificateSignatureAlgorithms(List<SignatureScheme> schemes)
    implements ExtensionBody {
  public CertificateSignatureAlgorithms {
    schemes = List.copyOf(schemes);
  }

  static CertificateSignatureAlgorithms decode(ByteReader in) throws MalformedException {
    return new CertificateSignatureAlgorithms(SignatureAlgorithms.decode(in).schemes());
  }
}
