package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.ClientKeyShares;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.KeyShareEntry;
import dev.shakedown.tls.extension.ProtocolNames;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.extension.SignatureAlgorithms;
import dev.shakedown.tls.extension.SupportedGroups;
import dev.shakedown.tls.extension.SupportedVersions;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.Registered;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a ClientHello offers, most preferred first, GREASE and signalling values left out. Holds no
 * bytes of the hello, so that many may be kept.
 *
 * @param versions supported_versions; without it the one highest version of legacy_version
 * @param versionsListed whether supported_versions lists them, so that no others are offered
 * @param cipherSuites the suites
 * @param groups supported_groups; empty if absent
 * @param keyShares the groups of key_share; empty if absent
 * @param signatureSchemes signature_algorithms; empty if absent
 * @param alpn the protocols of ALPN; empty if absent
 * @param serverName the name of SNI, in lower case
 * @param extensions the types sent, in wire order
 * @param secureRenegotiation whether RFC 5746 is supported, by extension or signalling suite
 * @param fallback whether TLS_FALLBACK_SCSV is sent (RFC 7507)
 * @param length bytes of the message with its header; 0 where not known
 * @param segments over how many TCP segments it was spread
 */
public record Offer(
    List<ProtocolVersion> versions,
    boolean versionsListed,
    List<CipherSuite> cipherSuites,
    List<NamedGroup> groups,
    List<NamedGroup> keyShares,
    List<SignatureScheme> signatureSchemes,
    List<String> alpn,
    Optional<String> serverName,
    List<ExtensionType> extensions,
    boolean secureRenegotiation,
    boolean fallback,
    int length,
    int segments) {

  /** The offer that the server judged: that of the last ClientHello of the first handshake. */
  public static Optional<Offer> of(FlowFacts facts) {
    return facts
        .decisiveClientHello()
        .map(
            h -> {
              TlsEvent.Handshake onWire = onWire(facts, h);
              return of(h.value(), onWire.length(), onWire.segments());
            });
  }

  private static TlsEvent.Handshake onWire(FlowFacts facts, Seen<ClientHello> hello) {
    return (TlsEvent.Handshake) facts.flow().log().entries().get(hello.index()).event();
  }

  /** The offer of a hello, however it lay on the wire. */
  public static Offer of(ClientHello hello) {
    return of(hello, 0, 1);
  }

  static Offer of(ClientHello hello, int length, int segments) {
    Optional<List<ProtocolVersion>> listed =
        hello.extension(SupportedVersions.class).map(v -> proper(v.versions()));
    List<ExtensionType> types = new ArrayList<>(hello.extensions().size());
    for (Extension extension : hello.extensions()) {
      if (!extension.type().isGrease()) {
        types.add(extension.type());
      }
    }
    List<CipherSuite> suites = proper(hello.cipherSuites());
    boolean signals = suites.contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
    boolean fallback = suites.contains(CipherSuite.TLS_FALLBACK_SCSV);
    if (signals || fallback) {
      suites = suites.stream().filter(s -> !isSignal(s)).toList();
    }
    return new Offer(
        listed.orElse(List.of(hello.legacyVersion())),
        listed.isPresent(),
        suites,
        hello.extension(SupportedGroups.class).map(g -> proper(g.groups())).orElse(List.of()),
        hello.extension(ClientKeyShares.class).map(Offer::groups).orElse(List.of()),
        hello.extension(SignatureAlgorithms.class).map(s -> proper(s.schemes())).orElse(List.of()),
        hello.extension(ProtocolNames.class).map(ProtocolNames::names).orElse(List.of()),
        hello
            .extension(ServerNames.class)
            .flatMap(n -> n.hostNames().stream().findFirst())
            .map(n -> n.toLowerCase(Locale.ROOT)),
        List.copyOf(types),
        signals || types.contains(ExtensionType.RENEGOTIATION_INFO),
        fallback,
        length,
        segments);
  }

  private static List<NamedGroup> groups(ClientKeyShares shares) {
    List<NamedGroup> groups = new ArrayList<>(shares.shares().size());
    for (KeyShareEntry share : shares.shares()) {
      groups.add(share.group());
    }
    return proper(List.copyOf(groups));
  }

  /** All but GREASE (RFC 8701); the list itself where there is none in it. */
  private static <T extends Registered> List<T> proper(List<T> values) {
    for (T value : values) {
      if (value.isGrease()) {
        return values.stream().filter(v -> !v.isGrease()).toList();
      }
    }
    return values;
  }

  private static boolean isSignal(CipherSuite suite) {
    return suite.equals(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)
        || suite.equals(CipherSuite.TLS_FALLBACK_SCSV);
  }

  // Written out, what differs most often first: the offers of all hellos are compared with those
  // known, and most of their lists are the same object.

  @Override
  public boolean equals(Object that) {
    return that instanceof Offer other
        && length == other.length
        && segments == other.segments
        && versionsListed == other.versionsListed
        && secureRenegotiation == other.secureRenegotiation
        && fallback == other.fallback
        && serverName.equals(other.serverName)
        && cipherSuites.equals(other.cipherSuites)
        && groups.equals(other.groups)
        && keyShares.equals(other.keyShares)
        && signatureSchemes.equals(other.signatureSchemes)
        && alpn.equals(other.alpn)
        && versions.equals(other.versions)
        && extensions.equals(other.extensions);
  }

  @Override
  public int hashCode() {
    int hash = 31 * length + serverName.hashCode();
    return 31 * hash + 7 * cipherSuites.size() + extensions.size();
  }

  /** What it holds of an aspect. */
  public List<?> of(Aspect aspect) {
    return switch (aspect) {
      case VERSION -> versions;
      case CIPHER_SUITE -> cipherSuites;
      case GROUP -> groups;
      case KEY_SHARE -> keyShares;
      case SIGNATURE_SCHEME -> signatureSchemes;
      case ALPN -> alpn;
      case SERVER_NAME -> serverName.stream().toList();
    };
  }

  /** The highest version offered. */
  public ProtocolVersion highest() {
    return versions.stream()
        .max((one, other) -> Integer.compare(rank(one), rank(other)))
        .orElse(ProtocolVersion.SSL_2_0);
  }

  /** The lowest version offered, as far as it is said. */
  public ProtocolVersion lowest() {
    return versions.stream()
        .min((one, other) -> Integer.compare(rank(one), rank(other)))
        .orElse(highest());
  }

  /** Whether a server may choose this version; without supported_versions any up to the highest. */
  public boolean offers(ProtocolVersion version) {
    return versionsListed ? versions.contains(version) : rank(version) <= rank(highest());
  }

  /** Whether TLS 1.3 is among the versions. */
  public boolean offersTls13() {
    return versions.stream().anyMatch(ProtocolVersion::isTls13);
  }

  /** Whether a version before TLS 1.3 is among them. */
  public boolean offersTls12() {
    return !versionsListed || versions.stream().anyMatch(v -> !v.isTls13());
  }

  /** Versions in their order, drafts of TLS 1.3 as TLS 1.3. */
  public static int rank(ProtocolVersion version) {
    return version.isTls13() ? ProtocolVersion.TLS_1_3.code() : version.code();
  }
}
