package dev.shakedown.tls.x509;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/**
 * What a path's signatures and constraints show (RFC 5280 6.1); dates and trust are judged
 * elsewhere. The JDK's validator is not asked: it stops at keys and algorithms that its policy
 * forbids or that it does not know, and would hide what is behind them.
 *
 * @param fault the first fault, from the top down
 * @param unchecked certificates whose signature nobody here can verify
 */
public record PathValidation(Optional<PathFault> fault, List<Certificate> unchecked) {
  /** Extensions that usual clients process, so that they may be critical. */
  private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.subjectAlternativeName,
          Extension.nameConstraints,
          Extension.certificatePolicies,
          Extension.policyMappings,
          Extension.policyConstraints,
          Extension.inhibitAnyPolicy,
          Extension.cRLDistributionPoints,
          Extension.subjectKeyIdentifier,
          Extension.authorityKeyIdentifier,
          new ASN1ObjectIdentifier("2.16.840.1.113730.1.1"), // Netscape certificate type
          new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.7"), // IP address blocks (RFC 3779)
          new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.8")); // AS identifiers

  public PathValidation {
    unchecked = List.copyOf(unchecked);
  }

  /** Of a path from the end entity upwards; who issued its last certificate is not asked. */
  public static PathValidation of(List<Certificate> path) {
    List<Certificate> unchecked = new ArrayList<>();
    Optional<PathFault> fault = Optional.empty();
    for (int i = path.size() - 2; i >= 0 && fault.isEmpty(); i--) {
      SignatureCheck signature = SignatureCheck.of(path.get(i), path.get(i + 1));
      if (signature == SignatureCheck.UNCHECKED) {
        unchecked.add(path.get(i));
      }
      fault =
          signature == SignatureCheck.INVALID
              ? Optional.of(PathFault.SIGNATURE)
              : constraint(path, i + 1);
    }
    return new PathValidation(fault, unchecked);
  }

  /** What forbids the certificate at {@code index} to be the issuer of those before it. */
  private static Optional<PathFault> constraint(List<Certificate> path, int index) {
    Certificate issuer = path.get(index);
    if (!mayIssue(issuer)) {
      return Optional.of(PathFault.NOT_A_CA);
    }
    if (issuer.keyUsage().filter(u -> !u.contains("keyCertSign")).isPresent()) {
      return Optional.of(PathFault.KEY_USAGE);
    }
    List<Certificate> intermediates =
        path.subList(1, index).stream().filter(c -> !c.isSelfIssued()).toList();
    if (issuer.pathLength() >= 0 && intermediates.size() > issuer.pathLength()) {
      return Optional.of(PathFault.PATH_LENGTH);
    }
    NamesAllowed allowed = NamesAllowed.by(issuer);
    if (!allowed.to(path.get(0)) || !intermediates.stream().allMatch(allowed::to)) {
      return Optional.of(PathFault.NAME);
    }
    Certificate child = path.get(index - 1);
    return hasUnknownCritical(child) ? Optional.of(PathFault.CRITICAL_EXTENSION) : Optional.empty();
  }

  /** Before version 3 no certificate could say that it is a CA's; old roots are taken for one. */
  private static boolean mayIssue(Certificate issuer) {
    return issuer.isCa()
        || issuer.isSelfSigned()
            && (issuer.version() == 1
                || issuer.keyUsage().filter(u -> u.contains("keyCertSign")).isPresent());
  }

  private static boolean hasUnknownCritical(Certificate certificate) {
    return Certificates.extensions(certificate).stream()
        .flatMap(e -> List.of(e.getCriticalExtensionOIDs()).stream())
        .anyMatch(oid -> !UNDERSTOOD.contains(oid));
  }
}
