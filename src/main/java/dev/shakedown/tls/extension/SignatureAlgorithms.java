package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.List;

/** signature_algorithms (RFC 8446 4.2.3), most preferred first. */
public record SignatureAlgorithms(List<SignatureScheme> schemes) implements ExtensionBody {
  public SignatureAlgorithms {
    schemes = List.copyOf(schemes);
  }

  static SignatureAlgorithms decode(ByteReader in) throws MalformedException {
    return new SignatureAlgorithms(
        Vectors.list(
            in.vector16("supported_signature_algorithms"),
            v -> SignatureScheme.of(v.uint16("signature_scheme"))));
  }
}
