package dev.shakedown.tls;

import static dev.shakedown.tls.Hex.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.MalformedMessage;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerHelloDone;
import dev.shakedown.tls.handshake.Ssl2ServerHello;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.AlertLevel;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TlsSessionTest {
  private static final ProtocolVersion TLS_1_0 = ProtocolVersion.TLS_1_0;
  private static final ProtocolVersion TLS_1_2 = ProtocolVersion.TLS_1_2;

  private static final Bytes CLIENT_HELLO = Hex.file("rfc8448-3-client-hello.hex");
  private static final Bytes SERVER_HELLO_13 = Hex.file("rfc8448-3-server-hello.hex");
  private static final Bytes SERVER_HELLO_12 =
      hex("02 000026 0303 %s 00 c02f 00".formatted("5a".repeat(32)));
  private static final Bytes SERVER_HELLO_DONE = hex("0e000000");
  private static final Bytes CHANGE_CIPHER_SPEC = hex("14 0303 0001 01");
  private static final Bytes FATAL_HANDSHAKE_FAILURE = hex("15 0303 0002 0228");

  @Test
  void followsATls12Handshake() {
    List<FlowEvent> events =
        FakeFlow.whole()
            .client(record(22, CLIENT_HELLO))
            .server(record(22, join(SERVER_HELLO_12, SERVER_HELLO_DONE)))
            .client(join(CHANGE_CIPHER_SPEC, record(22, random(40)), record(23, random(100))))
            .server(join(CHANGE_CIPHER_SPEC, record(22, random(40)), record(23, random(200))))
            .client(record(21, random(26)))
            .finish();
    assertEquals(11, events.size());
    assertInstanceOf(ClientHello.class, handshake(events.get(0)).message());
    assertInstanceOf(ServerHello.class, handshake(events.get(1)).message());
    assertInstanceOf(ServerHelloDone.class, handshake(events.get(2)).message());
    assertEquals(
        List.of(
            new TlsEvent.ChangeCipherSpec(TLS_1_2),
            new TlsEvent.ProtectedRecord(ContentType.HANDSHAKE, TLS_1_2, 40),
            new TlsEvent.ProtectedRecord(ContentType.APPLICATION_DATA, TLS_1_2, 100),
            new TlsEvent.ChangeCipherSpec(TLS_1_2),
            new TlsEvent.ProtectedRecord(ContentType.HANDSHAKE, TLS_1_2, 40),
            new TlsEvent.ProtectedRecord(ContentType.APPLICATION_DATA, TLS_1_2, 200),
            new TlsEvent.ProtectedRecord(ContentType.ALERT, TLS_1_2, 26)),
        events.subList(3, 10));
  }

  @Test
  void totalsAreTheLastEvent() {
    List<FlowEvent> events =
        new FakeFlow(true, limits(3, 1 << 20))
            .client(record(22, CLIENT_HELLO))
            .server(record(22, SERVER_HELLO_13))
            .server(join(record(23, random(50)), record(23, random(60)), record(23, random(70))))
            .server(join(record(23, random(80)), record(23, random(90))))
            .client(record(23, random(19)))
            .finish();
    long logged = events.stream().filter(TlsEvent.ProtectedRecord.class::isInstance).count();
    assertEquals(3 + 1, logged);
    assertEquals(
        new TlsEvent.Totals(1, 19, 5, 350, List.of(19), List.of(60, 70, 80, 90)),
        events.get(events.size() - 1));
  }

  @Test
  void inTls13AnAlertOfTwoBytesIsInTheClearEvenBehindChangeCipherSpec() {
    List<FlowEvent> events =
        FakeFlow.whole()
            .client(record(22, CLIENT_HELLO))
            .server(join(record(22, SERVER_HELLO_13), CHANGE_CIPHER_SPEC, record(23, random(30))))
            .client(join(CHANGE_CIPHER_SPEC, hex("15 0303 0002 0230")))
            .finish();
    assertTrue(
        events.contains(
            new TlsEvent.Alert(AlertLevel.FATAL, AlertDescription.UNKNOWN_CA, TLS_1_2, false)));
  }

  @Test
  void aSecondClientHelloBehindChangeCipherSpecIsReadWithoutTheServersSide() {
    List<FlowEvent> events =
        FakeFlow.whole()
            .client(record(22, CLIENT_HELLO))
            .client(join(CHANGE_CIPHER_SPEC, record(22, CLIENT_HELLO)))
            .client(record(22, random(40)))
            .finish();
    assertInstanceOf(ClientHello.class, handshake(events.get(2)).message());
    assertEquals(new TlsEvent.ProtectedRecord(ContentType.HANDSHAKE, TLS_1_2, 40), events.get(3));
  }

  @Test
  void aMessageMaySpanRecordsAndSegments() {
    Bytes first = CLIENT_HELLO.slice(0, 3);
    Bytes second = CLIENT_HELLO.slice(3, 100);
    Bytes third = CLIENT_HELLO.slice(103, CLIENT_HELLO.size() - 103);
    Bytes stream = join(record(22, first), record(22, second), record(22, third));
    List<FlowLog.Entry> entries =
        FakeFlow.whole()
            .client(stream.slice(0, 7))
            .client(stream.slice(7, 50))
            .client(stream.slice(57, stream.size() - 57))
            .finishEntries();
    TlsEvent.Handshake hello = handshake(entries.get(0).event());
    assertEquals(3, entries.get(0).frame());
    assertEquals(CLIENT_HELLO.size(), hello.length());
    assertEquals(3, hello.records());
    assertEquals(3, hello.segments());
    assertEquals(1, hello.firstFrame());
    assertEquals(2, hello.bytesInFirstSegment());
  }

  @Test
  void theEventsDoNotDependOnTheSegments() {
    Bytes client =
        join(
            record(22, CLIENT_HELLO),
            CHANGE_CIPHER_SPEC,
            record(22, random(40)),
            record(23, random(99)));
    Bytes server =
        join(
            hex("15 0301 0002 0170"),
            record(22, join(SERVER_HELLO_12, SERVER_HELLO_DONE)),
            record(23, Bytes.EMPTY),
            CHANGE_CIPHER_SPEC,
            record(22, random(40)));
    List<String> whole = names(FakeFlow.whole().client(client).server(server).finish());
    assertEquals(11, whole.size());
    FakeFlow flow = FakeFlow.whole();
    for (int i = 0; i < client.size(); i++) {
      flow.client(client.slice(i, 1));
    }
    for (int i = 0; i < server.size(); i++) {
      flow.server(server.slice(i, 1));
    }
    assertEquals(whole, names(flow.finish()));
  }

  @Test
  void saysHowMuchOfAMessageCame() {
    Bytes stream = record(22, CLIENT_HELLO);
    List<FlowEvent> events = FakeFlow.whole().client(stream.slice(0, 105)).finish();
    TlsEvent.PartialMessage partial = (TlsEvent.PartialMessage) events.get(0);
    assertEquals(HandshakeType.CLIENT_HELLO, partial.type());
    assertEquals(CLIENT_HELLO.size(), partial.length());
    assertEquals(100, partial.received());
    assertEquals(1, partial.firstFrame());
    ClientHello hello = (ClientHello) partial.beginning().get().message();
    assertTrue(hello.isCut());
    assertEquals(Optional.empty(), hello.problem());
    assertEquals(List.of("server"), hello.extension(ServerNames.class).get().hostNames());
  }

  @Test
  void saysHowMuchOfARecordCame() {
    Bytes stream = record(23, random(100));
    assertEquals(
        new TlsEvent.PartialRecord(ContentType.APPLICATION_DATA, TLS_1_2, 100, 55),
        FakeFlow.whole().client(stream.slice(0, 55)).finish().get(0));
    assertEquals(
        List.of(
            new TlsEvent.PartialRecord(
                ContentType.APPLICATION_DATA, new ProtocolVersion(0), -1, 3)),
        FakeFlow.whole().client(stream.slice(0, 3)).finish());
  }

  @Test
  void bytesThatAreNotTlsAreSaidOnce() {
    List<FlowEvent> events =
        FakeFlow.whole()
            .client(record(22, CLIENT_HELLO))
            .server(
                Bytes.copyOf(
                    "HTTP/1.1 400 Bad Request\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
            .server(FATAL_HANDSHAKE_FAILURE)
            .finish();
    TlsEvent.MalformedRecord malformed =
        assertInstanceOf(TlsEvent.MalformedRecord.class, events.get(1));
    assertEquals(0, malformed.offset());
    assertEquals("HTTP/1.1 400 Bad Request\r\n", malformed.head().latin1());
    assertEquals(3, events.size());
  }

  @Test
  void readsAnAlertOfRecordVersionZero() {
    assertEquals(
        new TlsEvent.Alert(
            AlertLevel.FATAL, AlertDescription.HANDSHAKE_FAILURE, new ProtocolVersion(0), false),
        FakeFlow.whole().server(hex("15 0000 0002 0228")).finish().get(0));
  }

  @Test
  void goesOnBehindAnOversizedRecord() {
    List<FlowEvent> events =
        FakeFlow.whole().client(join(record(23, random(20_000)), FATAL_HANDSHAKE_FAILURE)).finish();
    assertEquals(
        new TlsEvent.OversizedRecord(ContentType.APPLICATION_DATA, TLS_1_2, 20_000), events.get(0));
    assertInstanceOf(TlsEvent.Alert.class, events.get(2));
  }

  @Test
  void namesRecordsWithoutContent() {
    List<FlowEvent> events = FakeFlow.whole().client(hex("16 0301 0000  17 0301 0000")).finish();
    assertEquals(
        new TlsEvent.EmptyRecord(ContentType.HANDSHAKE, ProtocolVersion.TLS_1_0), events.get(0));
    assertEquals(
        new TlsEvent.ProtectedRecord(ContentType.APPLICATION_DATA, ProtocolVersion.TLS_1_0, 0),
        events.get(1));
  }

  @Test
  void skipsAMessageLongerThanTheLimit() {
    List<FlowEvent> events =
        new FakeFlow(true, limits(64, 100))
            .server(record(22, join(hex("0b 0000c8"), random(200), SERVER_HELLO_DONE)))
            .finish();
    MalformedMessage message =
        assertInstanceOf(MalformedMessage.class, handshake(events.get(0)).message());
    assertEquals(HandshakeType.CERTIFICATE, message.type());
    assertEquals("length: 200 is longer than limit", message.problem());
    assertTrue(handshake(events.get(0)).heldBytes() < 500, "counts what is claimed");
    assertInstanceOf(ServerHelloDone.class, handshake(events.get(1)).message());
  }

  @Test
  void aHoleInASkippedRecordIsSubtracted() {
    Bytes data = record(23, random(1000));
    List<FlowEvent> events =
        FakeFlow.whole()
            .client(data.slice(0, 100))
            .gap(Sender.CLIENT, 500)
            .client(join(data.slice(600, 405), FATAL_HANDSHAKE_FAILURE))
            .finish();
    assertEquals(
        new TlsEvent.ProtectedRecord(ContentType.APPLICATION_DATA, TLS_1_2, 1000), events.get(0));
    assertInstanceOf(TlsEvent.Alert.class, events.get(1));
  }

  @Test
  void aHoleInAMessageLosesThatMessageOnly() {
    Bytes flight =
        record(22, join(SERVER_HELLO_12, hex("0b 0000c8"), random(200), SERVER_HELLO_DONE));
    List<FlowEvent> events =
        FakeFlow.whole()
            .server(flight.slice(0, 100))
            .gap(Sender.SERVER, 50)
            .server(flight.slice(150, flight.size() - 150))
            .finish();
    assertInstanceOf(ServerHello.class, handshake(events.get(0)).message());
    assertEquals(
        new TlsEvent.PartialMessage(HandshakeType.CERTIFICATE, 204, 53, 1, Optional.empty()),
        events.get(1));
    assertEquals(new TlsEvent.LostTrack(50), events.get(2));
    assertInstanceOf(ServerHelloDone.class, handshake(events.get(3)).message());
  }

  @Test
  void aHoleBetweenRecordsIsFollowedByASearch() {
    List<FlowEvent> events =
        FakeFlow.whole()
            .client(record(22, CLIENT_HELLO))
            .gap(Sender.CLIENT, 700)
            .client(random(300))
            .client(join(random(50), record(23, random(60)), record(23, random(70))))
            .client(FATAL_HANDSHAKE_FAILURE)
            .finish();
    assertEquals(new TlsEvent.LostTrack(700), events.get(1));
    assertEquals(
        new TlsEvent.ProtectedRecord(ContentType.APPLICATION_DATA, TLS_1_2, 60), events.get(2));
    assertEquals(
        new TlsEvent.ProtectedRecord(ContentType.APPLICATION_DATA, TLS_1_2, 70), events.get(3));
    assertInstanceOf(TlsEvent.Alert.class, events.get(4));
  }

  @Test
  void findsRecordsInTheMiddleOfAStream() {
    Bytes data = record(23, random(3000));
    List<FlowEvent> events =
        FakeFlow.midStream()
            .client(random(100))
            .client(join(random(77), data.slice(0, 1000)))
            .client(join(data.slice(1000, data.size() - 1000), record(21, random(26))))
            .finish();
    assertEquals(new TlsEvent.ProtectedRecord(ContentType.ALERT, TLS_1_2, 26), events.get(0));
  }

  @Test
  void noiseInTheMiddleOfAStreamIsSilent() {
    FakeFlow flow = FakeFlow.midStream();
    for (int i = 0; i < 100; i++) {
      flow.client(random(1400));
    }
    assertEquals(List.of(), flow.finish());
  }

  @Test
  void aClientHelloFromTheServerExchangesTheRoles() {
    FakeFlow flow = FakeFlow.midStream();
    flow.server(record(22, CLIENT_HELLO)).client(record(22, SERVER_HELLO_12));
    List<FlowLog.Entry> entries = flow.finishEntries();
    assertTrue(flow.swapped());
    assertEquals(Sender.CLIENT, entries.get(0).from());
    assertEquals(Sender.SERVER, entries.get(1).from());
  }

  @Test
  void anEchoedClientHelloExchangesNothing() {
    FakeFlow flow = FakeFlow.midStream();
    flow.client(record(22, CLIENT_HELLO)).server(record(22, CLIENT_HELLO)).finish();
    assertFalse(flow.swapped());
  }

  @Test
  void readsSsl2Hellos() {
    List<FlowEvent> events =
        FakeFlow.whole()
            .client(
                hex(
                    """
                    802b                # record header
                    01 0002             # CLIENT-HELLO, version
                    0012 0000 0010      # lengths
                    010080 020080 030080 040080 060040 0700c0
                    000102030405060708090a0b0c0d0e0f
                    """))
            .server(
                hex(
                    """
                    801e                # record header
                    04 00 01 0002       # SERVER-HELLO, session_id_hit, certificate_type, version
                    0000 0003 0010      # lengths
                    010080
                    000102030405060708090a0b0c0d0e0f
                    """))
            .client(random(60))
            .server(random(60))
            .finish();
    assertEquals(
        ProtocolVersion.SSL_2_0,
        assertInstanceOf(ClientHello.class, handshake(events.get(0)).message()).legacyVersion());
    assertInstanceOf(Ssl2ServerHello.class, handshake(events.get(1)).message());
  }

  @Test
  void anSsl2ClientHelloMayBeAnsweredInTls() {
    List<FlowEvent> events =
        FakeFlow.whole()
            .client(hex("801c 01 0301 0003 0000 0010 000035 000102030405060708090a0b0c0d0e0f"))
            .server(record(22, SERVER_HELLO_12))
            .client(FATAL_HANDSHAKE_FAILURE)
            .finish();
    assertTrue(
        assertInstanceOf(ClientHello.class, handshake(events.get(0)).message()).ssl2Format());
    assertEquals(30, handshake(events.get(0)).length());
    assertEquals(
        new TlsEvent.Alert(AlertLevel.FATAL, AlertDescription.HANDSHAKE_FAILURE, TLS_1_2, false),
        events.get(2));
  }

  @Test
  void aHeartbeatInTheClearIsShown() {
    assertEquals(
        new TlsEvent.PlaintextRecord(ContentType.HEARTBEAT, TLS_1_0, 3),
        FakeFlow.whole().client(hex("18 0301 0003 014000")).finish().get(0));
  }

  @Test
  void damagedStreamsNeverFail() {
    Bytes client = join(record(22, CLIENT_HELLO), CHANGE_CIPHER_SPEC, record(22, random(40)));
    Bytes server =
        join(record(22, join(SERVER_HELLO_12, SERVER_HELLO_DONE)), FATAL_HANDSHAKE_FAILURE);
    long seed = 20_261_123;
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      FakeFlow flow = round % 2 == 0 ? FakeFlow.whole() : FakeFlow.midStream();
      for (int segment = 0; segment < 8; segment++) {
        Sender from = random.nextBoolean() ? Sender.CLIENT : Sender.SERVER;
        if (random.nextInt(4) == 0) {
          flow.gap(from, 1 + random.nextInt(300));
          continue;
        }
        byte[] bytes = (from == Sender.CLIENT ? client : server).toArray();
        for (int flips = random.nextInt(4); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        int offset = random.nextInt(bytes.length);
        flow.send(from, Bytes.copyOf(bytes, offset / 3, bytes.length - offset));
      }
      List<FlowEvent> events = flow.finish();
      assertTrue(events.size() < 200, "seed " + seed + ", round " + round);
    }
  }

  private static TlsEvent.Handshake handshake(FlowEvent event) {
    return assertInstanceOf(TlsEvent.Handshake.class, event);
  }

  private static List<String> names(List<FlowEvent> events) {
    List<String> names = new ArrayList<>();
    for (FlowEvent event : events) {
      names.add(
          event instanceof TlsEvent.Handshake handshake
              ? handshake.message().toString()
              : event.toString());
    }
    return names;
  }

  private static Bytes record(int type, Bytes fragment) {
    return join(hex("%02x0303%04x".formatted(type, fragment.size())), fragment);
  }

  private static Bytes join(Bytes... parts) {
    StringBuilder hex = new StringBuilder();
    for (Bytes part : parts) {
      hex.append(part.hex());
    }
    return Bytes.ofHex(hex.toString());
  }

  private static Bytes random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Bytes.copyOf(bytes);
  }

  private static Limits limits(int maxRecordsLogged, int maxHandshakeMessageBytes) {
    Limits d = Limits.DEFAULT;
    return new Limits(
        d.maxPacketBytes(),
        d.maxFragmentBytes(),
        d.maxTunnelDepth(),
        d.maxLiveFlowBytes(),
        d.maxBufferedBytesPerDirection(),
        d.maxBufferedBytes(),
        maxHandshakeMessageBytes,
        d.maxEventsPerFlow(),
        maxRecordsLogged,
        d.maxHeldFlowBytes(),
        d.maxSightings(),
        d.maxProfiledServers(),
        d.maxOffersPerServer(),
        d.maxComparedFlows(),
        d.maxLogIncidents(),
        d.idleNanos());
  }

  @Test
  void aHelloInTheMiddleOfAStreamIsReadWhateverFollowsIt() {
    List<FlowEvent> events =
        FakeFlow.midStream()
            .client(join(record(22, CLIENT_HELLO), hex("f5deb0f5006b0001000100010000000c")))
            .finish();
    assertInstanceOf(ClientHello.class, handshake(events.get(0)).message());
    assertInstanceOf(TlsEvent.MalformedRecord.class, events.get(1));
  }
}
