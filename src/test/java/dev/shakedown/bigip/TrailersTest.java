package dev.shakedown.bigip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bigip.BigIpCapture.Noise;
import dev.shakedown.bigip.Trailer.Low;
import dev.shakedown.bigip.Trailer.Medium;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Endpoint;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrailersTest {
  private static final Endpoint CLIENT = Scene.end("192.0.2.10", 50_000);
  private static final Endpoint SERVER = Scene.end("198.51.100.80", 443);
  private static final byte[] PAYLOAD = TrailerWriter.latin1("hello, world");

  /** One packet that BIG-IP sends, as both formats write it. */
  private static final Low LOW = new Low(false, 0, 3, "/Common/vs1", -1, "", "");

  private static final Medium MEDIUM =
      new Medium(
          0x560293f6cb00L,
          0x5600df76bf00L,
          0x8024,
          0x40,
          1,
          3,
          Optional.of(new DeviceNote.Reset("TCP RST from remote system", true, 0x31ae141, 4666)));

  private static final DeviceNote.Peer PEER =
      new DeviceNote.Peer(
          6,
          4093,
          new DeviceNote.End(Scene.end("203.0.113.20", 0).address(), 443, 0),
          new DeviceNote.End(Scene.end("203.0.113.5", 0).address(), 49_152, 0));

  private static final String MEDIUM_FIELDS =
      """
      0000560293f6cb00         # flow id
      00005600df76bf00         # peer flow id
      00000000 00008024        # flags high, low
      40 01 00000000 03        # flow type, HA unit, reserved, priority
      23                       # RST cause block: 35 bytes
      01 0000031ae141 123a     # version 0 peer 1, value, line 4666
      54435020525354206672 6f6d2072656d6f74652073797374656d # text
      """;

  private static final String HIGH_FIELDS =
      """
      06 0ffd                                 # TCP, VLAN 4093
      00000000000000000000ffff cb007114       # 203.0.113.20
      00000000000000000000ffff cb007105       # 203.0.113.5
      01bb c000                               # 443, 49152
      """;

  @Test
  void readsTheLegacyTrailer() {
    byte[] trailer =
        hex(
            "01 10 01  00 00 03  0b 2f436f6d6d6f6e2f767331  # low: outgoing, slot, tmm, name\n"
                + ("02 44 03" + MEDIUM_FIELDS)
                + ("03 28 00" + HIGH_FIELDS));
    assertEquals(Optional.of(whole(Trailer.Format.LEGACY, trailer.length, LOW)), read(trailer));
    assertArrayEquals(trailer, TrailerWriter.legacy(LOW, MEDIUM, Optional.of(PEER)));
  }

  @Test
  void readsTheDptTrailer() {
    Low low = new Low(false, 0, 3, "/Common/vs1", 0, "1.2", "");
    byte[] trailer =
        hex(
            """
            f5deb0f5 00a2 0001                        # magic, length, version
            0001 0001 0020 0004                       # noise, low, 32 bytes, version 4
            00 00 03 14                               # flags, slot, tmm, 20 bytes of objects
            00 0b 2f436f6d6d6f6e2f767331              # virtual server
            01 03 312e32                              # port
            02 00                                     # trunk
            0001 0002 004b 0004                       # noise, medium, 75 bytes, version 4
            """
                + MEDIUM_FIELDS
                + "0001 0003 002f 0001                # noise, high, 47 bytes, version 1\n"
                + HIGH_FIELDS);
    assertEquals(Optional.of(whole(Trailer.Format.DPT, 162, low)), read(trailer));
    assertArrayEquals(trailer, TrailerWriter.dptWithPort(low, MEDIUM, Optional.of(PEER)));
  }

  private static Trailer whole(Trailer.Format format, int length, Low low) {
    return new Trailer(
        format,
        length,
        Optional.of(low),
        Optional.of(MEDIUM),
        Optional.of(PEER),
        Noise.HIGH,
        Optional.empty(),
        false);
  }

  @Test
  void readsBackWhatTheWriterWrites() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      boolean dpt = random.nextBoolean();
      Low low = low(random, dpt);
      Medium medium = medium(random);
      Optional<DeviceNote.Peer> peer = Optional.of(peer(random));
      byte[] trailer =
          !dpt
              ? TrailerWriter.legacy(low, medium, peer)
              : low.port().isEmpty()
                  ? TrailerWriter.dpt(low, medium, peer)
                  : TrailerWriter.dptWithPort(low, medium, peer);
      Trailer read = read(trailer).orElseThrow();
      String which = "seed " + seed + ", round " + i;
      assertEquals(Optional.of(low), read.low(), which);
      assertEquals(Optional.of(medium), read.medium(), which);
      assertEquals(medium.peerFlowId() == 0 ? Optional.empty() : peer, read.peer(), which);
      assertFalse(read.malformed(), which);
    }
  }

  @Test
  void isNoPartOfThePayloadWhateverHappensToIt() {
    for (byte[] trailer : samples()) {
      for (int at = 0; at < trailer.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] damaged = trailer.clone();
          damaged[at] ^= (byte) (1 << bit);
          ReadTrailers read = new ReadTrailers();
          read.packet(frame(damaged));
          assertEquals(Bytes.copyOf(PAYLOAD), read.payloads.get(1L));
        }
      }
    }
  }

  @Test
  void tellsNothingOfATrailerThatIsCut() {
    for (byte[] trailer : samples()) {
      byte[] whole = frame(trailer).buffer();
      for (int size = 14; size < whole.length; size++) {
        byte[] captured = Arrays.copyOf(whole, size);
        ReadTrailers read = new ReadTrailers();
        read.packet(new CapturedPacket().set(1, 0, 0, 1, 0, captured, 0, size, whole.length, ""));
        assertEquals(0, read.trailers.size());
        Bytes payload = read.payloads.getOrDefault(1L, Bytes.EMPTY);
        assertEquals(Bytes.copyOf(PAYLOAD, 0, payload.size()), payload);
      }
    }
  }

  @Test
  void finishesWhateverTheLengthsAre() {
    for (byte[] trailer : samples()) {
      for (int size = 0; size < trailer.length; size++) {
        Optional<Trailer> rest = read(Arrays.copyOf(trailer, size));
        // a legacy chain may well end with one of its blocks
        assertTrue(rest.isEmpty() || rest.get().low().equals(read(trailer).orElseThrow().low()));
      }
    }
  }

  @Test
  void takesNoRandomBytesForATrailer() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    TrailerPlace place = new TrailerPlace();
    int found = 0;
    for (int i = 0; i < 1_000_000; i++) {
      byte[] bytes = new byte[7 + random.nextInt(50)];
      random.nextBytes(bytes);
      if (place.find(bytes, 0, bytes.length, false)) {
        assertEquals(Trailer.Format.LEGACY, place.format(), "seed " + seed);
        assertEquals(bytes.length, place.end(), "seed " + seed);
        found++;
      }
    }
    assertTrue(found <= 3, found + " with seed " + seed);
  }

  @Test
  void leavesTheMagicInAPayloadAlone() {
    byte[] trailer = TrailerWriter.dpt(dptLow(), MEDIUM, Optional.of(PEER));
    byte[] payload = TrailerWriter.concat(PAYLOAD, trailer);
    ReadTrailers plain = new ReadTrailers();
    plain.packet(frame(payload, new byte[0]));
    assertEquals(Bytes.copyOf(payload), plain.payloads.get(1L));
    assertEquals(Optional.empty(), plain.bigIp.capture());
    ReadTrailers both = new ReadTrailers();
    both.packet(frame(payload, trailer));
    assertEquals(Bytes.copyOf(payload), both.payloads.get(1L));
    assertEquals(trailer.length, both.trailers.get(1L).length());
  }

  @Test
  void findsATrailerBehindPaddingAndChecksum() {
    byte[] dpt = TrailerWriter.dpt(dptLow(), MEDIUM, Optional.of(PEER));
    byte[] legacy = TrailerWriter.legacy(LOW, MEDIUM, Optional.of(PEER));
    for (String before :
        new String[] {"", "000000", "c0ffee01", "0000ee01", "00000000", "a5a5a5"}) {
      for (byte[] trailer : new byte[][] {dpt, legacy}) {
        byte[] behind = TrailerWriter.concat(HexFormat.of().parseHex(before), trailer);
        assertEquals(trailer.length, read(behind).orElseThrow().length(), before);
      }
    }
    byte[] checksumBehind = TrailerWriter.concat(dpt, new byte[] {1, 2, 3, 4});
    assertEquals(dpt.length, read(checksumBehind).orElseThrow().length());
  }

  @Test
  void readsTheTrailerBehindAPacketWithoutLength() {
    byte[] trailer = TrailerWriter.dpt(dptLow(), MEDIUM, Optional.of(PEER));
    byte[] frame = frame(trailer).buffer();
    frame[16] = 0; // the IP total length
    frame[17] = 0;
    ReadTrailers read = new ReadTrailers();
    read.packet(packet(frame));
    assertEquals(Bytes.copyOf(PAYLOAD), read.payloads.get(1L));
    assertEquals(trailer.length, read.trailers.get(1L).length());
  }

  @Test
  void believesAnUnfinishedLegacyTrailerOnABigIpOnly() {
    byte[] odd =
        TrailerWriter.concat(
            TrailerWriter.legacy(LOW, MEDIUM, Optional.of(PEER)), new byte[] {9, 9, 9});
    ReadTrailers read = new ReadTrailers();
    read.packet(frame(odd));
    assertEquals(0, read.trailers.size());
    read.packet(frame(TrailerWriter.legacy(LOW, MEDIUM, Optional.of(PEER))));
    read.packet(frame(odd));
    assertTrue(read.trailers.get(1L).malformed());
    assertEquals(1, read.bigIp.capture().orElseThrow().malformed());
  }

  @Test
  void countsTheBytesOfTheDeviceNowhere() {
    byte[] trailer = TrailerWriter.legacy(LOW, MEDIUM, Optional.of(PEER));
    CapturedPacket packet = frame(trailer);
    new ReadTrailers().packet(packet);
    assertEquals(trailer.length, packet.addedBytes());
  }

  private static Low dptLow() {
    return new Low(true, 1, 2, "/Common/vs1", 3, "", "");
  }

  private static Low low(SplittableRandom random, boolean dpt) {
    boolean withPort = dpt && random.nextBoolean();
    return new Low(
        random.nextBoolean(),
        random.nextInt(256),
        random.nextInt(256),
        text(random, 60),
        dpt ? random.nextInt(4) : -1,
        withPort ? "1." + random.nextInt(9) : "",
        withPort ? text(random, 20) : "");
  }

  private static Medium medium(SplittableRandom random) {
    Optional<DeviceNote.Reset> reset =
        random.nextInt(4) == 0
            ? Optional.of(
                new DeviceNote.Reset(
                    text(random, 80),
                    random.nextBoolean(),
                    random.nextLong(1L << 48),
                    random.nextInt(1 << 16)))
            : Optional.empty();
    return new Medium(
        random.nextLong(),
        random.nextInt(4) == 0 ? 0 : random.nextLong(),
        random.nextLong(),
        random.nextInt(256),
        random.nextInt(256),
        random.nextInt(256),
        reset);
  }

  private static DeviceNote.Peer peer(SplittableRandom random) {
    return new DeviceNote.Peer(6, random.nextInt(1, 4096), end(random), end(random));
  }

  private static DeviceNote.End end(SplittableRandom random) {
    boolean v6 = random.nextInt(3) == 0;
    IpAddress address =
        v6
            ? new IpAddress(true, 0x20010db800000000L, random.nextLong())
            : new IpAddress(false, 0, random.nextLong(1L << 32));
    int domain = v6 || random.nextBoolean() ? 0 : random.nextInt(1, 1 << 16);
    return new DeviceNote.End(address, random.nextInt(1 << 16), domain);
  }

  private static String text(SplittableRandom random, int max) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(max);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(0x20, 0x7f));
    }
    return text.toString();
  }

  private static byte[][] samples() {
    byte[] secrets = TrailerWriter.upToTls12(PAYLOAD, PAYLOAD);
    return new byte[][] {
      TrailerWriter.legacy(LOW, MEDIUM, Optional.of(PEER)),
      TrailerWriter.dpt(dptLow(), MEDIUM, Optional.of(PEER), secrets),
      TrailerWriter.dptWithPort(dptLow(), MEDIUM, Optional.of(PEER))
    };
  }

  /** What is read of bytes behind a datagram. */
  private static Optional<Trailer> read(byte[] behind) {
    ReadTrailers read = new ReadTrailers();
    read.packet(frame(behind));
    return Optional.ofNullable(read.trailers.get(1L));
  }

  private static CapturedPacket frame(byte[] behind) {
    return frame(PAYLOAD, behind);
  }

  private static CapturedPacket frame(byte[] payload, byte[] behind) {
    byte[] datagram = Datagrams.segment(SERVER, CLIENT, 1, 1, 0x18, 500, payload);
    byte[] head = HexFormat.of().parseHex("02005e100001" + "00000c9ff05d" + "0800");
    return packet(TrailerWriter.concat(head, datagram, behind));
  }

  private static CapturedPacket packet(byte[] frame) {
    return new CapturedPacket().set(1, 0, 0, 1, 0, frame, 0, frame.length, frame.length, "");
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("#.*", "").replaceAll("\\s", ""));
  }
}
