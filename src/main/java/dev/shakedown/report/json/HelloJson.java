package dev.shakedown.report.json;

import dev.shakedown.diagnosis.facts.LengthIntolerances;
import dev.shakedown.diagnosis.facts.MisplacedExtensions;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.ClientKeyShares;
import dev.shakedown.tls.extension.CutBody;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.KeyShareEntry;
import dev.shakedown.tls.extension.MalformedBody;
import dev.shakedown.tls.extension.ProtocolNames;
import dev.shakedown.tls.extension.PskKeyExchangeModes;
import dev.shakedown.tls.extension.SelectedGroup;
import dev.shakedown.tls.extension.ServerKeyShare;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.extension.SignatureAlgorithms;
import dev.shakedown.tls.extension.SupportedGroups;
import dev.shakedown.tls.extension.SupportedVersions;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.NamedGroup;
import java.util.List;

/** {@code clientHello}, {@code serverHello} and the extensions in them. */
final class HelloJson {
  private HelloJson() {}

  /** A hello; {@code received} bytes of it came. */
  static void client(
      JsonOut out, String name, long frame, TlsEvent.Handshake onWire, long received) {
    ClientHello hello = (ClientHello) onWire.message();
    out.object(name)
        .number("frame", frame)
        .number("length", onWire.length())
        .number("records", onWire.records())
        .number("segments", onWire.segments())
        .number("bytesInFirstSegment", onWire.bytesInFirstSegment())
        .flag("firstRecordInFirstSegment", onWire.firstRecordInFirstSegment())
        .texts("lengthIntolerances", LengthIntolerances.of(hello, onWire));
    if (hello.isCut()) {
      out.number("received", received);
    }
    out.codePoint("legacyVersion", hello.legacyVersion());
    if (hello.ssl2Format()) {
      out.flag("ssl2Format", true);
    }
    hello
        .extension(SupportedVersions.class)
        .ifPresent(s -> out.codePoints("supportedVersions", s.versions()));
    out.text("random", hello.random().hex())
        .number("sessionIdLength", hello.sessionId().size())
        .codePoints("cipherSuites", hello.cipherSuites());
    extensions(out, hello.extensions(), MisplacedExtensions.of(hello));
    hello.problem().ifPresent(p -> out.text("problem", p));
    hello
        .extension(ServerNames.class)
        .flatMap(n -> n.hostNames().stream().findFirst())
        .ifPresent(n -> out.text("serverName", n));
    hello.extension(ProtocolNames.class).ifPresent(p -> out.texts("alpn", p.names()));
    hello
        .extension(SupportedGroups.class)
        .ifPresent(g -> out.codePoints("supportedGroups", g.groups()));
    hello.extensions().stream()
        .filter(e -> e.type().equals(ExtensionType.SIGNATURE_ALGORITHMS))
        .map(Extension::body)
        .filter(SignatureAlgorithms.class::isInstance)
        .map(SignatureAlgorithms.class::cast)
        .findFirst()
        .ifPresent(s -> out.codePoints("signatureSchemes", s.schemes()));
    hello.extension(ClientKeyShares.class).ifPresent(k -> keyShares(out, k));
    hello
        .extension(PskKeyExchangeModes.class)
        .ifPresent(m -> out.codePoints("pskModes", m.modes()));
    out.endObject();
  }

  /** A hello; {@code received} bytes of it came. */
  static void server(JsonOut out, String name, long frame, ServerHello hello, long received) {
    out.object(name).number("frame", frame);
    if (hello.isCut()) {
      out.number("received", received);
    }
    out.codePoint("legacyVersion", hello.legacyVersion()).codePoint("version", hello.version());
    if (!hello.cipherSuite().equals(CipherSuite.UNREADABLE)) {
      out.codePoint("cipherSuite", hello.cipherSuite());
    }
    out.text("random", hello.random().hex()).number("sessionIdLength", hello.sessionId().size());
    extensions(out, hello.extensions(), MisplacedExtensions.of(hello));
    hello.problem().ifPresent(p -> out.text("problem", p));
    hello
        .extension(ProtocolNames.class)
        .flatMap(p -> p.names().stream().findFirst())
        .ifPresent(p -> out.text("alpn", p));
    hello
        .extension(ServerKeyShare.class)
        .map(k -> k.share().group())
        .or(() -> hello.extension(SelectedGroup.class).map(SelectedGroup::group))
        .ifPresent(g -> out.codePoint("group", g));
    out.flag("helloRetryRequest", hello.isHelloRetryRequest()).endObject();
  }

  private static void extensions(
      JsonOut out, List<Extension> extensions, List<ExtensionType> misplaced) {
    out.array("extensions");
    for (Extension extension : extensions) {
      if (extension.type().equals(ExtensionType.UNREADABLE)) {
        continue; // none of the wire's: it tells the problem, which has a field of its own
      }
      out.object()
          .number("id", extension.type().code())
          .text("name", extension.type().name())
          .number("length", extension.length());
      if (misplaced.contains(extension.type())) {
        out.flag("illegal", true);
      }
      if (extension.body() instanceof CutBody) {
        out.flag("cut", true);
      }
      if (extension.body() instanceof MalformedBody malformed) {
        out.text("problem", malformed.problem());
      }
      out.endObject();
    }
    out.endArray();
  }

  private static void keyShares(JsonOut out, ClientKeyShares shares) {
    out.array("keyShares");
    for (KeyShareEntry share : shares.shares()) {
      NamedGroup group = share.group();
      out.object()
          .number("id", group.code())
          .text("name", group.name())
          .number("length", share.keyExchange().size())
          .endObject();
    }
    out.endArray();
  }
}
