package dev.shakedown.tls.decrypt;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ClientKeyExchange;
import dev.shakedown.tls.handshake.EncryptedExtensions;
import dev.shakedown.tls.handshake.EndOfEarlyData;
import dev.shakedown.tls.handshake.Finished;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.KeyUpdate;
import dev.shakedown.tls.handshake.NewSessionTicket;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows the handshakes of one connection and gives each direction the keys that hold, as far as a
 * {@link SecretStore} knows them.
 */
public final class SessionKeys {
  /** What a message shows about the secrets at hand, or with their help. */
  public enum Remark {
    /** verify_data of a Finished fits the messages before it. */
    VERIFY_DATA_RIGHT,
    /** It does not. */
    VERIFY_DATA_WRONG,
    /** There are secrets, but records of this cipher suite cannot be opened. */
    UNSUPPORTED_SUITE,
    /** The premaster secret was encrypted to none of the RSA keys. */
    RSA_KEY_WRONG
  }

  private static final Bytes END_OF_EARLY_DATA = Bytes.ofHex("05000000");

  private final SecretStore secrets;
  private final ProtectedStream client;
  private final ProtectedStream server;
  private Optional<ClientHello> clientHello = Optional.empty();
  private Optional<LegacyHandshake> legacy = Optional.empty();
  private Optional<Tls13Handshake> tls13 = Optional.empty();
  private boolean retried;
  private boolean earlyDataAccepted;
  private boolean clientFinished;
  private boolean serverFinished;
  private Transcript transcript = new Transcript();

  /** The messages of an authentication after the handshake (RFC 8446 4.6.2). */
  private Optional<Transcript> postHandshake = Optional.empty();

  /**
   * Keys for a connection that begins now.
   *
   * @param maxOpened records opened per direction and set of keys, whatever their length, once the
   *     handshake is over
   */
  public SessionKeys(SecretStore secrets, int maxOpened) {
    this.secrets = secrets;
    this.client = new ProtectedStream(maxOpened, this::messagesLost);
    this.server = new ProtectedStream(maxOpened, this::messagesLost);
    transcript.lose();
  }

  /** What opens the records that come from a side. */
  public RecordProtection protection(Sender from) {
    return stream(from);
  }

  /** Whether the records that come from a side need a secret that is not known. */
  public boolean awaitsSecret(Sender from) {
    boolean supported = legacy.map(LegacyHandshake::isSupported).orElse(true);
    return supported && stream(from).awaitsSecret();
  }

  private ProtectedStream stream(Sender from) {
    return from == Sender.CLIENT ? client : server;
  }

  /**
   * The next handshake message, in the order they came.
   *
   * @param raw with its header; empty if it is not known
   */
  public Optional<Remark> message(Sender from, HandshakeMessage message, Bytes raw) {
    if (message instanceof ClientHello hello && from == Sender.CLIENT) {
      clientHello(hello, raw);
      return Optional.empty();
    }
    if (message instanceof ServerHello hello && from == Sender.SERVER) {
      return serverHello(hello, raw);
    }
    if (tls13.isPresent()) {
      return messageTls13(from, message, raw);
    }
    return legacy.flatMap(l -> messageLegacy(l, from, message, raw));
  }

  /** A ChangeCipherSpec; without meaning in TLS 1.3. */
  public void changeCipherSpec(Sender from) {
    legacy.ifPresent(l -> stream(from).changeCipherSpec(() -> l.keys(from)));
  }

  /** Messages are missing, so that the next Finished cannot be verified. */
  public void messagesLost() {
    transcript.lose();
    postHandshake = Optional.empty();
  }

  private void clientHello(ClientHello hello, Bytes raw) {
    if (!retried) {
      transcript = new Transcript();
      boolean mayOpen = secrets.awaitsMore() || secrets.mayOpen(hello.random());
      if (raw.isEmpty() || !mayOpen) {
        transcript.lose();
      }
      legacy = Optional.empty();
      tls13 = Optional.empty();
    }
    clientHello = Optional.of(hello);
    transcript.add(raw);
  }

  private Optional<Remark> serverHello(ServerHello hello, Bytes raw) {
    if (clientHello.isEmpty()) {
      return Optional.empty();
    }
    Bytes random = clientHello.get().random();
    boolean supported;
    if (hello.version().isTls13()) {
      Optional<Tls13Handshake> handshake = Tls13Handshake.of(secrets, random, hello);
      supported = handshake.isPresent();
      handshake.ifPresent(h -> begin(h, hello));
    } else {
      LegacyHandshake handshake = new LegacyHandshake(secrets, clientHello.get(), hello);
      legacy = Optional.of(handshake);
      supported = handshake.isSupported();
      transcript.hashWith(handshake.transcriptHashes());
    }
    transcript.add(raw);
    return supported || !secrets.mayOpen(random)
        ? Optional.empty()
        : Optional.of(Remark.UNSUPPORTED_SUITE);
  }

  private void begin(Tls13Handshake handshake, ServerHello hello) {
    if (hello.isHelloRetryRequest()) {
      retried = true;
      if (transcript.isWhole()) {
        transcript.retry(handshake.suite().hash());
      }
      return;
    }
    transcript.hashWith(List.of(handshake.suite().hash()));
    boolean early = !retried && has(clientHello.get().extensions(), ExtensionType.EARLY_DATA);
    List<Supplier<Optional<Keys>>> sources = new ArrayList<>();
    if (early) {
      sources.add(handshake.source(SecretLabel.CLIENT_EARLY_TRAFFIC_SECRET));
    }
    sources.add(handshake.source(SecretLabel.CLIENT_HANDSHAKE_TRAFFIC_SECRET));
    sources.add(handshake.source(SecretLabel.CLIENT_TRAFFIC_SECRET_0));
    client.beginTls13(sources, early);
    server.beginTls13(
        List.of(
            handshake.source(SecretLabel.SERVER_HANDSHAKE_TRAFFIC_SECRET),
            handshake.source(SecretLabel.SERVER_TRAFFIC_SECRET_0)),
        false);
    tls13 = Optional.of(handshake);
  }

  private Optional<Remark> messageTls13(Sender from, HandshakeMessage message, Bytes raw) {
    ProtectedStream stream = stream(from);
    if (message instanceof KeyUpdate) {
      stream.update();
      return Optional.empty();
    }
    if (message instanceof NewSessionTicket) {
      return Optional.empty();
    }
    if (clientFinished && serverFinished) {
      return messagePostHandshake(from, message, raw);
    }
    if (message instanceof EncryptedExtensions extensions && from == Sender.SERVER) {
      earlyDataAccepted = has(extensions.extensions(), ExtensionType.EARLY_DATA);
    } else if (message instanceof EndOfEarlyData) {
      earlyDataAccepted = false;
    } else if (from == Sender.CLIENT && earlyDataAccepted) {
      // It was sent, but under keys that are not known; its bytes are.
      transcript.add(END_OF_EARLY_DATA);
      earlyDataAccepted = false;
    }
    Optional<Remark> remark = verify(stream, message, transcript);
    transcript.add(raw);
    if (message instanceof EndOfEarlyData && stream.isEarly()) {
      stream.advance();
    } else if (message instanceof Finished) {
      stream.advance();
      clientFinished |= from == Sender.CLIENT;
      serverFinished |= from == Sender.SERVER;
    }
    return remark;
  }

  private Optional<Remark> messagePostHandshake(Sender from, HandshakeMessage message, Bytes raw) {
    if (message instanceof CertificateRequest && from == Sender.SERVER) {
      postHandshake = transcript.isKnown() ? Optional.of(transcript.copy()) : Optional.empty();
      client.expectMessages();
    }
    Optional<Remark> remark = postHandshake.flatMap(t -> verify(stream(from), message, t));
    postHandshake.ifPresent(t -> t.add(raw));
    return remark;
  }

  private Optional<Remark> verify(
      ProtectedStream stream, HandshakeMessage message, Transcript messages) {
    if (!(message instanceof Finished finished) || !messages.isKnown()) {
      return Optional.empty();
    }
    return stream
        .secret()
        .map(s -> s.verifyData(messages.hash()))
        .flatMap(expected -> compare(expected, finished));
  }

  private Optional<Remark> compare(byte[] expected, Finished finished) {
    if (Arrays.equals(expected, finished.verifyData().toArray())) {
      return Optional.of(Remark.VERIFY_DATA_RIGHT);
    }
    // With Encrypted ClientHello the messages hashed are not those on the wire.
    boolean hidden = has(clientHello.get().extensions(), ExtensionType.ENCRYPTED_CLIENT_HELLO);
    return hidden ? Optional.empty() : Optional.of(Remark.VERIFY_DATA_WRONG);
  }

  private Optional<Remark> messageLegacy(
      LegacyHandshake handshake, Sender from, HandshakeMessage message, Bytes raw) {
    if (message.type().equals(HandshakeType.HELLO_REQUEST)) {
      return Optional.empty();
    }
    Optional<Remark> remark = Optional.empty();
    if (message instanceof Finished finished && transcript.isKnown()) {
      remark = handshake.verifyData(from, transcript).flatMap(v -> compare(v, finished));
    }
    transcript.add(raw);
    if (message instanceof ClientKeyExchange exchange
        && !handshake.clientKeyExchange(exchange, transcript)) {
      remark = Optional.of(Remark.RSA_KEY_WRONG);
    } else if (message instanceof NewSessionTicket ticket) {
      handshake.newSessionTicket(ticket);
    }
    return remark;
  }

  private static boolean has(List<Extension> extensions, ExtensionType type) {
    return extensions.stream().map(Extension::type).anyMatch(type::equals);
  }
}
