package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Verifies signatures with the JDK's providers; what they do not know, with Bouncy Castle's own
 * classes ({@link RareSignatures}), which are not loaded before. What neither knows stays unchecked
 * and is never called right or wrong.
 */
public enum SignatureCheck {
  VALID,
  INVALID,
  UNCHECKED;

  private static final String PSS = "RSASSA-PSS";
  private static final Set<String> JDK_CURVES = Set.of("secp256r1", "secp384r1", "secp521r1");

  /** Whether {@code issuer}'s key signed this certificate. */
  public static SignatureCheck of(Certificate certificate, Certificate issuer) {
    return Signed.of(certificate.der()).map(s -> of(s, issuer)).orElse(UNCHECKED);
  }

  /** Whether this response was signed by {@code issuer}, or by a responder it has delegated. */
  public static SignatureCheck of(OcspStatus response, Certificate issuer) {
    if (response.signed().isEmpty()) {
      return UNCHECKED;
    }
    List<Certificate> signers = new ArrayList<>(List.of(issuer));
    for (Bytes der : response.certificates()) {
      Certificate delegate = Certificates.decode(der);
      if (delegates(issuer, delegate)) {
        signers.add(delegate);
      }
    }
    SignatureCheck result = UNCHECKED;
    for (Certificate signer : signers) {
      SignatureCheck one = of(response.signed().get(), signer);
      if (one == VALID) {
        return VALID;
      }
      result = one == INVALID ? INVALID : result;
    }
    return result;
  }

  /** A responder may sign if the CA itself gave it the purpose to (RFC 6960 4.2.2.2). */
  private static boolean delegates(Certificate authority, Certificate delegate) {
    return delegate.readable()
        && delegate.extendedKeyUsage().filter(u -> u.contains("OCSPSigning")).isPresent()
        && of(delegate, authority) == VALID;
  }

  static SignatureCheck of(Signed signed, Certificate signer) {
    try {
      AlgorithmIdentifier algorithm = signed.identifier();
      SignatureCheck result =
          implementedByTheJdk(signer) ? byTheJdk(signed, algorithm, signer) : UNCHECKED;
      return result == UNCHECKED ? RareSignatures.check(signed, algorithm, signer) : result;
    } catch (IOException | RuntimeException e) {
      return UNCHECKED; // a key or parameters of a wrong shape
    }
  }

  /** It reads keys of some other curves as well, but calls every signature by them wrong. */
  private static boolean implementedByTheJdk(Certificate signer) {
    return !signer.keyAlgorithm().equals("EC") || JDK_CURVES.contains(signer.curve());
  }

  private static SignatureCheck byTheJdk(
      Signed signed, AlgorithmIdentifier algorithm, Certificate signer) throws IOException {
    String name = Algorithms.signature(algorithm.getAlgorithm().getId());
    try {
      Signature signature = Signature.getInstance(name);
      if (name.equals(PSS)) {
        signature.setParameter(parameters(algorithm));
      }
      signature.initVerify(
          KeyFactory.getInstance(signer.keyAlgorithm())
              .generatePublic(new X509EncodedKeySpec(signer.publicKey().toArray())));
      signature.update(signed.content().toArray());
      return signature.verify(signed.signature().toArray()) ? VALID : INVALID;
    } catch (GeneralSecurityException | RuntimeException e) {
      return UNCHECKED; // also where it knows the algorithm, but not keys like this one
    }
  }

  /** Without parameters all are the defaults of RFC 4055 3.1, which only Bouncy Castle fills in. */
  private static PSSParameterSpec parameters(AlgorithmIdentifier algorithm)
      throws GeneralSecurityException, IOException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
    parameters.init(algorithm.getParameters().toASN1Primitive().getEncoded());
    return parameters.getParameterSpec(PSSParameterSpec.class);
  }
}
