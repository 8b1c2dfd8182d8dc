package dev.shakedown.tls;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.StreamListener;
import dev.shakedown.tls.decrypt.RecordProtection;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.decrypt.SessionKeys;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.handshake.CertificateStatus;
import dev.shakedown.tls.handshake.CertificateVerify;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ClientKeyExchange;
import dev.shakedown.tls.handshake.DecodeCache;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.NewSessionTicket;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerHelloDone;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows TLS on one connection and writes {@link TlsEvent}s to its log, in the order of the
 * packets that complete them (RFC 8446 5, RFC 5246 6.2).
 */
public final class TlsSession implements StreamListener, Direction.Session {
  /** What following the keys of a connection takes, estimated. */
  private static final int KEYS_BYTES = 8000;

  /**
   * Who sends a message where it is in the clear (RFC 5246 7.3): they tell the sides of a
   * connection whose beginning was not captured.
   */
  private static final Map<Class<? extends HandshakeMessage>, Sender> SPEAKERS =
      Map.of(
          ClientHello.class, Sender.CLIENT,
          ServerHello.class, Sender.SERVER,
          CertificateStatus.class, Sender.SERVER,
          ServerKeyExchange.class, Sender.SERVER,
          CertificateRequest.class, Sender.SERVER,
          ServerHelloDone.class, Sender.SERVER,
          ClientKeyExchange.class, Sender.CLIENT,
          CertificateVerify.class, Sender.CLIENT,
          NewSessionTicket.class, Sender.SERVER);

  private final FlowContext flow;
  private final Negotiation negotiation;
  private final SecretStore secrets;
  private final int maxRecordsLogged;

  /** Only where there is something to open records with. */
  private Optional<SessionKeys> keys = Optional.empty();

  private final HeldBytes held;

  /** Whether records are no longer held for the sake of secrets that may come. */
  private boolean gaveUpWaiting;

  private boolean anyDecrypted;
  private Direction client;
  private Direction server;

  /** Follows {@code flow} without any secrets. */
  public TlsSession(FlowContext flow, Limits limits, DecodeCache cache) {
    this(flow, limits, cache, new SecretStore());
  }

  /**
   * Follows {@code flow}.
   *
   * @param cache may be shared by all sessions of an analysis
   * @param secrets to decrypt with; may grow meanwhile, and be shared by all sessions of a capture
   */
  public TlsSession(FlowContext flow, Limits limits, DecodeCache cache, SecretStore secrets) {
    this.flow = flow;
    this.negotiation = new Negotiation(cache);
    this.secrets = secrets;
    this.held = new HeldBytes(secrets);
    this.maxRecordsLogged = limits.maxRecordsLogged();
    boolean fromStart = flow.fromStart();
    this.client = new Direction(Sender.CLIENT, negotiation, this, flow.log(), limits, fromStart);
    this.server = new Direction(Sender.SERVER, negotiation, this, flow.log(), limits, fromStart);
  }

  @Override
  public void data(
      Sender from, byte[] buffer, int offset, int length, long frame, long epochNanos) {
    int taken =
        held.isEmpty() ? direction(from).data(buffer, offset, length, frame, epochNanos) : 0;
    if (taken < length) {
      Bytes rest = Bytes.copyOf(buffer, offset + taken, length - taken);
      hold(new HeldBytes.Chunk(from, rest, 0, frame, epochNanos, taken > 0));
    }
  }

  @Override
  public void gap(Sender from, long length, long frame, long epochNanos) {
    if (held.isEmpty()) {
      direction(from).gap(length, frame, epochNanos);
    } else {
      hold(new HeldBytes.Chunk(from, Bytes.EMPTY, length, frame, epochNanos, false));
    }
  }

  private void hold(HeldBytes.Chunk chunk) {
    gaveUpWaiting |= !held.add(chunk);
    goOn();
  }

  /** Takes what is held, as far as the secrets for it have come. */
  private void goOn() {
    while (!held.isEmpty()) {
      HeldBytes.Chunk next = held.first();
      Direction direction = direction(next.from());
      int length = next.bytes().size();
      byte[] bytes = next.bytes().toArray();
      int taken = 0;
      if (next.gap() > 0) {
        direction.gap(next.gap(), next.frame(), next.epochNanos());
      } else if (next.begun()) {
        taken = direction.more(bytes, 0, length);
      } else {
        taken = direction.data(bytes, 0, length, next.frame(), next.epochNanos());
      }
      if (taken == 0 && length > 0) {
        return;
      }
      held.taken(taken);
    }
  }

  @Override
  public void end(Sender from, long frame, long epochNanos) {}

  @Override
  public void finish() {
    gaveUpWaiting = true;
    goOn();
    client.finish();
    server.finish();
    keys.ifPresent(k -> flow.log().hold(-KEYS_BYTES));
    if (!client.anyRecord() && !server.anyRecord()) {
      return;
    }
    Direction last = client.frame() > server.frame() ? client : server;
    flow.log()
        .addAlways(
            last.frame(),
            last.epochNanos(),
            Sender.NETWORK,
            new TlsEvent.Totals(
                client.closed().dataRecords(),
                client.closed().dataBytes(),
                server.closed().dataRecords(),
                server.closed().dataBytes(),
                client.closed().lastLengths(),
                server.closed().lastLengths()));
  }

  private Direction direction(Sender from) {
    return from == Sender.CLIENT ? client : server;
  }

  @Override
  public Optional<TlsEvent> message(
      Direction from, HandshakeMessage message, Bytes raw, boolean inProtectedRecord) {
    Sender speaker = inProtectedRecord ? null : SPEAKERS.get(message.getClass());
    if (speaker == from.sender()) {
      flow.confirmSides();
    } else if (speaker != null && !negotiation.clientHelloSeen() && flow.swapSides()) {
      Direction formerClient = client;
      client = server;
      server = formerClient;
      client.changeSender();
      server.changeSender();
    }
    followKeys();
    boolean followed = keys.isPresent();
    negotiation.learn(message, inProtectedRecord);
    if (!followed) {
      followKeys();
      return Optional.empty();
    }
    return keys.flatMap(k -> k.message(from.sender(), message, raw)).map(TlsSession::event);
  }

  /** Begins to follow keys as soon as there is something to open records with. */
  private void followKeys() {
    if (keys.isPresent() || secrets.isEmpty() && !negotiation.isWithoutEncryption()) {
      return;
    }
    SessionKeys late = new SessionKeys(secrets, maxRecordsLogged);
    keys = Optional.of(late);
    flow.log().hold(KEYS_BYTES);
    negotiation.clientHello().ifPresent(h -> late.message(Sender.CLIENT, h, Bytes.EMPTY));
    negotiation.serverHello().ifPresent(h -> late.message(Sender.SERVER, h, Bytes.EMPTY));
    for (Direction direction : List.of(client, server)) {
      if (direction.changedCipherSpec()) {
        late.changeCipherSpec(direction.sender());
      }
      if (direction.anyProtected()) {
        late.protection(direction.sender()).lost();
      }
    }
  }

  private static TlsEvent event(SessionKeys.Remark remark) {
    return switch (remark) {
      case VERIFY_DATA_RIGHT -> new TlsEvent.VerifyData(true);
      case VERIFY_DATA_WRONG -> new TlsEvent.VerifyData(false);
      case UNSUPPORTED_SUITE -> new TlsEvent.Secrets(TlsEvent.Secrets.Use.UNSUPPORTED_SUITE);
      case RSA_KEY_WRONG -> new TlsEvent.Secrets(TlsEvent.Secrets.Use.WRONG_RSA_KEY);
    };
  }

  @Override
  public void changeCipherSpec(Direction from) {
    followKeys();
    keys.ifPresent(k -> k.changeCipherSpec(from.sender()));
  }

  @Override
  public void messagesLost() {
    keys.ifPresent(SessionKeys::messagesLost);
  }

  @Override
  public boolean isFollowingKeys() {
    return keys.isPresent() || !secrets.isEmpty();
  }

  @Override
  public RecordProtection protection(Direction from) {
    followKeys();
    return keys.map(k -> k.protection(from.sender())).orElse(RecordProtection.NONE);
  }

  @Override
  public boolean awaitsSecret(Direction from) {
    return !gaveUpWaiting
        && secrets.awaitsMore()
        && keys.isPresent()
        && keys.get().awaitsSecret(from.sender());
  }

  @Override
  public void decrypted(Direction from) {
    if (!anyDecrypted) {
      anyDecrypted = true;
      TlsEvent found = new TlsEvent.Secrets(TlsEvent.Secrets.Use.FIT);
      flow.log().add(from.frame(), from.epochNanos(), from.sender(), found);
    }
  }
}
