package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.TrustStore;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a chain ends. A server may leave out its root (RFC 8446 4.4.2), so an issuer that was not
 * sent need not be missing: it is, if it is no root.
 *
 * @param end where it ends
 * @param issuer the certificate that issued its top, if another connection sent it
 */
public record ChainTrust(End end, Optional<Authorities.Known> issuer) {

  /** Where a chain ends. */
  public enum End {
    /** In a root of the trust store, sent or not. */
    ANCHOR,
    /** In a root that the trust store does not have; the wire shows that it is a root. */
    OTHER_ROOT,
    /** Probably in a root: its name says so, or an intermediate was sent and no more. */
    PROBABLY_ROOT,
    /** Below an intermediate, as the wire shows: another connection sent it, or the key id. */
    INTERMEDIATE,
    /** Probably below one: it names a place to fetch its issuer from, or a log that lists it. */
    PROBABLY_INTERMEDIATE,
    /** Below an issuer of which nothing is known. */
    UNKNOWN;

    /** Whether what is missing is, or may be, an intermediate. */
    public boolean incomplete() {
      return this == INTERMEDIATE || this == PROBABLY_INTERMEDIATE || this == UNKNOWN;
    }
  }

  /** Judges a readable chain. */
  public static ChainTrust of(CertificateChain chain, Authorities authorities) {
    Certificate top = chain.top();
    TrustStore store = authorities.trustStore();
    if (chain.path().stream().anyMatch(store::contains) || store.hasIssuerOf(top)) {
      return end(End.ANCHOR);
    }
    if (top.isSelfSigned()) {
      return end(End.OTHER_ROOT);
    }
    Optional<Authorities.Known> issuer = authorities.issuerOf(top);
    if (issuer.isPresent()) {
      boolean root = issuer.get().certificate().isSelfSigned();
      return new ChainTrust(root ? End.OTHER_ROOT : End.INTERMEDIATE, issuer);
    }
    if (!top.authorityIssuer().isEmpty()) {
      // authorityCertIssuer names the issuer's own issuer (RFC 5280 4.2.1.1)
      return end(top.authorityIssuer().equals(top.issuerDer()) ? End.OTHER_ROOT : End.INTERMEDIATE);
    }
    return end(bySigns(chain));
  }

  /**
   * Whether a trust store that the user named has no root for a chain that is not self-signed. The
   * JDK's roots refute nothing: the client may have others.
   */
  public static boolean refutedByChoice(CertificateChain chain, Authorities authorities) {
    return chain.readable()
        && !chain.selfSigned()
        && authorities.trustStore().chosen()
        && of(chain, authorities).end() != End.ANCHOR;
  }

  private static End bySigns(CertificateChain chain) {
    Certificate top = chain.top();
    if (chain.path().size() > 1) {
      return End.PROBABLY_ROOT;
    }
    if (!top.caIssuers().isEmpty() || top.scts() > 0) {
      return End.PROBABLY_INTERMEDIATE;
    }
    boolean rootByName =
        top.issuer().toLowerCase(Locale.ROOT).contains("root")
            || InspectionProducts.named(top.issuer()).isPresent();
    return rootByName ? End.PROBABLY_ROOT : End.UNKNOWN;
  }

  private static ChainTrust end(End end) {
    return new ChainTrust(end, Optional.empty());
  }
}
