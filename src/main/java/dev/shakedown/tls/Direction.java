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
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
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

    /** A record was decrypted. */
    void decrypted(Direction from);
  }

  /** What is done with the fragment of the current record. */
  private enum Content {
    CHANGE_CIPHER_SPEC,
    ALERT,
    HANDSHAKE,
    /** A handshake record of which it is not known yet whether it is protected. */
    DOUBTFUL_HANDSHAKE,
    PROTECTED,
    /** Protected, and to be opened. */
    SEALED,
    OTHER
  }

  private static final int MAX_PLAINTEXT = 1 << 14;
  private static final int MAX_TLS13_CIPHERTEXT = MAX_PLAINTEXT + 256;

  /** Alerts are read from records of up to this size; no peer sends more than two at once. */
  private static final int MAX_ALERTS = 16;

  /** Length fields kept of the last application_data records. */
  private static final int LAST = 4;

  private final Negotiation negotiation;
  private final Session session;
  private final FlowLog log;
  private final int maxRecordsLogged;
  private final RecordStream stream;
  private final HandshakeStream handshake;

  private Sender sender;
  private long segment;
  private long frame;
  private long epochNanos;

  private RecordHeader header;
  private Content content = Content.OTHER;
  private long record;
  private boolean changedCipherSpec;

  /** Whether it is known that a handshake record begins with a message. */
  private boolean aligned;

  /** The fragment so far, of records that are read as a whole. */
  private byte[] collected = new byte[0];

  /** Of the current record, if it is protected. */
  private RecordProtection protection = RecordProtection.NONE;

  /** Whether the message at hand was encrypted. */
  private boolean decrypted;

  private boolean anyProtected;

  private boolean anyRecord;
  private int recordsLogged;
  private long dataRecords;
  private long dataBytes;
  private final Deque<Integer> lastLengths = new ArrayDeque<>(LAST);

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
    this.maxRecordsLogged = limits.maxRecordsLogged();
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

  void data(byte[] buffer, int offset, int length, long frame, long epochNanos) {
    segment++;
    this.frame = frame;
    this.epochNanos = epochNanos;
    stream.data(buffer, offset, length);
  }

  void gap(long length, long frame, long epochNanos) {
    this.frame = frame;
    this.epochNanos = epochNanos;
    stream.gap(length);
  }

  /** Says what stayed incomplete. */
  void finish() {
    if (handshake.isWithinMessage()) {
      log.addAlways(frame, epochNanos, sender, handshake.partial());
    } else if (stream.isWithinRecord()) {
      RecordHeader read = stream.currentHeader();
      log.addAlways(
          frame,
          epochNanos,
          sender,
          new TlsEvent.PartialRecord(
              new ContentType(stream.currentType()),
              read == null ? new ProtocolVersion(0) : read.version(),
              read == null ? -1 : read.length(),
              stream.currentReceived()));
    }
  }

  /** Whether any record was found. */
  boolean anyRecord() {
    return anyRecord;
  }

  long dataRecords() {
    return dataRecords;
  }

  long dataBytes() {
    return dataBytes;
  }

  List<Integer> lastLengths() {
    return List.copyOf(lastLengths);
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
    content = classify();
    decrypted = false;
    if (content == Content.PROTECTED) {
      protection = session.protection(this);
      content =
          protection.wants(header.type(), header.length()) ? Content.SEALED : Content.PROTECTED;
      anyProtected = true;
    }
    collected = new byte[0];
    if (header.length() > maxLength()) {
      add(new TlsEvent.OversizedRecord(header.type(), header.version(), header.length()));
    }
    return switch (content) {
      case HANDSHAKE, DOUBTFUL_HANDSHAKE, ALERT, SEALED -> true;
      case CHANGE_CIPHER_SPEC, PROTECTED, OTHER -> false;
    };
  }

  /**
   * Up to TLS 1.2 everything behind a ChangeCipherSpec is protected; in TLS 1.3 that record means
   * nothing and protected records are application_data without exception (RFC 8446 5.1, D.4).
   */
  private Content classify() {
    ContentType type = header.type();
    int length = header.length();
    boolean protection = changedCipherSpec && !negotiation.isTls13();
    if (type.equals(ContentType.CHANGE_CIPHER_SPEC)) {
      return protection && length != 1 ? Content.PROTECTED : Content.CHANGE_CIPHER_SPEC;
    }
    if (type.equals(ContentType.ALERT)) {
      // No protection leaves an alert at its two bytes, so these are in the clear everywhere.
      boolean clear = length == 2 || !protection && aligned && length <= MAX_ALERTS;
      return clear ? Content.ALERT : Content.PROTECTED;
    }
    if (type.equals(ContentType.HANDSHAKE)) {
      if (protection && negotiation.isVersionKnown()) {
        return Content.PROTECTED;
      }
      return protection || !aligned ? Content.DOUBTFUL_HANDSHAKE : Content.HANDSHAKE;
    }
    if (type.equals(ContentType.APPLICATION_DATA)) {
      return Content.PROTECTED;
    }
    return protection ? Content.PROTECTED : Content.OTHER;
  }

  private int maxLength() {
    return switch (content) {
      case PROTECTED, SEALED, DOUBTFUL_HANDSHAKE ->
          negotiation.isTls13() ? MAX_TLS13_CIPHERTEXT : RecordHeader.MAX_LENGTH;
      case CHANGE_CIPHER_SPEC, ALERT, HANDSHAKE, OTHER -> MAX_PLAINTEXT;
    };
  }

  @Override
  public void fragment(byte[] buffer, int offset, int length) {
    if (content == Content.DOUBTFUL_HANDSHAKE) {
      boolean clear = beginsMessage(buffer, offset, length);
      content = clear ? Content.HANDSHAKE : Content.PROTECTED;
      aligned |= clear;
    }
    if (content == Content.HANDSHAKE) {
      handshake.data(buffer, offset, length, record, segment, frame, header.version());
    } else if (content == Content.ALERT || content == Content.SEALED) {
      int size = collected.length;
      collected = Arrays.copyOf(collected, size + length);
      System.arraycopy(buffer, offset, collected, size, length);
    }
  }

  /**
   * Whether the fragment begins so much like a message in the clear that it is one. Behind a
   * ChangeCipherSpec only a second ClientHello can be.
   */
  private boolean beginsMessage(byte[] buffer, int offset, int length) {
    if (length < 4) {
      return false;
    }
    int type = buffer[offset];
    int bodyLength =
        (buffer[offset + 1] & 0xff) << 16
            | (buffer[offset + 2] & 0xff) << 8
            | buffer[offset + 3] & 0xff;
    if (changedCipherSpec) {
      return type == 1 && bodyLength + 4 == header.length();
    }
    return switch (type) {
      case 0, 14 -> bodyLength == 0;
      case 1, 2, 4, 12, 13, 15, 16, 22 -> bodyLength > 0 && bodyLength + 4 <= header.length();
      case 11 -> bodyLength >= 3 && bodyLength < 1 << 17;
      default -> false;
    };
  }

  @Override
  public void missing(long length) {
    if (content == Content.HANDSHAKE) {
      addPartialMessage();
      if (!handshake.missing(length)) {
        content = Content.OTHER;
        aligned = false;
      }
      session.messagesLost();
      add(new TlsEvent.LostTrack(length));
    } else {
      content = Content.PROTECTED;
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
      handshake.data(fragment, 0, fragment.length, record, segment, frame, header.version());
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
    boolean data = header.type().equals(ContentType.APPLICATION_DATA);
    if (data) {
      dataRecords++;
      dataBytes += header.length();
      if (lastLengths.size() == LAST) {
        lastLengths.removeFirst();
      }
      lastLengths.addLast(header.length());
    }
    if (!data || recordsLogged < maxRecordsLogged) {
      recordsLogged++;
      add(new TlsEvent.ProtectedRecord(header.type(), header.version(), header.length()));
    }
  }

  @Override
  public void message(HandshakeType type, ByteReader body, HandshakeStream.Origin origin) {
    Bytes raw = session.isFollowingKeys() ? HandshakeStream.raw(type, body) : Bytes.EMPTY;
    ByteReader in = raw.isEmpty() ? body : HandshakeStream.body(raw);
    handshake(
        HandshakeMessages.decode(type, in, negotiation.context(type, origin.recordVersion())),
        raw,
        origin);
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
        new HandshakeStream.Origin(length, ProtocolVersion.SSL_2_0, 1, 1, frame, length));
    if (content.at(0) != 1) {
      // What follows is protected in SSL 2.0's own way.
      stream.stop();
    }
  }

  private void handshake(HandshakeMessage message, Bytes raw, HandshakeStream.Origin origin) {
    boolean inProtectedRecord = content == Content.SEALED;
    Optional<TlsEvent> remark = session.message(this, message, raw, inProtectedRecord);
    add(
        new TlsEvent.Handshake(
            message,
            origin.length(),
            origin.recordVersion(),
            origin.records(),
            origin.segments(),
            origin.firstFrame(),
            origin.bytesInFirstSegment(),
            decrypted,
            negotiation.handshake()));
    remark.ifPresent(this::add);
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
      add(handshake.partial());
    }
  }

  private void add(TlsEvent event) {
    log.add(frame, epochNanos, sender, event);
  }
}
