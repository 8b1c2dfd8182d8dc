package dev.shakedown.capture;

import static dev.shakedown.capture.ReadCapture.hex;
import static dev.shakedown.capture.ReadCapture.join;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PcapngReaderTest {
  private static final byte[] SECTION =
      hex(
          """
          0a0d0d0a 1c000000
          4d3c2b1a           # byte-order magic, little-endian
          0100 0000          # version 1.0
          ffffffffffffffff   # section length unknown
          1c000000
          """);
  private static final byte[] ETHERNET = block(1, "0100 0000 00000400");
  private static final byte[] PACKET =
      block(
          6,
          """
          00000000           # interface
          05000000 00000100  # time: 5 * 2^32 + 65536
          03000000 09000000  # captured and original length
          abcdef 00          # data, padded
          """);
  private static final long MICROSECONDS = 5L << 32 | 0x10000;

  /** A little-endian block around a body in hexadecimal. */
  private static byte[] block(int type, String body) {
    byte[] content = hex(body);
    return ByteBuffer.allocate(content.length + 12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(type)
        .putInt(content.length + 12)
        .put(content)
        .putInt(content.length + 12)
        .array();
  }

  private static byte[] ethernet(String options) {
    return block(1, "0100 0000 00000400" + options);
  }

  private static ReadCapture read(byte[]... blocks) throws Exception {
    return ReadCapture.of(join(SECTION, join(blocks)));
  }

  private static CaptureProblem problem(String code, long offset, Map<String, Object> detail) {
    return new CaptureProblem(code, offset, detail);
  }

  @Test
  void readsEveryFieldOfAnEnhancedPacket() throws Exception {
    ReadCapture capture = read(ETHERNET, PACKET);
    assertEquals(
        List.of(
            new ReadCapture.Packet(1, MICROSECONDS * 1_000, 0, 1, 0, Bytes.ofHex("abcdef"), 9, "")),
        capture.packets());
    assertEquals(List.of(), capture.problems());
    assertEquals("pcapng", capture.summary().format());
  }

  @Test
  void readsSimplePacketsUpToTheSnapshotLength() throws Exception {
    byte[] simple = block(3, "09000000 abcdef00 00000000 00000000");
    ReadCapture capture = read(block(1, "0100 0000 03000000"), PACKET, simple);
    assertEquals(List.of("abcdef", "abcdef"), capture.data());
    assertEquals(9, capture.packets().get(1).originalLength());
    // it has no time of its own
    assertEquals(MICROSECONDS * 1_000, capture.packets().get(1).epochNanos());
    assertEquals(
        true, read(ETHERNET, simple).summary().firstEpochNanos().isEmpty(), "no time at all");
  }

  @Test
  void readsObsoletePackets() throws Exception {
    ReadCapture capture =
        read(ETHERNET, block(2, "0000 ffff 05000000 00000100 03000000 09000000 abcdef00"));
    assertEquals(read(ETHERNET, PACKET).packets(), capture.packets());
  }

  @Test
  void readsEachSectionInItsByteOrder() throws Exception {
    ReadCapture capture =
        read(
            ETHERNET,
            ETHERNET,
            PACKET,
            hex(
                """
                0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c
                00000001 00000014 0071 0000 00000000 00000014
                00000006 00000024 00000000 00000005 00010000 00000003 00000009 abcdef00 00000024
                """),
            SECTION,
            ETHERNET,
            PACKET);
    assertEquals(List.of("abcdef", "abcdef", "abcdef"), capture.data());
    assertEquals(
        List.of(0, 2, 3),
        capture.packets().stream().map(ReadCapture.Packet::interfaceIndex).toList());
    assertEquals(List.of("EN10MB", "LINUX_SLL"), capture.summary().linkTypes());
    assertEquals(3, capture.summary().sections().size());
    assertEquals(List.of(), capture.problems());
  }

  @Test
  void convertsEveryResolution() throws Exception {
    long units = MICROSECONDS;
    assertEquals(units, timeWith("0900 0100 09 000000"));
    // 21,475,033,088 seconds are more nanoseconds than a long holds
    assertEquals(Long.MAX_VALUE, timeWith("0900 0100 00 000000"));
    assertEquals(units / 1_000, timeWith("0900 0100 0c 000000"));
    assertEquals(units / 1_000_000_000, timeWith("0900 0100 12 000000"));
    // 2^-32: 5 seconds and 65536/2^32
    assertEquals(5_000_015_258L, timeWith("0900 0100 a0 000000"));
    assertEquals(0, timeWith("0900 0100 bf 000000") / 10);
  }

  @Test
  void addsTheOffset() throws Exception {
    assertEquals(MICROSECONDS * 1_000 + 60_000_000_000L, timeWith("0e00 0800 3c00000000000000"));
    assertEquals(MICROSECONDS * 1_000 - 1_000_000_000L, timeWith("0e00 0800 ffffffffffffffff"));
    assertEquals(Long.MAX_VALUE, timeWith("0e00 0800 ffffffffffffff7f"));
  }

  private static long timeWith(String options) throws Exception {
    ReadCapture capture = read(ethernet(options), PACKET);
    assertEquals(List.of(), capture.problems());
    return capture.packets().get(0).epochNanos();
  }

  @Test
  void assumesMicrosecondsForAnImpossibleResolution() throws Exception {
    for (String value : List.of("13", "7f", "c0", "ff")) {
      ReadCapture capture = read(ethernet("0900 0100 " + value + "000000"), PACKET);
      assertEquals(List.of("bad-timestamp-resolution"), capture.problemCodes());
      assertEquals(MICROSECONDS * 1_000, capture.packets().get(0).epochNanos());
    }
  }

  @Test
  void takesTheFrameCheckSequenceFromInterfaceOrPacket() throws Exception {
    byte[] flagged =
        block(
            6,
            """
            00000000 05000000 00000100 03000000 09000000 abcdef00
            0200 0400 40000000   # epb_flags: 2 bytes
            """);
    for (String value : List.of("04", "20")) {
      ReadCapture capture = read(ethernet("0d00 0100 " + value + "000000"), PACKET, flagged);
      assertEquals(4, capture.packets().get(0).fcsBytes());
      assertEquals(2, capture.packets().get(1).fcsBytes());
    }
  }

  @Test
  void keepsCommentsAndSecrets() throws Exception {
    ReadCapture capture =
        read(
            ETHERNET,
            block(0xa, "4b534c54 03000000 41424300"),
            block(
                6,
                """
                00000000 05000000 00000100 03000000 09000000 abcdef00
                0100 0300 6f6e6500   # comment: one
                0100 0400 7a776569   # comment: zwei
                0000 0000
                """));
    assertEquals("one\nzwei", capture.packets().get(0).comment());
    assertEquals(
        List.of(new DecryptionSecrets(DecryptionSecrets.TLS_KEY_LOG, Bytes.ofHex("414243"))),
        capture.secrets());
  }

  @Test
  void describesSectionsAndInterfaces() throws Exception {
    ReadCapture capture =
        ReadCapture.of(
            join(
                block(
                    0x0a0d0d0a,
                    """
                    4d3c2b1a 0100 0000 ffffffffffffffff
                    0100 0200 68690000   # comment
                    0200 0300 63707500   # hardware
                    0300 0200 6f730000   # operating system
                    0400 0300 61707000   # application
                    0000 0000
                    """),
                ethernet(
                    """
                    0200 0500 6574683000 000000   # name, with a NUL too many
                    0300 0100 64000000            # description
                    0b00 0400 00746370            # filter: tcp
                    0c00 0100 6f000000            # operating system
                    0f00 0100 68000000            # hardware
                    """)));
    assertEquals(
        List.of(new CaptureSection(List.of("hi"), "cpu", "os", "app")),
        capture.summary().sections());
    assertEquals(
        List.of(new CaptureInterface("EN10MB", 262_144, "eth0", "d", "tcp", "o", "h")),
        capture.summary().interfaces());
  }

  @Test
  void numbersPacketsAsWiresharkDoes() throws Exception {
    ReadCapture capture =
        read(
            ETHERNET,
            block(4, "00000000"), // name resolution
            block(5, "00000000 00000000 00000000"), // interface statistics
            block(0x1234, "00000000"), // unknown
            PACKET,
            block(0xbad, "39300000 00000000"), // custom, has a number
            PACKET);
    assertEquals(
        List.of(1L, 3L), capture.packets().stream().map(ReadCapture.Packet::number).toList());
    assertEquals(2, capture.summary().packets());
    assertEquals(List.of(), capture.problems());
  }

  @Test
  void passesOverPacketsOnUnknownInterfaces() throws Exception {
    byte[] lost = block(6, "07000000 05000000 00000100 00000000 00000000");
    ReadCapture capture = read(ETHERNET, lost, lost, PACKET);
    assertEquals(List.of("abcdef"), capture.data());
    assertEquals(
        List.of(problem("unknown-interface", 48, Map.of("interface", 7L, "interfaces", 1))),
        capture.problems());
  }

  @Test
  void acceptsBlocksThatAreNotPadded() throws Exception {
    byte[] counted =
        hex(
            """
            06000000 23000000 00000000 05000000 00000100 03000000 09000000
            abcdef 23000000      # neither padding nor its length
            """);
    byte[] padded =
        hex(
            """
            06000000 23000000 00000000 05000000 00000100 03000000 09000000
            abcdef 00 23000000   # padding that the length leaves out
            """);
    ReadCapture capture = read(ETHERNET, counted, PACKET, padded, PACKET);
    assertEquals(4, capture.packets().size());
    assertEquals(List.of(), capture.problems());
  }

  @Test
  void keepsAPacketWhoseLengthIsRepeatedWrongly() throws Exception {
    byte[] damaged = PACKET.clone();
    damaged[damaged.length - 4]++;
    ReadCapture capture = read(ETHERNET, damaged, PACKET);
    assertEquals(2, capture.packets().size());
    assertEquals(
        List.of(
            problem(
                "damaged-block",
                48,
                Map.of("type", "6", "reason", "trailing-length", "skipped", 0L, "resumed", true))),
        capture.problems());
  }

  @Test
  void goesOnBehindDamage() throws Exception {
    ReadCapture capture = read(ETHERNET, PACKET, hex("deadbeef ffffffff 00"), PACKET, PACKET);
    assertEquals(3, capture.packets().size());
    assertEquals(
        List.of(
            problem(
                "damaged-block",
                84,
                Map.of("type", "efbeadde", "reason", "length", "skipped", 9L, "resumed", true))),
        capture.problems());
  }

  @Test
  void passesOverBlocksWhoseContentContradictsItself() throws Exception {
    byte[] packet = PACKET.clone();
    packet[20] = 100; // captured length
    ReadCapture capture =
        read(ETHERNET, packet, block(6, ""), block(3, ""), block(1, ""), block(0xa, ""), PACKET);
    assertEquals(1, capture.packets().size());
    assertEquals(5, capture.problems().size());
    assertEquals("content", capture.problems().get(0).detail().get("reason"));
  }

  @Test
  void keepsThePacketWhoseOptionsOverrunIt() throws Exception {
    ReadCapture capture =
        read(
            ETHERNET,
            block(6, "00000000 05000000 00000100 03000000 09000000 abcdef00 0100 ff00 61626364"));
    assertEquals(List.of("abcdef"), capture.data());
    assertEquals(List.of("damaged-options"), capture.problemCodes());
  }

  @Test
  void reportsAnUnknownVersionAndReadsOn() throws Exception {
    byte[] section = SECTION.clone();
    section[12] = 2;
    ReadCapture capture = ReadCapture.of(join(section, ETHERNET, PACKET));
    assertEquals(
        List.of(problem("unknown-version", 12, Map.of("major", 2, "minor", 0))),
        capture.problems());
    assertEquals(1, capture.packets().size());
  }

  @Test
  void listsTheFirstProblemsAndCountsTheRest() throws Exception {
    byte[][] blocks = new byte[100][];
    Arrays.fill(blocks, block(3, ""));
    ReadCapture capture = read(blocks);
    assertEquals(65, capture.problems().size());
    assertEquals(
        problem("more-problems", 28 + 64 * 12, Map.of("count", 36L)), capture.problems().get(64));
  }

  @Test
  void yieldsAllWholePacketsBeforeEveryCut() throws Exception {
    byte[] file = join(SECTION, ETHERNET, PACKET, PACKET, PACKET);
    int start = SECTION.length + ETHERNET.length;
    for (int size = 12; size < file.length; size++) {
      ReadCapture capture = ReadCapture.of(Arrays.copyOf(file, size));
      int whole = Math.max(0, size - start) / PACKET.length;
      boolean cut =
          size > start ? (size - start) % PACKET.length != 0 : size != 28 && size != start;
      assertEquals(whole, capture.packets().size(), "size " + size);
      assertEquals(
          cut ? List.of("truncated-file") : List.of(), capture.problemCodes(), "size " + size);
    }
  }
}
