package dev.shakedown.tls;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.decrypt.RecordProtection;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.HandshakeMessages;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.AlertLevel;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.Arrays;
import java.util.Optional;

/**
 * One direction of a session: tells protected records from those in the clear, reads the latter and
 * writes the events.
 */
final class Direction implements RecordListener, HandshakeStream.Sink {
  /** The session, which knows both directions. */
  interface Session {
    /**
     * A message; its event is written behind this call.
     *
     * @param raw with its header; empty unless {@link #isFollowingKeys}
     * @param inProtectedRecord whether it stood in a protected record
     * @return what else is to be written, behind the message's event
     */
    Optional<TlsEvent> message(
        Direction from, HandshakeMessage message, Bytes raw, boolean inProtectedRecord);

    /** A ChangeCipherSpec, in the clear or decrypted. */
    void changeCipherSpec(Direction from);

    /** Bytes of handshake messages in the clear are missing. */
    void messagesLost();

    /** Whether messages are wanted as they stand on the wire. */
    boolean isFollowingKeys();

    /** What opens the protected records of a direction; asked for each. */
    RecordProtection protection(Direction from);

    /** Whether the next record of a direction needs a secret that is yet to come. */
    boolean awaitsSecret(Direction from);

    /** A record was decrypted. */
    void decrypted(Direction from);
  }

  /** What takes a certificate or a part of a hello when decoded, for each of its bytes. */
  private static final int DECODED_FACTOR = 4;

  private static final byte[] NOTHING = {};

  private final Negotiation negotiation;
  private final Session session;
  private final FlowLog log;
  private final ProtectedRecords closed;
  private final RecordStream stream;
  private final HandshakeStream handshake;

  private Sender sender;
  private long segment;
  private long frame;
  private long epochNanos;

  private RecordHeader header;
  private RecordContent content = RecordContent.OTHER;
  private long record;
  private boolean changedCipherSpec;

  /** Whether it is known that a handshake record begins with a message. */
  private boolean aligned;

  /** The fragment so far, of records that are read as a whole. */
  private byte[] collected = NOTHING;

  /** Of the current record, if it is protected. */
  private RecordProtection protection = RecordProtection.NONE;

  /** Whether the message at hand was encrypted. */
  private boolean decrypted;

  /** What the log has counted of the buffers. */
  private int heldBytes;

  private boolean anyProtected;

  private boolean anyRecord;

  /**
   * @param fromStart whether its first byte is the stream's first
   */
  Direction(
      Sender sender,
      Negotiation negotiation,
      Session session,
      FlowLog log,
      Limits limits,
      boolean fromStart) {
    this.sender = sender;
    this.negotiation = negotiation;
    this.session = session;
    this.log = log;
    this.closed = new ProtectedRecords(limits.maxRecordsLogged());
    this.stream = new RecordStream(this, fromStart);
    this.handshake = new HandshakeStream(this, limits.maxHandshakeMessageBytes());
    this.aligned = fromStart;
  }

  Sender sender() {
    return sender;
  }

  void changeSender() {
    sender = sender.peer();
  }

  /** Whether its records are protected since a ChangeCipherSpec, as far as that is known. */
  boolean changedCipherSpec() {
    return changedCipherSpec;
  }

  /** Whether protected records have passed. */
  boolean anyProtected() {
    return anyProtected;
  }

  /** Takes bytes of a segment; returns how many, less than all if the rest awaits a secret. */
  int data(byte[] buffer, int offset, int length, long frame, long epochNanos) {
    segment++;
    this.frame = frame;
    this.epochNanos = epochNanos;
    return more(buffer, offset, length);
  }

  /** Takes bytes of the same segment as before, like {@link #data}. */
  int more(byte[] buffer, int offset, int length) {
    int taken = stream.data(buffer, offset, length);
    hold(stream.heldBytes() + handshake.heldBytes() + collected.length);
    return taken;
  }

  private void hold(int bytes) {
    log.hold(bytes - heldBytes);
    heldBytes = bytes;
  }

  @Override
  public boolean mustWait() {
    return session.awaitsSecret(this);
  }

  void gap(long length, long frame, long epochNanos) {
    this.frame = frame;
    this.epochNanos = epochNanos;
    stream.gap(length);
  }

  /** Says what stayed incomplete. */
  void finish() {
    hold(0);
    if (handshake.isWithinMessage()) {
      log.addAlways(frame, epochNanos, sender, partialMessage());
    } else if (stream.isWithinRecord()) {
      RecordHeader read = stream.currentHeader();
      log.addAlways(
          frame,
          epochNanos,
          sender,
          new TlsEvent.PartialRecord(
              ContentType.of(stream.currentType()),
              read == null ? ProtocolVersion.of(0) : read.version(),
              read == null ? -1 : read.length(),
              stream.currentReceived()));
    }
  }

  /** Whether any record was found. */
  boolean anyRecord() {
    return anyRecord;
  }

  /** Its protected records that stayed closed. */
  ProtectedRecords closed() {
    return closed;
  }

  long frame() {
    return frame;
  }

  long epochNanos() {
    return epochNanos;
  }

  @Override
  public boolean begin(RecordHeader header) {
    this.header = header;
    anyRecord = true;
    record++;
    content = RecordContent.of(header, negotiation, changedCipherSpec, aligned);
    decrypted = false;
    if (content == RecordContent.PROTECTED) {
      protection = session.protection(this);
      content =
          protection.wants(header.type(), header.length())
              ? RecordContent.SEALED
              : RecordContent.PROTECTED;
      anyProtected = true;
    }
    collected = NOTHING;
    if (header.length() == 0 && content.needsBytes()) {
      add(new TlsEvent.EmptyRecord(header.type(), header.version()));
    }
    if (header.length() > content.maxLength(negotiation.isTls13())) {
      add(new TlsEvent.OversizedRecord(header.type(), header.version(), header.length()));
    }
    return content.isRead();
  }

  @Override
  public void fragment(byte[] buffer, int offset, int length) {
    if (content == RecordContent.DOUBTFUL_HANDSHAKE) {
      boolean clear =
          RecordContent.beginsMessage(buffer, offset, length, header.length(), changedCipherSpec);
      content = clear ? RecordContent.HANDSHAKE : RecordContent.PROTECTED;
      aligned |= clear;
    }
    if (content == RecordContent.HANDSHAKE) {
      handshake.data(buffer, offset, length, record, segment, frame, header);
    } else if (content == RecordContent.ALERT || content == RecordContent.SEALED) {
      int size = collected.length;
      collected = Arrays.copyOf(collected, size + length);
      System.arraycopy(buffer, offset, collected, size, length);
    }
  }

  @Override
  public void missing(long length) {
    if (content == RecordContent.HANDSHAKE) {
      addPartialMessage();
      if (!handshake.missing(length)) {
        content = RecordContent.OTHER;
        aligned = false;
      }
      session.messagesLost();
      add(new TlsEvent.LostTrack(length));
    } else {
      content = RecordContent.PROTECTED;
    }
  }

  @Override
  public void end() {
    switch (content) {
      case CHANGE_CIPHER_SPEC -> {
        changedCipherSpec = true;
        session.changeCipherSpec(this);
        add(new TlsEvent.ChangeCipherSpec(header.version()));
      }
      case ALERT -> readAlerts(collected);
      case SEALED -> open();
      case PROTECTED -> {
        protection.skip(header.type());
        countProtected();
      }
      case DOUBTFUL_HANDSHAKE -> countProtected();
      case HANDSHAKE -> {}
      case OTHER ->
          add(new TlsEvent.PlaintextRecord(header.type(), header.version(), header.length()));
    }
  }

  private void open() {
    RecordProtection.Opened opened = protection.open(header.type(), header.version(), collected);
    decrypted = opened.status() == RecordProtection.Status.DECRYPTED;
    if (decrypted) {
      session.decrypted(this);
    }
    if (opened.isOpen() && opened.type().equals(ContentType.HANDSHAKE)) {
      byte[] fragment = opened.fragment().toArray();
      handshake.data(fragment, 0, fragment.length, record, segment, frame, header);
    } else if (opened.isOpen() && opened.type().equals(ContentType.ALERT)) {
      readAlerts(opened.fragment().toArray());
    } else {
      addIfUnopened(opened.status());
      countProtected();
      if (opened.isOpen() && opened.type().equals(ContentType.CHANGE_CIPHER_SPEC)) {
        session.changeCipherSpec(this); // of a renegotiation
      }
    }
  }

  private void addIfUnopened(RecordProtection.Status status) {
    if (status == RecordProtection.Status.WRONG_KEY) {
      add(new TlsEvent.Secrets(TlsEvent.Secrets.Use.WRONG));
    } else if (status == RecordProtection.Status.OUT_OF_STEP) {
      add(new TlsEvent.Secrets(TlsEvent.Secrets.Use.OUT_OF_STEP));
    }
  }

  private void readAlerts(byte[] alerts) {
    for (int i = 0; i + 1 < alerts.length; i += 2) {
      add(
          new TlsEvent.Alert(
              new AlertLevel(alerts[i] & 0xff),
              new AlertDescription(alerts[i + 1] & 0xff),
              header.version(),
              decrypted));
    }
  }

  private void countProtected() {
    closed.count(header).ifPresent(this::add);
  }

  @Override
  public void message(HandshakeType type, ByteReader body, HandshakeStream.Origin origin) {
    Bytes raw = session.isFollowingKeys() ? HandshakeStream.raw(type, body) : Bytes.EMPTY;
    ByteReader in = raw.isEmpty() ? body : HandshakeStream.body(raw);
    long decodedBefore = negotiation.cache().decodedBytes();
    handshake(
        HandshakeMessages.decode(type, in, negotiation.context(type, origin.recordVersion())),
        raw,
        origin);
    long decoded = negotiation.cache().decodedBytes() - decodedBefore;
    log.hold((int) (decoded * DECODED_FACTOR));
  }

  @Override
  public void tooLong(HandshakeType type, Bytes head, HandshakeStream.Origin origin) {
    String problem = "length: " + (origin.length() - head.size()) + " is longer than limit";
    session.messagesLost();
    handshake(HandshakeMessages.malformed(type, Bytes.EMPTY, problem), Bytes.EMPTY, origin);
  }

  @Override
  public void ssl2(Bytes content, int recordLength) {
    anyRecord = true;
    HandshakeMessage message =
        HandshakeMessages.decodeSsl2(
            content.reader(),
            negotiation.context(HandshakeType.CLIENT_HELLO, ProtocolVersion.SSL_2_0));
    int length = recordLength + 2;
    handshake(
        message,
        content,
        new HandshakeStream.Origin(length, ProtocolVersion.SSL_2_0, 1, 1, frame, length, true));
    if (content.at(0) != 1) {
      // What follows is protected in SSL 2.0's own way.
      stream.stop();
    }
  }

  private void handshake(HandshakeMessage message, Bytes raw, HandshakeStream.Origin origin) {
    boolean inProtectedRecord = content == RecordContent.SEALED;
    Optional<TlsEvent> remark = session.message(this, message, raw, inProtectedRecord);
    add(event(message, origin));
    remark.ifPresent(this::add);
  }

  private TlsEvent.Handshake event(HandshakeMessage message, HandshakeStream.Origin origin) {
    return new TlsEvent.Handshake(
        message,
        origin.length(),
        origin.recordVersion(),
        origin.records(),
        origin.segments(),
        origin.firstFrame(),
        origin.bytesInFirstSegment(),
        origin.firstRecordInFirstSegment(),
        decrypted,
        negotiation.handshake());
  }

  @Override
  public void malformed(long offset, Bytes head, String problem) {
    add(new TlsEvent.MalformedRecord(offset, head, problem));
  }

  @Override
  public void lost(long missing) {
    addPartialMessage();
    handshake.restart();
    session.messagesLost();
    session.protection(this).lost();
    aligned = false;
    add(new TlsEvent.LostTrack(missing));
  }

  private void addPartialMessage() {
    if (handshake.isWithinMessage()) {
      add(partialMessage());
    }
  }

  private TlsEvent.PartialMessage partialMessage() {
    if (!handshake.isHeaderComplete()) {
      return new TlsEvent.PartialMessage(
          handshake.type(), -1, handshake.received(), handshake.firstFrame(), Optional.empty());
    }
    HandshakeStream.Origin origin = handshake.origin();
    return new TlsEvent.PartialMessage(
        handshake.type(),
        origin.length(),
        handshake.received(),
        origin.firstFrame(),
        HandshakeMessages.decodeBeginning(handshake.type(), handshake.beginning())
            .map(message -> event(message, origin)));
  }

  private void add(TlsEvent event) {
    log.add(frame, epochNanos, sender, event);
  }
}
