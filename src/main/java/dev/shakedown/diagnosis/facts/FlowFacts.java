package dev.shakedown.diagnosis.facts;

import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.ProtocolNames;
import dev.shakedown.tls.extension.SelectedGroup;
import dev.shakedown.tls.extension.SelectedPsk;
import dev.shakedown.tls.extension.ServerKeyShare;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.EncryptedExtensions;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is known of one finished connection, folded once from its log; all of its first handshake
 * unless said otherwise.
 */
public final class FlowFacts {
  /** An alert in the clear with the header of its record (RFC 8446 5.1, 6). */
  private static final int ALERT_RECORD_BYTES = 7;

  private final FinishedFlow flow;
  private final List<Seen<TlsEvent.Handshake>> handshake;
  private final List<Seen<PlaintextEvent>> plaintext;
  private final Optional<Seen<ClientHello>> clientHello;
  private final List<Seen<ServerHello>> serverHellos;
  private final Progress progress;
  private final Ending ending;
  private final CertificateChain serverChain;
  private final CertificateChain clientChain;
  private final Optional<PeerStack> clientStack;
  private final Optional<PeerStack> serverStack;

  private FlowFacts(FinishedFlow flow) {
    this.flow = flow;
    List<Seen<TlsEvent.Handshake>> messages = new ArrayList<>();
    List<Seen<PlaintextEvent>> spokenBefore = new ArrayList<>(0);
    List<FlowLog.Entry> entries = flow.log().entries();
    for (int i = 0; i < entries.size(); i++) {
      FlowEvent event = entries.get(i).event();
      if (event instanceof TlsEvent.Handshake message && message.handshake() == 0) {
        messages.add(at(i, message));
      } else if (event instanceof PlaintextEvent spoken) {
        spokenBefore.add(at(i, spoken));
      }
    }
    this.handshake = Collections.unmodifiableList(messages);
    this.plaintext = Collections.unmodifiableList(spokenBefore);
    this.clientHello = nth(ClientHello.class, Sender.CLIENT, 0);
    this.serverHellos = all(ServerHello.class, Sender.SERVER);
    this.progress = Progress.of(this);
    this.ending = Ending.of(this);
    this.serverChain = CertificateChain.ofServer(this);
    this.clientChain = CertificateChain.ofClient(this);
    this.clientStack = clientHello().flatMap(ClientSigns::read);
    this.serverStack = ServerSigns.read(this);
  }

  /** Folds a connection's log. */
  public static FlowFacts of(FinishedFlow flow) {
    return new FlowFacts(flow);
  }

  /** The connection itself. */
  public FinishedFlow flow() {
    return flow;
  }

  /** Which end is the device that captured, as far as it said so. */
  public Optional<Sender> deviceEnd() {
    return flow.device()
        .flatMap(
            d ->
                switch (d.side()) {
                  case CLIENT -> Optional.of(Sender.SERVER);
                  case SERVER -> Optional.of(Sender.CLIENT);
                  case UNKNOWN -> Optional.empty();
                });
  }

  /**
   * Whether neither side said anything: no payload at all, or nothing but the server's close_notify
   * to a client that never spoke.
   */
  public boolean nothingSaid() {
    if (flow.clientFacts().bytesSent() != 0) {
      return false;
    }
    long farewells = 0;
    for (FlowLog.Entry entry : flow.log().entries()) {
      boolean farewell =
          entry.event() instanceof TlsEvent.Alert alert
              && !alert.decrypted()
              && alert.description().equals(AlertDescription.CLOSE_NOTIFY);
      farewells += farewell ? 1 : 0;
    }
    return flow.serverFacts().bytesSent() == farewells * ALERT_RECORD_BYTES;
  }

  /** How far the handshake came, and what its protected records tell. */
  public Progress progress() {
    return progress;
  }

  /** What ended the connection, causes before consequences. */
  public Ending ending() {
    return ending;
  }

  /** Where the time of the handshake went. */
  public Delays delays() {
    return Delays.of(this);
  }

  /** The server's certificates, judged. */
  public CertificateChain serverChain() {
    return serverChain;
  }

  /** The client's certificates, judged. */
  public CertificateChain clientChain() {
    return clientChain;
  }

  /** The client's TLS stack, where its messages show it. */
  public Optional<PeerStack> clientStack() {
    return clientStack;
  }

  /** The server's TLS stack, where this connection shows it. */
  public Optional<PeerStack> serverStack() {
    return serverStack;
  }

  /** All handshake messages that could be read, in order. */
  public List<Seen<TlsEvent.Handshake>> handshake() {
    return handshake;
  }

  /** The first event of a kind that passes the test. */
  public <T extends FlowEvent> Optional<Seen<T>> event(
      Class<T> kind, Predicate<FlowLog.Entry> test) {
    List<FlowLog.Entry> entries = flow.log().entries();
    for (int i = 0; i < entries.size(); i++) {
      if (kind.isInstance(entries.get(i).event()) && test.test(entries.get(i))) {
        return Optional.of(at(i, kind.cast(entries.get(i).event())));
      }
    }
    return Optional.empty();
  }

  /** All events of a kind, in order. */
  public <T extends FlowEvent> List<Seen<T>> events(Class<T> kind) {
    List<Seen<T>> found = new ArrayList<>();
    List<FlowLog.Entry> entries = flow.log().entries();
    for (int i = 0; i < entries.size(); i++) {
      if (kind.isInstance(entries.get(i).event())) {
        found.add(at(i, kind.cast(entries.get(i).event())));
      }
    }
    return found;
  }

  /** The first ClientHello. */
  public Optional<Seen<ClientHello>> clientHello() {
    return clientHello;
  }

  /**
   * The beginning of the first ClientHello where its end is not in the capture: what it offers is
   * certain, what it lacks is not. Empty if a whole one was seen.
   */
  public Optional<Seen<TlsEvent.Handshake>> clientHelloBeginning() {
    return clientHello.isPresent() ? Optional.empty() : beginning(ClientHello.class);
  }

  /** The same of the first ServerHello. */
  public Optional<Seen<TlsEvent.Handshake>> serverHelloBeginning() {
    return serverHellos.isEmpty() ? beginning(ServerHello.class) : Optional.empty();
  }

  private Optional<Seen<TlsEvent.Handshake>> beginning(Class<? extends HandshakeMessage> kind) {
    for (Seen<TlsEvent.PartialMessage> partial : events(TlsEvent.PartialMessage.class)) {
      Optional<TlsEvent.Handshake> beginning = partial.value().beginning();
      if (beginning.isPresent() && kind.isInstance(beginning.get().message())) {
        return Optional.of(at(partial.index(), beginning.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * The ClientHello that answered a HelloRetryRequest; without one, a second hello is no answer.
   */
  public Optional<Seen<ClientHello>> secondClientHello() {
    return helloRetryRequest()
        .flatMap(
            retry ->
                nth(ClientHello.class, Sender.CLIENT, 1).filter(h -> h.index() > retry.index()));
  }

  /** The last ClientHello of the first handshake: the offer the server judged. */
  public Optional<Seen<ClientHello>> decisiveClientHello() {
    return secondClientHello().or(this::clientHello);
  }

  /** Whether the ClientHello that the server judged carries an extension. */
  boolean offers(ExtensionType type) {
    return decisiveClientHello()
        .filter(h -> h.value().extensions().stream().anyMatch(x -> x.type().equals(type)))
        .isPresent();
  }

  /** The first HelloRetryRequest. */
  public Optional<Seen<ServerHello>> helloRetryRequest() {
    return firstServerHello(true);
  }

  /** The ServerHello that is no HelloRetryRequest. */
  public Optional<Seen<ServerHello>> serverHello() {
    return firstServerHello(false);
  }

  private Optional<Seen<ServerHello>> firstServerHello(boolean retryRequest) {
    for (Seen<ServerHello> hello : serverHellos) {
      if (hello.value().isHelloRetryRequest() == retryRequest) {
        return Optional.of(hello);
      }
    }
    return Optional.empty();
  }

  /** The first handshake message that stands where its side may not send it. */
  public Optional<Seen<TlsEvent.Handshake>> messageOutOfOrder() {
    return MessageOrder.firstBreach(this);
  }

  /** Whether the other side went on with the handshake behind an event: it did not mind it. */
  public boolean acceptedByPeer(Seen<?> event) {
    return flow.log().entries().stream()
        .skip(event.index() + 1L)
        .anyMatch(
            e ->
                e.from() == event.from().peer()
                    && (e.event() instanceof TlsEvent.Handshake
                        || e.event() instanceof TlsEvent.ChangeCipherSpec));
  }

  public Optional<Seen<EncryptedExtensions>> encryptedExtensions() {
    return nth(EncryptedExtensions.class, Sender.SERVER, 0);
  }

  public Optional<Seen<CertificateMessage>> serverCertificate() {
    return nth(CertificateMessage.class, Sender.SERVER, 0);
  }

  public Optional<Seen<CertificateMessage>> clientCertificate() {
    return nth(CertificateMessage.class, Sender.CLIENT, 0);
  }

  public Optional<Seen<CertificateRequest>> certificateRequest() {
    return nth(CertificateRequest.class, Sender.SERVER, 0);
  }

  public Optional<Seen<ServerKeyExchange>> serverKeyExchange() {
    return nth(ServerKeyExchange.class, Sender.SERVER, 0);
  }

  /** What record lengths tell of a server's TLS 1.3 flight that nobody could decrypt. */
  public Optional<ServerFlightShape> serverFlightShape() {
    return ServerFlightShape.of(this);
  }

  /** All alerts in order, readable or not, inferred ones included. */
  public List<AlertSeen> alerts() {
    return progress.alerts();
  }

  /** All plaintext, in order. */
  public List<Seen<PlaintextEvent>> plaintext() {
    return plaintext;
  }

  /** The version the server chose. */
  public Optional<ProtocolVersion> version() {
    return serverHello().or(this::helloRetryRequest).map(s -> s.value().version());
  }

  /** The key exchange group agreed on, from key_share or ServerKeyExchange. */
  public Optional<NamedGroup> group() {
    return serverHello()
        .flatMap(s -> s.value().extension(ServerKeyShare.class))
        .map(k -> k.share().group())
        .or(() -> serverKeyExchange().flatMap(k -> k.value().group()))
        .or(
            () ->
                helloRetryRequest()
                    .flatMap(s -> s.value().extension(SelectedGroup.class))
                    .map(SelectedGroup::group));
  }

  /** The protocol the server chose by ALPN, where visible. */
  public Optional<String> alpn() {
    return serverHello()
        .flatMap(s -> s.value().extension(ProtocolNames.class))
        .or(
            () ->
                encryptedExtensions()
                    .flatMap(
                        e ->
                            e.value().extensions().stream()
                                .map(x -> x.body())
                                .filter(ProtocolNames.class::isInstance)
                                .map(ProtocolNames.class::cast)
                                .findFirst()))
        .flatMap(p -> p.names().stream().findFirst());
  }

  /** server_name of the first ClientHello, whole or not. */
  public Optional<String> serverName() {
    return clientHello()
        .map(Seen::value)
        .or(() -> clientHelloBeginning().map(b -> (ClientHello) b.value().message()))
        .flatMap(c -> c.extension(ServerNames.class))
        .flatMap(n -> n.hostNames().stream().findFirst());
  }

  /** What the client's clock showed, where the random of its hello tells it. */
  public Optional<HelloClock> clientClock() {
    return clientHello()
        .flatMap(
            h ->
                HelloClock.of(
                    h.value(),
                    Instant.ofEpochSecond(Math.floorDiv(h.epochNanos(), 1_000_000_000L))));
  }

  /** Whether the first handshake resumed a session, as far as it is visible. */
  public boolean resumed() {
    return progress.resumed()
        || serverHello().flatMap(s -> s.value().extension(SelectedPsk.class)).isPresent();
  }

  /** Whether anything encrypted was decrypted. */
  public boolean decrypted() {
    return handshake.stream().anyMatch(h -> h.value().decrypted())
        || alerts().stream().anyMatch(a -> a.encrypted() && a.description().isPresent());
  }

  <T> Seen<T> at(int index, T value) {
    FlowLog.Entry entry = flow.log().entries().get(index);
    return new Seen<>(value, entry.frame(), entry.epochNanos(), entry.from(), index);
  }

  // All of these are asked many times for each connection: loops, as streams cost more than they
  // do.

  private <T extends HandshakeMessage> List<Seen<T>> all(Class<T> kind, Sender from) {
    List<Seen<T>> found = new ArrayList<>(1);
    for (Seen<TlsEvent.Handshake> h : handshake) {
      if (h.from() == from && kind.isInstance(h.value().message())) {
        found.add(at(h.index(), kind.cast(h.value().message())));
      }
    }
    return found;
  }

  private <T extends HandshakeMessage> Optional<Seen<T>> nth(Class<T> kind, Sender from, int n) {
    int passed = 0;
    for (Seen<TlsEvent.Handshake> h : handshake) {
      if (h.from() == from && kind.isInstance(h.value().message()) && passed++ == n) {
        return Optional.of(at(h.index(), kind.cast(h.value().message())));
      }
    }
    return Optional.empty();
  }
}
