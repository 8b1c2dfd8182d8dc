package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies signatures with the JDK's providers, which bound the sizes of keys. What they do not
 * know, such as ML-DSA before JDK 24, stays unchecked and is never called wrong.
 */
public enum SignatureCheck {
  VALID,
  INVALID,
  UNCHECKED;

  /** OIDs that name key and hash at once; others (PSS) would need their parameters. */
  private static final String PSS = "RSASSA-PSS";

  /** Whether this response was signed by {@code issuer}, or by a responder it has delegated. */
  public static SignatureCheck of(OcspStatus response, Certificate issuer) {
    try {
      X509Certificate authority = parse(issuer.der());
      List<X509Certificate> signers = new ArrayList<>(List.of(authority));
      for (Bytes der : response.certificates()) {
        X509Certificate delegate = parse(der);
        if (delegates(authority, delegate)) {
          signers.add(delegate);
        }
      }
      SignatureCheck result = UNCHECKED;
      for (X509Certificate signer : signers) {
        SignatureCheck one = check(response, signer.getPublicKey());
        if (one == VALID) {
          return VALID;
        }
        result = one == INVALID ? INVALID : result;
      }
      return result;
    } catch (GeneralSecurityException | RuntimeException e) {
      return UNCHECKED; // a certificate or key the JDK cannot read
    }
  }

  /** A responder may sign if the CA itself gave it the purpose to (RFC 6960 4.2.2.2). */
  private static boolean delegates(X509Certificate authority, X509Certificate delegate)
      throws GeneralSecurityException {
    List<String> purposes =
        Optional.ofNullable(delegate.getExtendedKeyUsage()).orElse(List.<String>of());
    if (!purposes.contains("1.3.6.1.5.5.7.3.9")) {
      return false;
    }
    try {
      delegate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static SignatureCheck check(OcspStatus response, PublicKey key) {
    String algorithm = Algorithms.signature(response.signatureAlgorithm());
    if (algorithm.equals(PSS)) {
      return UNCHECKED;
    }
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      signature.update(response.signed().toArray());
      return signature.verify(response.signature().toArray()) ? VALID : INVALID;
    } catch (SignatureException e) {
      return INVALID;
    } catch (GeneralSecurityException | RuntimeException e) {
      return UNCHECKED;
    }
  }

  /** As the JDK reads it. */
  static X509Certificate parse(Bytes der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(der.toArray()));
  }
}
