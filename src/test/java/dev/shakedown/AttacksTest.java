package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.MemoryCapture.Frame;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.UnreadableCaptureException;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.text.TextWriter;
import dev.shakedown.tls.x509.TestCertificates;
import dev.shakedown.tls.x509.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Captures made to break the program. Each ends in a report that says which bound was reached; the
 * bounds are listed in {@code docs/limits.md}. {@code src/fuzz/attacks} runs the larger ones with
 * the command itself in its own small heap.
 */
class AttacksTest {
  private static final int RAW_IP = 101;
  private static final int SYN = 0x02;
  private static final int ACK = 0x10;
  private static final int SERVER_ACK = 0x112;

  private final List<Frame> frames = new ArrayList<>();
  private long nanos = 1_700_000_000_000_000_000L;
  private int sent;

  private String report() throws IOException {
    return report(new MemoryCapture(RAW_IP, frames).open(), Limits.DEFAULT);
  }

  private static String report(InputStream capture, Limits limits) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TextWriter.Layout layout = new TextWriter.Layout(200, false, true);
    try (ReportWriter writer = new TextWriter(out, Catalogue.of(Language.ENGLISH), layout);
        CaptureReader reader = CaptureReader.open(capture, "attack", limits)) {
      Analysis.builder()
          .limits(limits)
          .trustStore(new TrustStore(false))
          .build()
          .run(reader, "attack", writer);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private void packet(byte[] bytes) {
    nanos += 1_000_000;
    frames.add(new Frame(nanos, bytes, bytes.length));
  }

  /** An IPv4 header before its payload. */
  private static byte[] ipv4(int protocol, int id, int fragment, byte[] payload) {
    ByteBuffer b = ByteBuffer.allocate(20 + payload.length);
    b.putShort((short) 0x4500).putShort((short) b.capacity());
    b.putShort((short) id).putShort((short) fragment);
    b.put((byte) 64).put((byte) protocol).putShort((short) 0);
    b.putInt(0xc0000201).putInt(0xc6336407).put(payload);
    return b.array();
  }

  private static byte[] tcp(
      int from, int to, int sequence, int acknowledgment, int flags, byte[] data) {
    ByteBuffer b = ByteBuffer.allocate(20 + data.length);
    b.putShort((short) from).putShort((short) to).putInt(sequence).putInt(acknowledgment);
    b.put((byte) 0x50).put((byte) flags).putShort((short) 500).putInt(0).put(data);
    return b.array();
  }

  private void handshake() {
    packet(ipv4(6, 1, 0, tcp(50_000, 443, 0, 0, SYN, new byte[0])));
    packet(server(tcp(443, 50_000, 0, 1, SERVER_ACK & 0x1f, new byte[0])));
    packet(ipv4(6, 2, 0, tcp(50_000, 443, 1, 1, ACK, new byte[0])));
  }

  private static byte[] server(byte[] segment) {
    byte[] packet = ipv4(6, 7, 0, segment);
    ByteBuffer.wrap(packet).putInt(12, 0xc6336407).putInt(16, 0xc0000201);
    return packet;
  }

  /** Sends a message in records of 16 kB, one segment each. */
  private void send(boolean fromClient, int type, int claimed, byte[] body) {
    ByteBuffer message = ByteBuffer.allocate(4 + body.length);
    message.putInt(type << 24 | claimed).put(body).flip();
    int at = fromClient ? 1 + sent : 1;
    while (message.hasRemaining()) {
      byte[] record = new byte[5 + Math.min(16_384, message.remaining())];
      ByteBuffer.wrap(record).put((byte) 22).putShort((short) 0x0303);
      ByteBuffer.wrap(record).putShort(3, (short) (record.length - 5));
      message.get(record, 5, record.length - 5);
      packet(
          fromClient
              ? ipv4(6, 3, 0, tcp(50_000, 443, at, 1, ACK, record))
              : server(tcp(443, 50_000, at, 1 + sent, ACK, record)));
      at += record.length;
    }
    sent = fromClient ? at - 1 : sent;
  }

  private static byte[] clientHello(byte[] extensions) {
    ByteBuffer b = ByteBuffer.allocate(41 + 2 + extensions.length);
    b.putShort((short) 0x0303).put(new byte[32]).put((byte) 0);
    b.putShort((short) 2).putShort((short) 0xc02f).putShort((short) 0x0100);
    b.putShort((short) extensions.length).put(extensions);
    return b.array();
  }

  private static byte[] serverHello() {
    ByteBuffer b = ByteBuffer.allocate(38);
    b.putShort((short) 0x0303)
        .put(new byte[32])
        .put((byte) 0)
        .putShort((short) 0xc02f)
        .put((byte) 0);
    return b.array();
  }

  @Test
  void aClientHelloThatClaimsSixteenMegabytesIsNotPutTogether() throws IOException {
    handshake();
    send(true, 1, 0xffffff, new byte[2_000_000]);
    String report = report();
    assertTrue(report.contains("16777215"), report);
    assertTrue(report.contains("is longer than this program puts together"), report);
  }

  @Test
  void asManyExtensionsAsFitIntoAHelloAreReadAndShownShortened() throws IOException {
    ByteBuffer extensions = ByteBuffer.allocate(65_532);
    for (int type = 0; extensions.hasRemaining(); type++) {
      extensions.putShort((short) type).putShort((short) 0);
    }
    handshake();
    byte[] hello = clientHello(extensions.array());
    send(true, 1, hello.length, hello);
    String report = report();
    assertTrue(report.contains("ClientHello"), report);
    assertTrue(report.length() < 100_000, "a report of " + report.length());
  }

  @Test
  void aChainOfThousandsIsReadAndShownShortened() throws IOException {
    byte[] certificate = TestCertificates.bytes("leaf").toArray();
    int count = 1_000_000 / (certificate.length + 3);
    ByteBuffer chain = ByteBuffer.allocate(3 + count * (certificate.length + 3));
    chain.put((byte) 0).putShort((short) 0);
    for (int i = 0; i < count; i++) {
      // all are different, and each may be the issuer of all
      certificate[certificate.length - 1] = (byte) i;
      certificate[certificate.length - 2] = (byte) (i >>> 8);
      chain.put((byte) (certificate.length >>> 16)).putShort((short) certificate.length);
      chain.put(certificate);
    }
    int length = chain.capacity() - 3;
    chain.put(0, (byte) (length >>> 16)).putShort(1, (short) length);
    handshake();
    byte[] hello = clientHello(new byte[0]);
    send(true, 1, hello.length, hello);
    byte[] answer = serverHello();
    ByteBuffer flight = ByteBuffer.allocate(4 + answer.length + 4 + chain.capacity());
    flight.putInt(2 << 24 | answer.length).put(answer).putInt(11 << 24 | chain.capacity());
    flight.put(chain.array()).flip();
    byte[] first = new byte[answer.length + 4 + chain.capacity()];
    flight.position(4);
    flight.get(first);
    send(false, 2, answer.length, first);
    byte[] unknownCa = Bytes.ofHex("15030300020230").toArray();
    packet(ipv4(6, 3, 0, tcp(50_000, 443, 1 + sent, 1, ACK, unknownCa)));
    String report = report();
    assertTrue(report.contains(String.format(Locale.ROOT, "Certificate  %,d: CN=", count)), report);
    assertTrue(report.contains("unknown_ca"), report);
    assertTrue(report.length() < 100_000, "a report of " + report.length());
  }

  @Test
  void asnOneNestedToTheBottomIsAnUnreadableCertificate() throws IOException {
    byte[] deep = new byte[500_000];
    for (int i = 0; i + 1 < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }
    ByteBuffer message = ByteBuffer.allocate(6 + deep.length);
    int one = deep.length;
    message.put((byte) (one + 3 >>> 16)).putShort((short) (one + 3));
    message.put((byte) (one >>> 16)).putShort((short) one).put(deep);
    handshake();
    send(true, 11, message.capacity(), message.array());
    assertTrue(report().contains("Certificate"), report());
  }

  @Test
  void tunnelsInTunnelsEndAtTheBound() throws IOException {
    byte[] inner = ipv4(6, 1, 0, tcp(50_000, 443, 0, 0, SYN, new byte[0]));
    for (int depth = 0; depth < Limits.DEFAULT.maxTunnelDepth(); depth++) {
      inner = ipv4(4, 1, 0, inner);
    }
    packet(inner);
    assertTrue(report().contains("1 packet has more than 32 headers"), report());
  }

  @Test
  void fragmentsThatOverlapAndContradictEachOtherAreSaid() throws IOException {
    byte[] datagram = tcp(50_000, 443, 0, 0, SYN, new byte[4_000]);
    for (int id = 0; id < 3_000; id++) {
      byte[] piece = Arrays.copyOf(datagram, 1_480);
      // never whole: overlapping beginnings, and ends at different places
      packet(ipv4(6, id, 0x2000, piece));
      packet(ipv4(6, id, 0x2000 | 100, piece));
      packet(ipv4(6, id, 8_000 / 8 + id % 50, new byte[8]));
      packet(ipv4(6, id, 9_000 / 8 + id % 50, new byte[8]));
    }
    String report = report();
    assertTrue(report.contains("3,000 fragmented IP packets never became whole"), report);
  }

  @Test
  void aFloodOfSynsIsFollowedAsFarAsMemoryGoesAndTheRestIsSaid() throws IOException {
    Limits small = withLiveFlowBytes(1 << 18);
    for (int i = 0; i < 4_000; i++) {
      byte[] syn = ipv4(6, i, 0, tcp(1024 + i, 443, i, 0, SYN, new byte[0]));
      packet(syn);
    }
    String report = report(new MemoryCapture(RAW_IP, frames).open(), small);
    assertTrue(report.contains("4,000 connections"), report);
    assertTrue(report.contains("connections were given up early to make room"), report);
  }

  private static Limits withLiveFlowBytes(int bytes) {
    Limits all = Limits.DEFAULT;
    return new Limits(
        all.maxPacketBytes(),
        all.maxFragmentBytes(),
        all.maxTunnelDepth(),
        bytes,
        all.maxBufferedBytesPerDirection(),
        all.maxBufferedBytes(),
        all.maxHandshakeMessageBytes(),
        all.maxEventsPerFlow(),
        all.maxRecordsLogged(),
        all.maxHeldFlowBytes(),
        all.maxSightings(),
        all.maxProfiledServers(),
        all.maxOffersPerServer(),
        all.maxComparedFlows(),
        all.maxLogIncidents(),
        all.idleNanos());
  }

  @Test
  void segmentsAllOverTheSequenceSpaceFillNoMemory() throws IOException {
    handshake();
    for (int i = 0; i < 2_000; i++) {
      packet(ipv4(6, i, 0, tcp(50_000, 443, i * 0x9e3779b9, 1, ACK, new byte[1_400])));
    }
    packet(server(tcp(443, 50_000, 1, Integer.MIN_VALUE, ACK, new byte[0])));
    String report = report();
    assertTrue(report.contains("too much data stood behind a gap"), report);
    assertTrue(report.startsWith("attack  pcap, 2,004 packets"), report);
  }

  @Test
  void aClockThatJumpsByDecadesChangesNoVerdict() throws IOException {
    handshake();
    nanos = 0;
    byte[] hello = clientHello(new byte[0]);
    send(true, 1, hello.length, hello);
    nanos = 4_294_967_295L * 1_000_000_000L;
    packet(server(tcp(443, 50_000, 1, 1 + sent, 0x04, new byte[0])));
    String report = report();
    assertTrue(report.contains("1 connection"), report);
    assertFalse(report.contains("-1 "), report);
  }

  @Test
  void aGzipBombIsReadInPieces() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new MemoryCapture(RAW_IP, List.of()).open().readAllBytes());
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 32; i++) {
        gzip.write(zeros); // packets without a byte, 16 each
      }
    }
    assertTrue(bomb.size() < 50_000);
    String report = report(new ByteArrayInputStream(bomb.toByteArray()), Limits.DEFAULT);
    assertTrue(report.contains("2,097,152 packets"), report);
  }

  @Test
  void compressionInCompressionIsNoCapture() throws IOException {
    byte[] content = new MemoryCapture(RAW_IP, List.of()).open().readAllBytes();
    for (int i = 0; i < 2; i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(content);
      }
      content = out.toByteArray();
    }
    InputStream nested = new ByteArrayInputStream(content);
    assertEquals(
        "not-a-capture",
        assertThrows(UnreadableCaptureException.class, () -> report(nested, Limits.DEFAULT))
            .code());
  }

  @Test
  void aZstdFrameThatAsksForGigabytesOfWindowIsRefused() {
    // RFC 8878 3.1.1.1.2: exponent 21 is a window of 2 GB
    byte[] frame = Bytes.ofHex("28b52ffd 00 a8 010000".replace(" ", "")).toArray();
    assertEquals(
        "large-window",
        assertThrows(
                UnreadableCaptureException.class,
                () -> report(new ByteArrayInputStream(frame), Limits.DEFAULT))
            .code());
  }
}
