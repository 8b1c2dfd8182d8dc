package dev.shakedown.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.DiagnosisEngine;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Delays;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.preamble.Conversation;
import dev.shakedown.tls.TlsSession;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.handshake.DecodeCache;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the network does to a handshake, packet by packet, and its nearest innocent neighbours. */
final class NetworkFaultsTest {
  private static final String MSS_1460 = "020405b4";
  private static final String TIMESTAMPS_AT_ONE_SECOND = "0101080a000003e800000000";
  private static final byte[] CLIENT_HELLO = clientHello(400);
  private static final byte[] LARGE_CLIENT_HELLO = clientHello(1900);

  /** ServerHello, and a Certificate message of 5,000 bytes. */
  private static final byte[] SERVER_FLIGHT =
      join(record(serverHello()), record(message(11, new byte[5000])));

  private static final byte[] SHORT_FLIGHT =
      join(record(serverHello()), record(message(14, new byte[0])));
  private static final byte[] FINISHED =
      hex("14030300010116030300280000000000000000" + "5a".repeat(32));
  private static final byte[] CLIENT_FLIGHT = join(record(message(16, new byte[66])), FINISHED);
  private static final byte[] DATA = hex("1703030020" + "33".repeat(32));

  private TestSegments t =
      new TestSegments(
          flow ->
              new Conversation(
                  flow,
                  Limits.DEFAULT,
                  tcp ->
                      new TlsSession(tcp, Limits.DEFAULT, new DecodeCache(), new SecretStore())));

  // Large packets

  @Test
  void namesTheMtuWhereOnlyFullSizeSegmentsAreLost() {
    askServer();
    part(false, SERVER_FLIGHT, 0, 1460).send();
    part(false, SERVER_FLIGHT, 1460, 2920).send();
    part(false, SERVER_FLIGHT, 2920, 3200).send();
    t.later(10).client().at(400).ack(0).sack(2920, 3200).send();
    repeat(4, 0, 1460);
    Diagnosis verdict = verdict();
    assertEquals("path-mtu certain", first(verdict));
    assertEquals(1500, detail(verdict, "failedPacketBytes"));
    assertEquals(320, detail(verdict, "passedPacketBytes"));
  }

  @Test
  void readsTheSameFromRepeatedAcknowledgmentsWithoutSack() {
    askServer();
    part(false, SERVER_FLIGHT, 0, 1460).send();
    part(false, SERVER_FLIGHT, 1460, 2920).send();
    part(false, SERVER_FLIGHT, 2920, 3200).send();
    t.later(10).client().at(400).ack(0).send();
    repeat(4, 0, 1460);
    assertEquals("path-mtu certain", first(verdict()));
  }

  @Test
  void namesThePathWhereSmallSegmentsAreLostToo() {
    askServer();
    part(false, SERVER_FLIGHT, 0, 1460).send();
    part(false, SERVER_FLIGHT, 1460, 1700).send();
    t.later(50);
    part(false, SERVER_FLIGHT, 1460, 1700).send();
    repeat(4, 0, 1460);
    assertEquals("path-loss likely", first(verdict()));
  }

  @Test
  void namesThePathWhereBareAcknowledgmentsDoNotArriveEither() {
    askServer();
    part(false, SERVER_FLIGHT, 0, 1460).send();
    for (int i = 0; i < 3; i++) {
      t.later(300);
      part(true, CLIENT_HELLO, 0, 400).send();
      t.later(300);
      part(false, SERVER_FLIGHT, 0, 1460).send();
    }
    assertEquals("path-loss likely", first(verdict()));
  }

  @Test
  void seesTheHoleBeforeTheTailFromTheReceiversSide() {
    askServer();
    part(false, SERVER_FLIGHT, 2920, 3200).send();
    t.client().at(400).ack(0).sack(2920, 3200).send();
    t.later(5000).client().at(400).ack(0).fin().send();
    assertEquals("path-mtu likely", first(verdict()));
  }

  @Test
  void takesNoOffloadedSegmentForAPacket() {
    askServer();
    part(false, SERVER_FLIGHT, 0, 4380).send();
    part(false, SERVER_FLIGHT, 4380, 4700).send();
    t.later(10).client().at(400).ack(0).sack(4380, 4700).send();
    repeat(4, 0, 1460);
    Diagnosis verdict = verdict();
    assertEquals("path-mtu", verdict.findings().get(0).code());
    assertEquals(1500, detail(verdict, "failedPacketBytes"));
  }

  @Test
  void saysTheMtuThatAnIcmpErrorNames() {
    askServer();
    part(false, SERVER_FLIGHT, 0, 1460).send();
    tooBig(1400, t.serverIsn + 1);
    repeat(4, 0, 1460);
    Diagnosis verdict = verdict();
    assertEquals("path-mtu certain", first(verdict));
    assertEquals(1400, detail(verdict, "mtu"));
  }

  @Test
  void forgetsAnIcmpErrorThatTheSenderHonoured() {
    askServer();
    part(false, SERVER_FLIGHT, 0, 1460).send();
    tooBig(1400, t.serverIsn + 1);
    t.later(1);
    part(false, SERVER_FLIGHT, 0, 1360).send();
    part(false, SERVER_FLIGHT, 1360, 1460).send();
    t.later(5).client().at(400).ack(1460).send();
    t.later(9000).client().at(400).ack(1460).fin().send();
    assertEquals("handshake-timeout", verdict().findings().get(0).code());
  }

  @Test
  void leavesAnIcmpErrorAboutAnotherConnectionAside() {
    askServer();
    tooBig(1400, t.serverIsn + 1_000_000);
    assertTrue(TestSegments.events(t.only(), TcpEvent.Icmp.class).isEmpty());
  }

  // ClientHello in two segments

  @Test
  void saysWhichPartOfTheClientHelloIsDropped() {
    open();
    part(true, LARGE_CLIENT_HELLO, 0, 1460).send();
    part(true, LARGE_CLIENT_HELLO, 1460, 1900).send();
    t.later(10).server().at(0).ack(1460).send();
    for (int i = 0; i < 4; i++) {
      t.later(300);
      part(true, LARGE_CLIENT_HELLO, 1460, 1900).send();
    }
    Diagnosis verdict = verdict();
    assertEquals("client-hello-dropped certain", first(verdict));
    assertEquals("part", verdict.findings().get(0).variant());
    assertEquals(1460L, detail(verdict, "lostFrom"));
  }

  @Test
  void namesTheMtuWhereOnlyTheFullSizePartOfTheClientHelloIsLost() {
    open();
    part(true, LARGE_CLIENT_HELLO, 0, 1460).send();
    part(true, LARGE_CLIENT_HELLO, 1460, 1900).send();
    t.later(10).server().at(0).ack(0).sack(1460, 1900).send();
    for (int i = 0; i < 4; i++) {
      t.later(300);
      part(true, LARGE_CLIENT_HELLO, 0, 1460).send();
    }
    assertEquals("path-mtu likely", first(verdict()));
  }

  // Resets

  @Test
  void takesTheResetOfAClosedLinuxSocketForTheServers() {
    askServer();
    t.later(10).server().at(0).rst().id(0).window(0).send();
    assertEquals("reset-after-client-hello certain", first(verdict()));
  }

  @Test
  void takesAResetOfAnotherInitialHopLimitForTheServers() {
    askServer();
    t.later(10).server().at(0).ack(400).rst().hopLimit(255).send();
    assertEquals("reset-after-client-hello certain", first(verdict()));
  }

  @Test
  void takesDataThatTheResetOvertookForNoSignOfLife() {
    askServer();
    t.later(10).server().at(47).ack(400).rst().send();
    t.later(2);
    part(false, SERVER_FLIGHT, 0, 47).send();
    assertFalse(codes(verdict()).contains("reset-injected"));
  }

  @Test
  void recognisesAResetWhoseSenderGoesOn() {
    askServer();
    t.later(10).server().at(0).ack(400).rst().send();
    t.later(5);
    part(false, SERVER_FLIGHT, 0, 1460).send();
    assertEquals("reset-injected likely", first(verdict()));
  }

  @Test
  void recognisesAResetOfAnotherHostByHopsAndTime() {
    open();
    part(true, CLIENT_HELLO, 0, 400).send();
    t.later(1).server().at(0).ack(400).rst().hopLimit(61).send();
    Diagnosis verdict = verdict();
    assertEquals("reset-injected certain", first(verdict));
    assertEquals(List.of("hop-limit", "too-soon"), detail(verdict, "signs"));
  }

  @Test
  void recognisesAResetWithAnotherClock() {
    t.client().syn().options(MSS_1460 + TIMESTAMPS_AT_ONE_SECOND).send();
    t.later(10).server().syn().ack(0).options(MSS_1460 + TIMESTAMPS_AT_ONE_SECOND).send();
    t.later(1).client().at(0).ack(0).options(TIMESTAMPS_AT_ONE_SECOND).send();
    part(true, CLIENT_HELLO, 0, 400).options(TIMESTAMPS_AT_ONE_SECOND).send();
    t.later(20).server().at(0).ack(400).rst().options("0101080a7fffffff00000000").send();
    assertEquals("reset-injected likely", first(verdict()));
  }

  @Test
  void namesWeakSignsBehindTheBetterExplanationOnly() {
    askServer();
    t.server().at(0).ack(400).id(9003).send();
    t.later(20).server().at(1000).ack(400).rst().id(48_879).send();
    Diagnosis verdict = verdict();
    assertEquals("reset-after-client-hello certain", first(verdict));
    assertEquals(List.of("reset-after-client-hello", "reset-injected"), codes(verdict));
    assertEquals("weak", verdict.findings().get(1).variant());
  }

  // Waiting

  @Test
  void namesWhoseDefaultTheWaitEquals() {
    askServer();
    part(false, SHORT_FLIGHT, 0, SHORT_FLIGHT.length).send();
    t.later(10).client().at(400).ack(SHORT_FLIGHT.length).send();
    t.later(60_000).server().at(SHORT_FLIGHT.length).ack(400).fin().send();
    assertTrue(detail(verdict(), "timeoutDefaults").toString().contains("nginx"));
  }

  @Test
  void namesNobodysDefaultForAnotherWait() {
    askServer();
    part(false, SHORT_FLIGHT, 0, SHORT_FLIGHT.length).send();
    t.later(10).client().at(400).ack(SHORT_FLIGHT.length).send();
    t.later(47_000).server().at(SHORT_FLIGHT.length).ack(400).fin().send();
    assertFalse(verdict().findings().get(0).details().containsKey("timeoutDefaults"));
  }

  @Test
  void givesTheTimeOfASlowAnswerToTheServer() {
    askServer();
    t.later(3000);
    Delays.Wait wait = completed(0).facts().delays().slow().orElseThrow();
    assertEquals(Sender.SERVER, wait.by());
    assertTrue(wait.nanos() > 2_900_000_000L && wait.nanos() <= 3_000_000_000L);
  }

  @Test
  void givesTheTimeUntilARetransmissionToTheNetwork() {
    open();
    part(true, CLIENT_HELLO, 0, 400).send();
    t.later(3000);
    part(true, CLIENT_HELLO, 0, 400).send();
    t.later(10).server().at(0).ack(400).send();
    assertEquals(Sender.NETWORK, completed(0).facts().delays().slow().orElseThrow().by());
  }

  @Test
  void givesTheTimeThatAHoleStoodOpenToTheNetwork() {
    askServer();
    part(false, SHORT_FLIGHT, 20, SHORT_FLIGHT.length).send();
    t.later(2000);
    part(false, SHORT_FLIGHT, 0, 20).send();
    assertEquals(
        Sender.NETWORK, completed(SHORT_FLIGHT.length).facts().delays().slow().orElseThrow().by());
  }

  @Test
  void saysNothingOfAQuickHandshake() {
    askServer();
    t.later(10);
    assertEquals(Optional.empty(), completed(0).facts().delays().slow());
  }

  // What is odd and no fault

  @Test
  void completesAcrossTheWrapOfSequenceNumbers() {
    t.clientIsn = -200;
    t.serverIsn = -30;
    askServer();
    completed(0);
  }

  @Test
  void completesWithTheClientHelloInTheSyn() {
    t.client().syn().options("22020000" + MSS_1460).data(CLIENT_HELLO).send();
    t.later(10).server().syn().ack(400).options(MSS_1460).send();
    t.later(1).client().at(400).ack(0).send();
    completed(0);
  }

  @Test
  void completesWithKeepAlivesProbesAndUnknownOptions() {
    t.client().syn().options(MSS_1460 + "1e0c00010000000000000000").send();
    t.later(10).server().syn().ack(0).options(MSS_1460 + "1e04000101010101").send();
    t.later(1).client().at(0).ack(0).options("1e0800000000000001010101").send();
    part(true, CLIENT_HELLO, 0, 400).send();
    t.later(1).server().at(0).ack(400).window(0).send();
    t.later(200).client().at(399).ack(0).data("\0").send();
    t.server().at(0).ack(400).window(500).send();
    t.later(1);
    part(false, SHORT_FLIGHT, 0, 1).flags(0x20).send();
    completed(1);
  }

  // How

  private void open() {
    t.client().syn().options(MSS_1460).send();
    t.later(10).server().syn().ack(0).options(MSS_1460).send();
    t.later(1).client().at(0).ack(0).send();
  }

  private void askServer() {
    open();
    part(true, CLIENT_HELLO, 0, 400).send();
    t.later(10).server().at(0).ack(400).send();
  }

  private void repeat(int times, int from, int to) {
    for (int i = 0; i < times; i++) {
      t.later(300L << i);
      part(false, SERVER_FLIGHT, from, to).send();
    }
  }

  private TestSegments.Packet part(boolean client, byte[] stream, int from, int to) {
    TestSegments.Packet packet = client ? t.client().ack(0) : t.server().ack(400);
    return packet.at(from).data(Arrays.copyOfRange(stream, from, to));
  }

  private void tooBig(int mtu, int sequence) {
    t.table.icmpError(
        new IcmpError(
            ++t.frame,
            t.nanos,
            t.address(true),
            64,
            false,
            3,
            4,
            mtu,
            t.address(false),
            t.address(true),
            443,
            50_000,
            sequence,
            1500));
  }

  /** Goes on from the server's flight, of which {@code sent} bytes are there, to the end. */
  private Diagnosis completed(int sent) {
    int flight = SHORT_FLIGHT.length;
    if (sent < flight) {
      part(false, SHORT_FLIGHT, sent, flight).send();
    }
    int answered = 400 + CLIENT_FLIGHT.length;
    t.later(5).client().at(400).ack(flight).data(CLIENT_FLIGHT).send();
    t.later(10).server().at(flight).ack(answered).data(FINISHED).send();
    t.later(5).client().at(answered).ack(flight + FINISHED.length).data(DATA).send();
    int asked = answered + DATA.length;
    t.later(10).server().at(flight + FINISHED.length).ack(asked).data(DATA).send();
    Diagnosis verdict = verdict();
    assertEquals(Outcome.COMPLETED, verdict.outcome());
    assertEquals(List.of(), verdict.findings());
    return verdict;
  }

  private Diagnosis verdict() {
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
    List<Diagnosis> found = new ArrayList<>();
    engine.add(t.only(), found::add);
    engine.finish(found::add);
    return found.get(0);
  }

  private static String first(Diagnosis verdict) {
    return verdict.findings().get(0).code() + " " + verdict.findings().get(0).confidence().id();
  }

  private static List<String> codes(Diagnosis verdict) {
    return verdict.findings().stream().map(f -> f.code()).toList();
  }

  private static Object detail(Diagnosis verdict, String name) {
    return verdict.findings().get(0).details().get(name);
  }

  /** A record with a TLS 1.2 ClientHello, {@code size} bytes in all by its padding (RFC 7685). */
  private static byte[] clientHello(int size) {
    byte[] padding = new byte[size - 56];
    ByteBuffer body = ByteBuffer.allocate(size - 9);
    body.putShort((short) 0x0303).put(new byte[32]).put((byte) 0);
    body.putShort((short) 2).putShort((short) 0xc02f).put((byte) 1).put((byte) 0);
    body.putShort((short) (padding.length + 4)).putShort((short) 21);
    body.putShort((short) padding.length).put(padding);
    return record(message(1, body.array()));
  }

  private static byte[] serverHello() {
    return message(2, hex("0303" + "5a".repeat(32) + "00c02f00"));
  }

  private static byte[] message(int type, byte[] body) {
    return ByteBuffer.allocate(4 + body.length).putInt(type << 24 | body.length).put(body).array();
  }

  private static byte[] record(byte[] fragment) {
    return ByteBuffer.allocate(5 + fragment.length)
        .put(hex("160303"))
        .putShort((short) fragment.length)
        .put(fragment)
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
