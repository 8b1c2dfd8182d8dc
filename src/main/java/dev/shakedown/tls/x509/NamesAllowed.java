package dev.shakedown.tls.x509;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/** The names that a CA's name constraints let those below it have (RFC 5280 4.2.1.10). */
final class NamesAllowed {
  /** Of subtrees, and of a certificate's names: their product is the cost. Others refuse more. */
  private static final int MAX_NAMES = 1024;

  private final Optional<NameConstraints> constraints;

  private NamesAllowed(Optional<NameConstraints> constraints) {
    this.constraints = constraints;
  }

  static NamesAllowed by(Certificate authority) {
    return new NamesAllowed(
        Certificates.extensions(authority)
            .map(e -> e.getExtensionParsedValue(Extension.nameConstraints))
            .map(NameConstraints::getInstance));
  }

  /** Whether this certificate has no name that is forbidden; what cannot be read forbids none. */
  boolean to(Certificate certificate) {
    if (constraints.isEmpty()) {
      return true;
    }
    List<GeneralSubtree> permitted = subtrees(constraints.get().getPermittedSubtrees());
    List<GeneralSubtree> excluded = subtrees(constraints.get().getExcludedSubtrees());
    List<GeneralName> names = names(certificate);
    if (Math.max(permitted.size() + excluded.size(), names.size()) > MAX_NAMES) {
      return true;
    }
    try {
      PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
      if (!permitted.isEmpty()) {
        validator.intersectPermittedSubtree(permitted.toArray(GeneralSubtree[]::new));
      }
      excluded.forEach(validator::addExcludedSubtree);
      for (GeneralName name : names) {
        validator.checkPermitted(name);
        validator.checkExcluded(name);
      }
      return true;
    } catch (NameConstraintValidatorException e) {
      return false;
    } catch (RuntimeException e) {
      return true; // a name of a wrong shape
    }
  }

  private static List<GeneralSubtree> subtrees(GeneralSubtree[] subtrees) {
    return subtrees == null ? List.of() : List.of(subtrees);
  }

  /**
   * The subject and the alternative names; the common name where there are none, as clients take it
   * for a name to match.
   */
  private static List<GeneralName> names(Certificate certificate) {
    List<GeneralName> names = new ArrayList<>();
    X500Name subject = X500Name.getInstance(certificate.subjectDer().toArray());
    if (subject.size() > 0) {
      names.add(new GeneralName(subject));
    }
    Optional<Extensions> extensions = Certificates.extensions(certificate);
    Optional<GeneralNames> alternatives =
        extensions
            .map(e -> e.getExtensionParsedValue(Extension.subjectAlternativeName))
            .map(GeneralNames::getInstance);
    alternatives.ifPresent(a -> names.addAll(List.of(a.getNames())));
    if (alternatives.isEmpty() && !certificate.isCa()) {
      certificate.commonNames().stream()
          .filter(NamesAllowed::isHostName)
          .map(n -> new GeneralName(GeneralName.dNSName, n))
          .forEach(names::add);
    }
    return names;
  }

  private static boolean isHostName(String name) {
    return name.indexOf('.') > 0
        && name.chars()
            .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-._*".indexOf(c) >= 0));
  }
}
