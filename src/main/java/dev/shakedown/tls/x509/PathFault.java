package dev.shakedown.tls.x509;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with a path apart from its dates and its trust, as the JDK's PKIX validator finds
 * it (RFC 5280 6.1). Key sizes and algorithms that this JDK happens to forbid are no fault here.
 */
public enum PathFault {
  /** A signature does not verify with its issuer's key. */
  SIGNATURE,
  /** More intermediates than a path length constraint allows. */
  PATH_LENGTH,
  /** An issuer is no CA. */
  NOT_A_CA,
  /** A name that name constraints exclude. */
  NAME,
  /** An issuer that may not sign certificates. */
  KEY_USAGE,
  /** An extension that must be understood, and is not. */
  CRITICAL_EXTENSION;

  /** Of a path from the end entity upwards; its last certificate is taken for granted. */
  public static Optional<PathFault> of(List<Certificate> path) {
    if (path.size() < 2) {
      return Optional.empty();
    }
    try {
      List<X509Certificate> parsed = new ArrayList<>();
      for (Certificate certificate : path) {
        parsed.add(SignatureCheck.parse(certificate.der()));
      }
      validate(parsed, withinValidity(path));
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      return of(e.getReason());
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty(); // what the JDK cannot read it cannot judge
    }
  }

  /** A time at which most of the path is valid, so that dates, judged elsewhere, hide no fault. */
  private static Date withinValidity(List<Certificate> path) {
    return Date.from(
        path.stream()
            .map(Certificate::notBefore)
            .max(java.util.Comparator.naturalOrder())
            .orElseThrow());
  }

  private static void validate(List<X509Certificate> path, Date date)
      throws GeneralSecurityException, InvalidAlgorithmParameterException {
    TrustAnchor top = new TrustAnchor(path.get(path.size() - 1), null);
    PKIXParameters parameters = new PKIXParameters(Set.of(top));
    parameters.setRevocationEnabled(false);
    parameters.setDate(date);
    CertPath below =
        CertificateFactory.getInstance("X.509").generateCertPath(path.subList(0, path.size() - 1));
    CertPathValidator.getInstance("PKIX").validate(below, parameters);
  }

  private static Optional<PathFault> of(CertPathValidatorException.Reason reason) {
    if (reason == CertPathValidatorException.BasicReason.INVALID_SIGNATURE) {
      return Optional.of(SIGNATURE);
    }
    if (!(reason instanceof PKIXReason pkix)) {
      return Optional.empty();
    }
    return switch (pkix) {
      case PATH_TOO_LONG -> Optional.of(PATH_LENGTH);
      case NOT_CA_CERT -> Optional.of(NOT_A_CA);
      case INVALID_NAME -> Optional.of(NAME);
      case INVALID_KEY_USAGE -> Optional.of(KEY_USAGE);
      case UNRECOGNIZED_CRIT_EXT -> Optional.of(CRITICAL_EXTENSION);
      default -> Optional.empty();
    };
  }
}
