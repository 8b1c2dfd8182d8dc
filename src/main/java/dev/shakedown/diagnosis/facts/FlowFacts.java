package dev.shakedown.diagnosis.facts;

import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.ProtocolNames;
import dev.shakedown.tls.extension.ServerKeyShare;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.EncryptedExtensions;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is known of one finished connection; all of its first handshake unless said otherwise. */
public interface FlowFacts {
  /** The connection itself. */
  FinishedFlow flow();

  /** The first ClientHello. */
  Optional<Seen<ClientHello>> clientHello();

  /** How the first ClientHello lay on the wire. */
  Optional<TlsEvent.Handshake> clientHelloOnWire();

  /** The ClientHello that answered a HelloRetryRequest. */
  Optional<Seen<ClientHello>> secondClientHello();

  /** The first HelloRetryRequest. */
  Optional<Seen<ServerHello>> helloRetryRequest();

  /** The ServerHello that is no HelloRetryRequest. */
  Optional<Seen<ServerHello>> serverHello();

  Optional<Seen<EncryptedExtensions>> encryptedExtensions();

  Optional<Seen<CertificateMessage>> serverCertificate();

  Optional<Seen<CertificateMessage>> clientCertificate();

  Optional<Seen<CertificateRequest>> certificateRequest();

  Optional<Seen<ServerKeyExchange>> serverKeyExchange();

  /** All alerts in order, readable or not, inferred ones included. */
  List<AlertSeen> alerts();

  /** All plaintext, in order. */
  List<Seen<PlaintextEvent>> plaintext();

  /** The version the server chose. */
  Optional<ProtocolVersion> version();

  /** The key exchange group agreed on, from key_share or ServerKeyExchange. */
  Optional<NamedGroup> group();

  /** The protocol the server chose by ALPN, where visible. */
  Optional<String> alpn();

  /** server_name of the first ClientHello. */
  Optional<String> serverName();

  /** Whether the first handshake resumed a session, as far as it is visible. */
  boolean resumed();

  /** Whether anything encrypted was decrypted. */
  boolean decrypted();

  /** Gathers the facts of a finished connection. */
  static FlowFacts of(FinishedFlow flow) {
    return new LogFacts(flow);
  }
}

/** A plain fold; stands here until diagnosis brings its own. */
record LogFacts(FinishedFlow flow) implements FlowFacts {

  private <T> Optional<Seen<T>> nth(Class<T> kind, Predicate<T> wanted, Sender from, int n) {
    List<FlowLog.Entry> entries = flow.log().entries();
    int left = n;
    for (int i = 0; i < entries.size(); i++) {
      FlowLog.Entry e = entries.get(i);
      if (e.from() == from
          && e.event() instanceof TlsEvent.Handshake h
          && kind.isInstance(h.message())
          && wanted.test(kind.cast(h.message()))
          && left-- == 0) {
        return Optional.of(
            new Seen<>(kind.cast(h.message()), e.frame(), e.epochNanos(), e.from(), i));
      }
    }
    return Optional.empty();
  }

  private <T> Optional<Seen<T>> first(Class<T> kind, Sender from) {
    return nth(kind, m -> true, from, 0);
  }

  @Override
  public Optional<Seen<ClientHello>> clientHello() {
    return first(ClientHello.class, Sender.CLIENT);
  }

  @Override
  public Optional<TlsEvent.Handshake> clientHelloOnWire() {
    return clientHello().map(s -> (TlsEvent.Handshake) flow.log().entries().get(s.index()).event());
  }

  @Override
  public Optional<Seen<ClientHello>> secondClientHello() {
    return nth(ClientHello.class, m -> true, Sender.CLIENT, 1);
  }

  @Override
  public Optional<Seen<ServerHello>> helloRetryRequest() {
    return nth(ServerHello.class, ServerHello::isHelloRetryRequest, Sender.SERVER, 0);
  }

  @Override
  public Optional<Seen<ServerHello>> serverHello() {
    return nth(ServerHello.class, m -> !m.isHelloRetryRequest(), Sender.SERVER, 0);
  }

  @Override
  public Optional<Seen<EncryptedExtensions>> encryptedExtensions() {
    return first(EncryptedExtensions.class, Sender.SERVER);
  }

  @Override
  public Optional<Seen<CertificateMessage>> serverCertificate() {
    return first(CertificateMessage.class, Sender.SERVER);
  }

  @Override
  public Optional<Seen<CertificateMessage>> clientCertificate() {
    return first(CertificateMessage.class, Sender.CLIENT);
  }

  @Override
  public Optional<Seen<CertificateRequest>> certificateRequest() {
    return first(CertificateRequest.class, Sender.SERVER);
  }

  @Override
  public Optional<Seen<ServerKeyExchange>> serverKeyExchange() {
    return first(ServerKeyExchange.class, Sender.SERVER);
  }

  @Override
  public List<AlertSeen> alerts() {
    List<AlertSeen> found = new ArrayList<>();
    List<FlowLog.Entry> entries = flow.log().entries();
    for (int i = 0; i < entries.size(); i++) {
      FlowLog.Entry e = entries.get(i);
      if (e.event() instanceof TlsEvent.Alert a) {
        found.add(
            new AlertSeen(
                e.frame(),
                e.epochNanos(),
                e.from(),
                Optional.of(a.level()),
                Optional.of(a.description()),
                a.decrypted(),
                false,
                i));
      }
    }
    return found;
  }

  @Override
  public List<Seen<PlaintextEvent>> plaintext() {
    List<Seen<PlaintextEvent>> found = new ArrayList<>();
    List<FlowLog.Entry> entries = flow.log().entries();
    for (int i = 0; i < entries.size(); i++) {
      FlowLog.Entry e = entries.get(i);
      if (e.event() instanceof PlaintextEvent p) {
        found.add(new Seen<>(p, e.frame(), e.epochNanos(), e.from(), i));
      }
    }
    return found;
  }

  @Override
  public Optional<ProtocolVersion> version() {
    return serverHello().map(s -> s.value().version());
  }

  @Override
  public Optional<NamedGroup> group() {
    return serverHello()
        .flatMap(s -> s.value().extension(ServerKeyShare.class))
        .map(k -> k.share().group())
        .or(() -> serverKeyExchange().flatMap(s -> s.value().group()));
  }

  @Override
  public Optional<String> alpn() {
    return serverHello()
        .flatMap(s -> s.value().extension(ProtocolNames.class))
        .flatMap(p -> p.names().stream().findFirst());
  }

  @Override
  public Optional<String> serverName() {
    return clientHello()
        .flatMap(s -> s.value().extension(ServerNames.class))
        .flatMap(n -> n.hostNames().stream().findFirst());
  }

  @Override
  public boolean resumed() {
    return false;
  }

  @Override
  public boolean decrypted() {
    return false;
  }
}
