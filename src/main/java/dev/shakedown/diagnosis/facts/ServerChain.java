package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.handshake.CertificateEntry;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.x509.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server's certificates as sent, judged at the capture's time without any trust store: what the
 * bytes alone show.
 *
 * @param message the Certificate message; absent if none could be read
 * @param path the certificates from the end entity upwards, each the issuer of the one before
 * @param at the time they are judged at
 * @param serverName the name the client asked for; absent without SNI
 */
public record ServerChain(
    Optional<Seen<CertificateMessage>> message,
    List<Certificate> path,
    Instant at,
    Optional<String> serverName) {

  /** SSL 2.0 came with Netscape Navigator 1.1 in 1995: no capture of TLS is older. */
  private static final Instant FIRST_SSL = Instant.parse("1995-01-01T00:00:00Z");

  public ServerChain {
    path = List.copyOf(path);
  }

  static ServerChain of(FlowFacts facts) {
    Optional<Seen<CertificateMessage>> message = facts.serverCertificate();
    long nanos = message.map(Seen::epochNanos).orElse(facts.flow().startNanos());
    Instant at =
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    List<Certificate> sent =
        message.map(m -> m.value().entries()).orElse(List.of()).stream()
            .map(CertificateEntry::certificate)
            .toList();
    return new ServerChain(message, pathOf(sent), at, facts.serverName());
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
    return readable() && leaf().isSelfIssued();
  }

  /**
   * Whether the path stops below a certificate that was not sent and that a client is not likely to
   * have as a root: only an end entity came, and it names a place to fetch its issuer from, or an
   * issuer that does not call itself a root (RFC 5246 7.4.2 lets a server leave out the root only).
   */
  public boolean lacksIntermediate() {
    if (!readable() || selfSigned() || leaf().isCa() || path.size() > 1) {
      return false;
    }
    boolean rootByName = leaf().issuer().toLowerCase(Locale.ROOT).contains("root");
    return !leaf().caIssuers().isEmpty() || !rootByName;
  }

  /**
   * The first certificate of the path with a key or signature that is too weak by today's rules.
   */
  public Optional<Certificate> weak() {
    return path.stream()
        .filter(c -> weakKey(c) || !c.isSelfIssued() && weakSignature(c))
        .findFirst();
  }

  /** Whether the end entity's usage extensions forbid a TLS server (RFC 5280 4.2.1.3, 4.2.1.12). */
  public boolean notForServers() {
    return readable()
        && leaf()
            .extendedKeyUsage()
            .filter(u -> !u.contains("serverAuth") && !u.contains("anyExtendedKeyUsage"))
            .isPresent();
  }

  /** Whether no name of the end entity matches the name asked for (RFC 9525 6.3). */
  public boolean nameMismatch() {
    return readable() && serverName.filter(n -> !matches(leaf(), n)).isPresent();
  }

  /** Whether anything visible would make a strict client reject it. */
  public boolean hasProblem() {
    return expired().isPresent()
        || notYetValid().isPresent()
        || selfSigned()
        || nameMismatch()
        || notForServers();
  }

  private static boolean weakKey(Certificate c) {
    return switch (c.keyAlgorithm()) {
      case "RSA", "DSA" -> c.keyBits() < 2048;
      case "EC" -> c.keyBits() < 224;
      default -> false;
    };
  }

  private static boolean weakSignature(Certificate c) {
    String algorithm = c.signatureAlgorithm().toUpperCase(Locale.ROOT);
    return algorithm.startsWith("MD") || algorithm.startsWith("SHA1");
  }

  private static List<Certificate> pathOf(List<Certificate> sent) {
    List<Certificate> path = new ArrayList<>();
    if (sent.isEmpty() || !sent.get(0).readable()) {
      return path;
    }
    path.add(sent.get(0));
    while (!path.get(path.size() - 1).isSelfIssued()) {
      Certificate child = path.get(path.size() - 1);
      Optional<Certificate> issuer =
          sent.stream().filter(c -> !path.contains(c) && issued(c, child)).findFirst();
      if (issuer.isEmpty()) {
        break;
      }
      path.add(issuer.get());
    }
    return path;
  }

  private static boolean issued(Certificate issuer, Certificate subject) {
    boolean sameKey =
        subject.authorityKeyId().isEmpty()
            || issuer.subjectKeyId().isEmpty()
            || subject.authorityKeyId().equals(issuer.subjectKeyId());
    return issuer.readable() && issuer.subjectDer().equals(subject.issuerDer()) && sameKey;
  }

  private static boolean matches(Certificate leaf, String name) {
    if (leaf.subjectAltNames().contains("IP:" + name)) {
      return true; // an address is no server_name (RFC 6066 3), but clients send it
    }
    List<String> names =
        leaf.subjectAltNames().stream()
            .filter(n -> n.startsWith("DNS:"))
            .map(n -> n.substring(4))
            .toList();
    if (names.isEmpty()) {
      return leaf.subjectAltNames().isEmpty()
          && commonName(leaf).filter(n -> matches(n, name)).isPresent();
    }
    return names.stream().anyMatch(n -> matches(n, name));
  }

  private static Optional<String> commonName(Certificate leaf) {
    String subject = leaf.subject();
    int start = subject.startsWith("CN=") ? 0 : subject.indexOf(",CN=") + 1;
    if (!subject.startsWith("CN=", start)) {
      return Optional.empty();
    }
    int end = subject.indexOf(',', start);
    return Optional.of(subject.substring(start + 3, end < 0 ? subject.length() : end));
  }

  private static boolean matches(String presented, String wanted) {
    String pattern = normal(presented);
    String name = normal(wanted);
    if (!pattern.startsWith("*.")) {
      return pattern.equals(name);
    }
    int dot = name.indexOf('.');
    return dot > 0 && name.substring(dot).equals(pattern.substring(1));
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
