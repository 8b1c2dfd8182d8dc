package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate as a diagnosis sees it (RFC 5280 4.1).
 *
 * @param der as sent
 * @param fingerprint of {@code der}, see {@link #sha256}
 * @param problem why it could not be decoded; empty if it could. If not, only der and its SHA-256
 *     hold, and of a raw public key what describes it
 * @param subject RFC 4514-like text, as Bouncy Castle's BCStyle prints it
 * @param issuer likewise
 * @param subjectDer the subject's Name in DER, to be compared with an issuer's
 * @param issuerDer the issuer's Name in DER
 * @param commonNames the subject's commonName attributes, as text, in order
 * @param serial hexadecimal, without leading zeros
 * @param notBefore start of validity
 * @param notAfter end of validity
 * @param subjectAltNames {@code DNS:...}, {@code IP:...}, {@code email:...}, {@code URI:...},
 *     others by kind; in order
 * @param keyAlgorithm {@code RSA}, {@code EC}, {@code DSA}, {@code Ed25519}, {@code ML-DSA-65},
 *     ...; else the OID
 * @param keyBits size of the key; 0 where that has no meaning
 * @param curve name of the EC curve; empty for other keys
 * @param publicKey SubjectPublicKeyInfo in DER
 * @param signatureAlgorithm {@code SHA256withRSA}, {@code SHA256withECDSA}, ...; else the OID
 * @param signatureHash hash of the signature, {@code SHA256}, also where parameters name it
 *     (RSASSA-PSS); empty where the algorithm has its own or is unknown
 * @param version 1..3; another number where it states one that does not exist
 * @param isCa whether basic constraints say so
 * @param pathLength path length constraint; -1 if absent
 * @param keyUsage names of the bits set, as RFC 5280 4.2.1.3 writes them; absent without the
 *     extension
 * @param extendedKeyUsage OIDs, or {@code serverAuth}, {@code clientAuth}, ...; absent without the
 *     extension
 * @param subjectKeyId subjectKeyIdentifier; empty if absent
 * @param authorityKeyId keyIdentifier of authorityKeyIdentifier; empty if absent
 * @param authorityIssuer authorityCertIssuer of authorityKeyIdentifier in DER, the issuer's own
 *     issuer; empty if absent
 * @param caIssuers URIs where the issuer's certificate can be got (AIA)
 * @param ocspResponders URIs of OCSP responders (AIA)
 * @param scts number of embedded signed certificate timestamps
 * @param mustStaple whether the TLS feature extension demands status_request (RFC 7633)
 */
public record Certificate(
    Bytes der,
    Fingerprint fingerprint,
    String problem,
    String subject,
    String issuer,
    Bytes subjectDer,
    Bytes issuerDer,
    List<String> commonNames,
    String serial,
    Instant notBefore,
    Instant notAfter,
    List<String> subjectAltNames,
    String keyAlgorithm,
    int keyBits,
    String curve,
    Bytes publicKey,
    String signatureAlgorithm,
    String signatureHash,
    int version,
    boolean isCa,
    int pathLength,
    Optional<List<String>> keyUsage,
    Optional<List<String>> extendedKeyUsage,
    Bytes subjectKeyId,
    Bytes authorityKeyId,
    Bytes authorityIssuer,
    List<String> caIssuers,
    List<String> ocspResponders,
    int scts,
    boolean mustStaple) {

  /** Whether both are the same bytes; all else follows from them. */
  @Override
  public boolean equals(Object that) {
    return that instanceof Certificate other && der.equals(other.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  /** Hexadecimal SHA-256 of {@link #der}. */
  public String sha256() {
    return fingerprint.sha256();
  }

  /**
   * Whether it is no certificate but only a key (RFC 7250 3): then der, sha256, publicKey and what
   * describes the key hold, and {@link #problem()} says so.
   */
  public boolean isRawPublicKey() {
    return !readable() && !publicKey.isEmpty();
  }

  /** Whether it could be decoded. */
  public boolean readable() {
    return problem.isEmpty();
  }

  /** Whether subject and issuer are the same name. */
  public boolean isSelfIssued() {
    return readable() && subjectDer.equals(issuerDer);
  }

  /**
   * Whether it is its own issuer as far as names and key identifiers tell (RFC 5280 3.2); a name
   * alone is not enough where a CA issued a certificate for its own name.
   */
  public boolean isSelfSigned() {
    return isSelfIssued()
        && (authorityKeyId.isEmpty()
            || subjectKeyId.isEmpty()
            || authorityKeyId.equals(subjectKeyId));
  }

  /**
   * Whether names and key identifiers allow it to be the issuer of {@code child} (RFC 5280 6.1).
   * Names are compared as texts where their encodings differ, as CAs do not always repeat theirs.
   */
  public boolean mayHaveIssued(Certificate child) {
    boolean sameKey =
        child.authorityKeyId.isEmpty()
            || subjectKeyId.isEmpty()
            || child.authorityKeyId.equals(subjectKeyId);
    return readable() && child.readable() && sameKey && carriesTheIssuerNameOf(child);
  }

  private boolean carriesTheIssuerNameOf(Certificate child) {
    return subjectDer.equals(child.issuerDer)
        || !subject.isEmpty() && subject.strip().equalsIgnoreCase(child.issuer.strip());
  }

  /** Whether both bind the same name to the same key, such as a root and its cross-certificate. */
  public boolean sameSubjectAndKey(Certificate other) {
    return readable() && subjectDer.equals(other.subjectDer) && publicKey.equals(other.publicKey);
  }
}
