package dev.shakedown.report;

import dev.shakedown.diagnosis.facts.MisplacedExtensions;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.ClientKeyShares;
import dev.shakedown.tls.extension.ProtocolNames;
import dev.shakedown.tls.extension.SelectedGroup;
import dev.shakedown.tls.extension.ServerKeyShare;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.extension.SupportedVersions;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.handshake.CertificateStatus;
import dev.shakedown.tls.handshake.CertificateVerify;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.MalformedMessage;
import dev.shakedown.tls.handshake.NewSessionTicket;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import dev.shakedown.tls.handshake.UnknownMessage;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.OcspStatus;
import dev.shakedown.tls.x509.OcspStatuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The gist of a handshake message in one line. */
final class MessageTexts {
  private static final int MAX_PROTOCOLS = 6;

  private final Catalogue catalogue;
  private final Problems problems;

  MessageTexts(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.problems = new Problems(catalogue);
  }

  String of(TlsEvent.Handshake event) {
    String gist = gist(event);
    List<ExtensionType> misplaced = MisplacedExtensions.of(event.message());
    if (misplaced.isEmpty()) {
      return gist;
    }
    String said =
        catalogue.text(
            "gist.misplaced",
            "types",
            misplaced.stream().map(ExtensionType::name).collect(Collectors.joining(", ")));
    return gist.isEmpty() ? said : gist + "; " + said;
  }

  private String gist(TlsEvent.Handshake event) {
    HandshakeMessage message = event.message();
    if (message instanceof ClientHello hello) {
      return clientHello(event, hello);
    }
    if (message instanceof ServerHello hello) {
      return serverHello(hello);
    }
    if (message instanceof CertificateMessage certificates) {
      return certificates(certificates);
    }
    if (message instanceof CertificateRequest request) {
      return catalogue.text("gist.certificate-request", "count", request.authorities().size());
    }
    if (message instanceof ServerKeyExchange exchange) {
      return serverKeyExchange(exchange);
    }
    if (message instanceof CertificateVerify verify) {
      return verify.scheme().map(s -> s.name()).orElse("");
    }
    if (message instanceof NewSessionTicket ticket) {
      return catalogue.text("gist.ticket", "seconds", ticket.lifetime());
    }
    if (message instanceof CertificateStatus status) {
      return ocsp(status);
    }
    if (message instanceof MalformedMessage malformed) {
      return catalogue.text("gist.malformed", "problem", problems.text(malformed.problem()));
    }
    return message instanceof UnknownMessage unknown ? unknown.type().name() : "";
  }

  private String clientHello(TlsEvent.Handshake event, ClientHello hello) {
    List<String> parts = new ArrayList<>();
    if (!hello.isCut()) {
      parts.add(size(event));
    }
    hello
        .problem()
        .ifPresent(p -> parts.add(catalogue.text("gist.malformed", "problem", problems.text(p))));
    parts.add(versions(hello));
    long suites = hello.cipherSuites().stream().filter(s -> !s.isGrease()).count();
    if (suites > 0 || !hello.isCut()) {
      parts.add(catalogue.text("gist.suites", "count", suites));
    }
    hello
        .extension(ProtocolNames.class)
        .filter(p -> !p.names().isEmpty())
        .ifPresent(p -> parts.add(protocols(p.names())));
    Optional<String> name =
        hello.extension(ServerNames.class).flatMap(n -> n.hostNames().stream().findFirst());
    if (name.isPresent()) {
      parts.add("SNI " + Shortened.of(name.get()));
    } else if (!hello.isCut()) {
      parts.add(catalogue.text("gist.no-sni"));
    }
    if (event.segments() > 1 || hello.isCut()) {
      hello.extension(ClientKeyShares.class).map(MessageTexts::keyShares).ifPresent(parts::add);
    }
    return String.join("; ", parts);
  }

  /** The first few: a hello may list any number of them. */
  private String protocols(List<String> names) {
    int shown = names.size() <= MAX_PROTOCOLS ? names.size() : MAX_PROTOCOLS - 1;
    String first =
        names.subList(0, shown).stream().map(Shortened::of).collect(Collectors.joining(" "));
    return shown == names.size()
        ? first
        : first + " " + catalogue.text("gist.more", "count", names.size() - shown);
  }

  /** They are what makes a hello large. */
  private static String keyShares(ClientKeyShares shares) {
    return "key_share "
        + shares.shares().stream()
            .filter(s -> !s.group().isGrease())
            .map(s -> s.group().name() + " " + s.keyExchange().size() + " B")
            .collect(Collectors.joining(", "));
  }

  private String size(TlsEvent.Handshake event) {
    String size =
        event.segments() == 1
            ? catalogue.text("gist.size.one", "bytes", event.length())
            : catalogue.text(
                "gist.size.many",
                Map.of(
                    "bytes",
                    event.length(),
                    "segments",
                    event.segments(),
                    "first",
                    event.bytesInFirstSegment()));
    return event.records() == 1
        ? size
        : size + ", " + catalogue.text("gist.size.records", "records", event.records());
  }

  private static String versions(ClientHello hello) {
    Optional<SupportedVersions> offered = hello.extension(SupportedVersions.class);
    if (offered.isEmpty()) {
      return "≤ " + shortName(hello.legacyVersion());
    }
    List<String> names = new ArrayList<>();
    for (ProtocolVersion version : offered.get().versions()) {
      if (!version.isGrease()) {
        names.add(shortName(version));
      }
    }
    return String.join(" ", names);
  }

  private static String shortName(ProtocolVersion version) {
    String name = version.name();
    return name.startsWith("TLS ") ? name.substring(4) : name;
  }

  private String serverHello(ServerHello hello) {
    List<String> parts = new ArrayList<>();
    parts.add(hello.version().name());
    if (!hello.cipherSuite().equals(CipherSuite.UNREADABLE)) {
      parts.add(hello.cipherSuite().name());
    }
    hello
        .problem()
        .ifPresent(p -> parts.add(catalogue.text("gist.malformed", "problem", problems.text(p))));
    hello
        .extension(ServerKeyShare.class)
        .map(k -> k.share().group())
        .or(() -> hello.extension(SelectedGroup.class).map(SelectedGroup::group))
        .map(NamedGroup::name)
        .ifPresent(parts::add);
    hello.extension(ProtocolNames.class).ifPresent(p -> parts.add(String.join(" ", p.names())));
    return String.join(", ", parts);
  }

  private String certificates(CertificateMessage message) {
    if (message.entries().isEmpty()) {
      return catalogue.text("gist.certificate.none");
    }
    int count = message.entries().size();
    Certificate leaf = message.entries().get(0).certificate();
    String key =
        leaf.keyBits() > 0 ? leaf.keyAlgorithm() + " " + leaf.keyBits() : leaf.keyAlgorithm();
    String keyAndCurve = leaf.curve().isEmpty() ? key : leaf.keyAlgorithm() + " " + leaf.curve();
    if (leaf.isRawPublicKey()) {
      return catalogue.text("gist.certificate.raw", "key", keyAndCurve);
    }
    if (!leaf.readable()) {
      return catalogue.text(
          "gist.certificate.unreadable",
          Map.of("count", count, "problem", problems.text(leaf.problem())));
    }
    return catalogue.text(
        "gist.certificate",
        Map.of(
            "count",
            count,
            "subject",
            DistinguishedNames.shortName(leaf.subject()),
            "until",
            leaf.notAfter().toString().substring(0, 10),
            "key",
            keyAndCurve));
  }

  private String ocsp(CertificateStatus message) {
    if (message.responses().isEmpty() || message.statusType().code() > 2) {
      return "";
    }
    OcspStatus status = OcspStatuses.decode(message.responses().get(0));
    if (!status.problem().isEmpty()) {
      return "OCSP; "
          + catalogue.text("gist.malformed", "problem", problems.text(status.problem()));
    }
    if (status.statuses().isEmpty()) {
      return "OCSP " + status.responseStatus();
    }
    OcspStatus.Single single = status.statuses().get(0);
    String gist = "OCSP " + single.status() + ", " + single.thisUpdate();
    return single.nextUpdate().map(next -> gist + " – " + next).orElse(gist);
  }

  private String serverKeyExchange(ServerKeyExchange exchange) {
    if (exchange.group().isPresent()) {
      return exchange.group().get().name();
    }
    return exchange.primeBits() > 0
        ? catalogue.text("gist.prime", "bits", exchange.primeBits())
        : "";
  }
}
