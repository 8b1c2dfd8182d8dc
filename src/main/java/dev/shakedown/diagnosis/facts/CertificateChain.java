package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.handshake.CertificateEntry;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.PathFault;
import dev.shakedown.tls.x509.PathValidation;
import dev.shakedown.tls.x509.SignatureCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One side's certificates as sent, judged at the capture's time without any trust store: what the
 * bytes alone show.
 *
 * @param message the Certificate message; absent if none could be read
 * @param sent all of them as sent, unreadable ones and repeats included
 * @param path from the end entity upwards, each the issuer of the one before
 * @param at the time they are judged at
 * @param purpose extended key usage an end entity needs: {@code serverAuth} or {@code clientAuth}
 * @param serverName the name the client asked for; absent without SNI, and for a client's chain
 */
public record CertificateChain(
    Optional<Seen<CertificateMessage>> message,
    List<Certificate> sent,
    List<Certificate> path,
    Instant at,
    String purpose,
    Optional<String> serverName) {

  /** SSL 2.0 came with Netscape Navigator 1.1 in 1995: no capture of TLS is older. */
  private static final Instant FIRST_SSL = Instant.parse("1995-01-01T00:00:00Z");

  /** Far beyond any chain in use; a message may hold thousands of certificates. */
  private static final int MAX_PATH = 16;

  /** Of one name whose keys are tried: more is an attack. */
  private static final int MAX_ISSUERS = 4;

  public CertificateChain {
    sent = List.copyOf(sent);
    path = List.copyOf(path);
  }

  static CertificateChain ofServer(FlowFacts facts) {
    return of(facts, facts.serverCertificate(), "serverAuth", facts.serverName());
  }

  static CertificateChain ofClient(FlowFacts facts) {
    return of(facts, facts.clientCertificate(), "clientAuth", Optional.empty());
  }

  private static CertificateChain of(
      FlowFacts facts,
      Optional<Seen<CertificateMessage>> message,
      String purpose,
      Optional<String> serverName) {
    long nanos = message.map(Seen::epochNanos).orElse(facts.flow().startNanos());
    Instant at =
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    List<Certificate> sent =
        message.map(m -> m.value().entries()).orElse(List.of()).stream()
            .map(CertificateEntry::certificate)
            .toList();
    return new CertificateChain(message, sent, pathOf(sent, at), at, purpose, serverName);
  }

  /** Of certificates that no message brought. */
  static CertificateChain of(
      List<Certificate> sent, Instant at, String purpose, Optional<String> serverName) {
    return new CertificateChain(Optional.empty(), sent, pathOf(sent, at), at, purpose, serverName);
  }

  /** Whether an end-entity certificate could be read. */
  public boolean readable() {
    return !path.isEmpty();
  }

  /** The end entity; only if {@link #readable}. */
  public Certificate leaf() {
    return path.get(0);
  }

  /** The last certificate of the path; only if {@link #readable}. */
  public Certificate top() {
    return path.get(path.size() - 1);
  }

  /** The first certificate of the path whose validity has ended. */
  public Optional<Certificate> expired() {
    return judged().filter(c -> c.notAfter().isBefore(at)).findFirst();
  }

  /** The first certificate of the path whose validity has not begun. */
  public Optional<Certificate> notYetValid() {
    return judged().filter(c -> c.notBefore().isAfter(at)).findFirst();
  }

  /** The path, or nothing where the capturing clock was evidently never set. */
  private Stream<Certificate> judged() {
    return at.isBefore(FIRST_SSL) ? Stream.empty() : path.stream();
  }

  /** Whether the end entity is its own issuer. */
  public boolean selfSigned() {
    return readable() && leaf().isSelfSigned();
  }

  /**
   * The first certificate of the path with a key or signature too weak by the rules of its time.
   */
  public Optional<Certificate> weak() {
    return path.stream().filter(c -> CertificateStrength.isWeak(c, at)).findFirst();
  }

  /**
   * The first certificate whose extended key usage forbids this use (RFC 5280 4.2.1.12). Most
   * clients hold an intermediate's against all below it; a root's is its trust store's matter.
   */
  public Optional<Certificate> unfit() {
    return path.stream()
        .filter(c -> c.equals(leaf()) || !c.isSelfSigned())
        .filter(
            c ->
                c.extendedKeyUsage()
                    .filter(u -> !u.contains(purpose) && !u.contains("anyExtendedKeyUsage"))
                    .isPresent())
        .findFirst();
  }

  /** Whether there is such a certificate. */
  public boolean wrongPurpose() {
    return unfit().isPresent();
  }

  /** Whether no name of the end entity matches the name asked for (RFC 9525 6.3). */
  public boolean nameMismatch() {
    return readable() && serverName.filter(n -> !HostName.matches(leaf(), n)).isPresent();
  }

  /** What is wrong with the path by its signatures and constraints; costs some arithmetic. */
  public Optional<PathFault> fault() {
    return validation().fault();
  }

  /** The same with what could not be checked. */
  public PathValidation validation() {
    return PathValidation.of(path);
  }

  /** Whether anything visible would make a strict peer reject it. */
  public boolean hasProblem() {
    return expired().isPresent()
        || notYetValid().isPresent()
        || selfSigned()
        || nameMismatch()
        || wrongPurpose();
  }

  /** Whether the path's certificates do not stand in its order (RFC 5246 7.4.2 demanded it). */
  public boolean outOfOrder() {
    int last = -1;
    for (Certificate certificate : path) {
      int index = sent.indexOf(certificate);
      if (index < last) {
        return true;
      }
      last = index;
    }
    return false;
  }

  /** How many certificates were sent more than once. */
  public int repeats() {
    return sent.size() - Set.copyOf(sent).size();
  }

  /** Certificates that the path does not need, each once, in order. */
  public List<Certificate> needless() {
    Set<Certificate> others = new LinkedHashSet<>(sent);
    path.forEach(others::remove);
    return List.copyOf(others);
  }

  /** Whether a root was sent along, which a peer that does not have it cannot trust. */
  public boolean rootSent() {
    return path.size() > 1 && top().isSelfSigned();
  }

  private static List<Certificate> pathOf(List<Certificate> sent, Instant at) {
    List<Certificate> path = new ArrayList<>();
    if (sent.isEmpty() || !sent.get(0).readable()) {
      return path;
    }
    path.add(sent.get(0));
    while (path.size() < MAX_PATH && !path.get(path.size() - 1).isSelfSigned()) {
      Certificate child = path.get(path.size() - 1);
      List<Certificate> issuers =
          sent.stream()
              .filter(c -> c.mayHaveIssued(child) && !path.contains(c))
              .distinct()
              .toList();
      if (issuers.isEmpty()) {
        break;
      }
      path.add(issuers.size() == 1 ? issuers.get(0) : best(issuers, child, at));
    }
    return path;
  }

  /**
   * Of several that names allow (a new key, a cross-certificate) the one a client comes to in the
   * end: whose key signed, and which is valid; else the first.
   */
  private static Certificate best(List<Certificate> issuers, Certificate child, Instant at) {
    return issuers.stream()
        .limit(MAX_ISSUERS)
        .min(
            Comparator.comparing(
                    (Certificate c) -> SignatureCheck.of(child, c) == SignatureCheck.INVALID)
                .thenComparing(c -> c.notBefore().isAfter(at) || c.notAfter().isBefore(at)))
        .orElseThrow();
  }
}
