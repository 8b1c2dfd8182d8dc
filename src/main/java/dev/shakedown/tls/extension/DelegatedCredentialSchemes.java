package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.List;

/** delegated_credential of a ClientHello (RFC 9345 4.1.1), most preferred first. */
public record DelegatedCredentialSchemes(List<SignatureScheme> schemes) implements ExtensionBody {
  public DelegatedCredentialSchemes {
    schemes = List.copyOf(schemes);
  }

  static DelegatedCredentialSchemes decode(ByteReader in) throws MalformedException {
    return new DelegatedCredentialSchemes(SignatureAlgorithms.decode(in).schemes());
  }
}
