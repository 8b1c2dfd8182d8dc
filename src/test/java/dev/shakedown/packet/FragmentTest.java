package dev.shakedown.packet;

import static dev.shakedown.packet.Decoded.RAW;
import static dev.shakedown.packet.Decoded.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Datagrams whose fragments come late, twice, overlapping or never. */
class FragmentTest {
  private static final String FLOW_4 = "192.0.2.1:50000>198.51.100.7:443";
  private static final String FLOW_6 = "2001:db8::1:50000>2001:db8::2:443";

  /** A TCP segment with 68 bytes of payload, 88 bytes in all. */
  private static final byte[] TCP = tcp(68);

  private static byte[] tcp(int payload) {
    byte[] segment =
        Arrays.copyOf(hex("c350 01bb 01020304 00000000 5018 ffff 0000 0000"), 20 + payload);
    for (int i = 0; i < payload; i++) {
      segment[20 + i] = (byte) (i * 7);
    }
    return segment;
  }

  private static byte[] v4(int id, byte[] datagram, int from, int to) {
    boolean more = to < datagram.length;
    return ByteBuffer.allocate(20 + to - from)
        .putShort((short) 0x4500)
        .putShort((short) (20 + to - from))
        .putShort((short) id)
        .putShort((short) ((more ? 0x2000 : 0) | from / 8))
        .put(hex("4006 0000 c0000201 c6336407"))
        .put(datagram, from, to - from)
        .array();
  }

  private static byte[] v6(int id, byte[] datagram, int from, int to) {
    boolean more = to < datagram.length;
    return ByteBuffer.allocate(56 + to - from)
        .putInt(0x60000000)
        .putShort((short) (16 + to - from))
        .put(hex("00 40 20010db8000000000000000000000001 20010db8000000000000000000000002"))
        .put(hex("2c00 010400000000")) // Hop-by-Hop Options
        .put(hex("0600"))
        .putShort((short) (from | (more ? 1 : 0)))
        .putInt(id)
        .put(datagram, from, to - from)
        .array();
  }

  private static Bytes payload(byte[] segment) {
    return Bytes.copyOf(segment, 20, segment.length - 20);
  }

  @Test
  void putsFragmentsTogetherInEveryOrder() {
    int[][] cuts = {{0, 24}, {24, 48}, {48, 88}};
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] order : orders) {
      Decoded decoded = new Decoded();
      for (int each : order) {
        decoded.add(RAW, v4(7, TCP, cuts[each][0], cuts[each][1]));
        decoded.add(RAW, v6(7, TCP, cuts[each][0], cuts[each][1]));
      }
      decoded.finish();
      assertEquals(List.of(), decoded.incomplete);
      assertEquals(2, decoded.segments.size(), Arrays.toString(order));
      assertEquals(FLOW_4, decoded.segments.get(0).flow());
      assertEquals(FLOW_6, decoded.segments.get(1).flow());
      assertEquals(108, decoded.segments.get(0).packetLength());
      assertEquals(136, decoded.segments.get(1).packetLength());
      for (Decoded.Seen seen : decoded.segments) {
        assertTrue(seen.reassembled());
        assertEquals(payload(TCP), seen.payload());
      }
      assertEquals(5, decoded.segments.get(0).frame());
      assertEquals(4, decoded.decoder.statistics().fragments());
    }
  }

  @Test
  void putsRandomOverlappingFragmentsTogether() {
    long seed = 42;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] segment = tcp(8 * (1 + random.nextInt(40)) + random.nextInt(8));
      List<byte[]> fragments = new ArrayList<>();
      for (int from = 0; from < segment.length; from += 8) {
        int to = Math.min(segment.length, from + 8 * (1 + random.nextInt(3)));
        fragments.add(round % 2 == 0 ? v4(9, segment, from, to) : v6(9, segment, from, to));
      }
      Collections.shuffle(fragments, random);
      Decoded decoded = new Decoded();
      fragments.forEach(fragment -> decoded.add(RAW, fragment));
      assertEquals(
          payload(segment), decoded.segments.get(0).payload(), "seed " + seed + ", " + round);
    }
  }

  @Test
  void keepsTheBytesSeenFirstWhereFragmentsDisagree() {
    byte[] other = TCP.clone();
    other[30] ^= 0x55;
    other[60] ^= 0x55;
    byte[] expected = TCP.clone();
    expected[60] = other[60];
    Decoded decoded =
        new Decoded().add(RAW, v4(1, TCP, 0, 48)).add(RAW, v4(1, other, 24, 88)).finish();
    assertEquals(payload(expected), decoded.segments.get(0).payload());
  }

  @Test
  void toleratesMirroredCopies() {
    Decoded interleaved = new Decoded();
    Decoded twice = new Decoded();
    for (int[] cut : new int[][] {{0, 48}, {48, 88}}) {
      interleaved.add(RAW, v4(1, TCP, cut[0], cut[1])).add(RAW, v4(1, TCP, cut[0], cut[1]));
    }
    for (int i = 0; i < 2; i++) {
      twice.add(RAW, v4(1, TCP, 48, 88)).add(RAW, v4(1, TCP, 0, 48));
    }
    for (Decoded decoded : List.of(interleaved.finish(), twice.finish())) {
      assertEquals(1, decoded.segments.size());
      assertEquals(List.of(), decoded.incomplete);
      assertEquals(0, decoded.decoder.statistics().incompleteDatagrams());
    }
  }

  @Test
  void beginsAnewWhenAnIdentificationReturns() {
    byte[] other = tcp(60);
    Decoded decoded =
        new Decoded()
            .add(RAW, v4(1, TCP, 0, 48))
            .add(RAW, v4(1, TCP, 48, 88))
            .add(RAW, v4(1, other, 0, 40))
            .add(RAW, v4(1, other, 40, 80))
            .finish();
    assertEquals(2, decoded.segments.size());
    assertEquals(payload(other), decoded.segments.get(1).payload());
  }

  @Test
  void keepsDatagramsOfDifferentIdentificationApart() {
    Decoded decoded =
        new Decoded().add(RAW, v4(1, TCP, 0, 48)).add(RAW, v4(2, TCP, 48, 88)).finish();
    assertEquals(List.of(), decoded.segments);
    assertEquals(2, decoded.incomplete.size());
  }

  @Test
  void saysWhatStaysMissing() {
    Decoded decoded =
        new Decoded()
            .add(RAW, v4(5, TCP, 0, 24))
            .add(RAW, v4(5, TCP, 24, 48))
            .add(RAW, v6(6, TCP, 48, 88))
            .finish();
    IpAddress client = IpAddress.read(hex("c0000201"), 0, false);
    IpAddress server = IpAddress.read(hex("c6336407"), 0, false);
    assertEquals(
        new IncompleteDatagram(1, 0, 2, client, server, 5, 50000, 443, 0x01020304, 48, -1),
        decoded.incomplete.get(0));
    IncompleteDatagram headless = decoded.incomplete.get(1);
    assertEquals(-1, headless.sourcePort());
    assertEquals(40, headless.bytesSeen());
    assertEquals(88, headless.totalLength());
  }

  @Test
  void givesUpAfterThirtySecondsOfCaptureTime() {
    byte[] first = v4(5, TCP, 0, 48);
    byte[] last = v4(5, TCP, 48, 88);
    Decoded inTime = new Decoded().add(RAW, first, 68, 0).add(RAW, last, 60, 30);
    assertEquals(1, inTime.segments.size());
    Decoded late = new Decoded().add(RAW, first, 68, 0).add(RAW, last, 60, 31);
    assertEquals(List.of(), late.segments);
    assertEquals(1, late.incomplete.size());
  }

  @Test
  void givesUpTheOldestWhenTheBoundIsReached() {
    Limits d = Limits.DEFAULT;
    Limits small =
        new Limits(
            d.maxPacketBytes(),
            4_000,
            d.maxTunnelDepth(),
            d.maxLiveFlowBytes(),
            d.maxBufferedBytesPerDirection(),
            d.maxBufferedBytes(),
            d.maxHandshakeMessageBytes(),
            d.maxEventsPerFlow(),
            d.maxRecordsLogged(),
            d.maxHeldFlowBytes(),
            d.maxSightings(),
            d.maxProfiledServers(),
            d.maxOffersPerServer(),
            d.maxComparedFlows(),
            d.maxLogIncidents(),
            d.idleNanos());
    Decoded decoded = new Decoded(small);
    for (int id = 0; id < 1_000; id++) {
      decoded.add(RAW, v4(id, TCP, 0, 48));
    }
    assertTrue(decoded.incomplete.size() > 980);
    assertEquals(0, decoded.incomplete.get(0).identification());
    decoded.add(RAW, v4(999, TCP, 48, 88));
    assertEquals(1, decoded.segments.size());
  }

  @Test
  void deliversWhatIsThereOfFragmentsCutBySnapLength() {
    byte[] last = v4(5, TCP, 48, 88);
    Decoded decoded =
        new Decoded()
            .add(RAW, v4(5, TCP, 0, 48))
            .add(RAW, Arrays.copyOf(last, last.length - 10), last.length, 0)
            .finish();
    assertEquals(List.of(), decoded.incomplete);
    assertEquals(68, decoded.segments.get(0).payloadLength());
    assertEquals(Bytes.copyOf(TCP, 20, 58), decoded.segments.get(0).payload());
  }

  @Test
  void survivesFragmentsThatContradictEachOther() {
    Random random = new Random(7);
    Decoded decoded = new Decoded();
    for (int i = 0; i < 5_000; i++) {
      byte[] fragment = v4(random.nextInt(3), TCP, 0, 48);
      fragment[6] = (byte) random.nextInt(256);
      fragment[7] = (byte) random.nextInt(256);
      fragment[3] = (byte) random.nextInt(90);
      decoded.add(RAW, fragment);
    }
    decoded.finish();
    assertEquals(5_000, decoded.decoder.statistics().packets());
  }

  @Test
  void reassemblesATunnelPacketThatWasFragmented() {
    byte[] inner = v4(3, TCP, 0, TCP.length);
    byte[] gre = ByteBuffer.allocate(4 + inner.length).putInt(0x00000800).put(inner).array();
    byte[] first = v4(8, gre, 0, 64);
    byte[] last = v4(8, gre, 64, gre.length);
    first[9] = 47;
    last[9] = 47;
    Decoded decoded = new Decoded().add(RAW, last).add(RAW, first).finish();
    assertEquals(FLOW_4, decoded.segments.get(0).flow());
    assertEquals(payload(TCP), decoded.segments.get(0).payload());
  }
}
