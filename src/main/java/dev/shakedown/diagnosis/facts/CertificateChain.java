package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.handshake.CertificateEntry;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.PathFault;
import java.time.Instant;
import java.util.ArrayList;
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
    return new CertificateChain(message, sent, pathOf(sent), at, purpose, serverName);
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

  /** Whether the end entity's extended key usage forbids its use (RFC 5280 4.2.1.12). */
  public boolean wrongPurpose() {
    return readable()
        && leaf()
            .extendedKeyUsage()
            .filter(u -> !u.contains(purpose) && !u.contains("anyExtendedKeyUsage"))
            .isPresent();
  }

  /** Whether no name of the end entity matches the name asked for (RFC 9525 6.3). */
  public boolean nameMismatch() {
    return readable() && serverName.filter(n -> !HostName.matches(leaf(), n)).isPresent();
  }

  /** What is wrong with the path by its signatures and constraints; costs some arithmetic. */
  public Optional<PathFault> fault() {
    return PathFault.of(path);
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

  private static List<Certificate> pathOf(List<Certificate> sent) {
    List<Certificate> path = new ArrayList<>();
    if (sent.isEmpty() || !sent.get(0).readable()) {
      return path;
    }
    path.add(sent.get(0));
    while (path.size() < MAX_PATH && !path.get(path.size() - 1).isSelfSigned()) {
      Certificate child = path.get(path.size() - 1);
      Optional<Certificate> issuer =
          sent.stream().filter(c -> c.mayHaveIssued(child) && !path.contains(c)).findFirst();
      if (issuer.isEmpty()) {
        break;
      }
      path.add(issuer.get());
    }
    return path;
  }
}
