package dev.shakedown.capture;

import static dev.shakedown.capture.ReadCapture.hex;
import static dev.shakedown.capture.ReadCapture.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PcapReaderTest {
  private static final byte[] HEADER =
      hex(
          """
          d4c3b2a1   # magic number: microseconds, little-endian
          0200 0400  # version 2.4
          00000000   # reserved
          00000000   # reserved
          ffff0000   # snaplen
          01000000   # EN10MB
          """);
  private static final byte[] RECORD =
      hex(
          """
          15cd5b07   # 123456789 seconds
          40e20100   # 123456 microseconds
          04000000   # captured length
          05000000   # original length
          cafebabe
          """);
  private static final long TIME = 123_456_789_123_456_000L;

  @Test
  void readsEveryFieldOfARecord() throws Exception {
    ReadCapture capture = ReadCapture.of(join(HEADER, RECORD));
    assertEquals(
        List.of(new ReadCapture.Packet(1, TIME, 0, 1, 0, Bytes.ofHex("cafebabe"), 5, "")),
        capture.packets());
    assertEquals(List.of(), capture.problems());
  }

  @Test
  void summarizesWhatWasRead() throws Exception {
    CaptureSummary summary = ReadCapture.of(join(HEADER, RECORD, RECORD)).summary();
    assertEquals(
        new CaptureSummary(
            "pcap",
            "none",
            2,
            8,
            64,
            OptionalLong.of(TIME),
            OptionalLong.of(TIME),
            List.of("EN10MB"),
            List.of(new CaptureInterface("EN10MB", 65_535, "", "", "", "", "")),
            List.of()),
        summary);
  }

  @Test
  void readsBigEndianNanoseconds() throws Exception {
    ReadCapture capture =
        ReadCapture.of(
            hex(
                """
                a1b23c4d 0002 0004 00000000 00000000 0000ffff 00000071
                075bcd15   # seconds
                075bcd15   # nanoseconds
                00000001   # captured length
                00000001   # original length
                ff
                """));
    assertEquals(123_456_789_123_456_789L, capture.packets().get(0).epochNanos());
    assertEquals(List.of("LINUX_SLL"), capture.summary().linkTypes());
  }

  @Test
  void takesTheFrameCheckSequenceFromTheLinkTypeField() throws Exception {
    byte[] header = HEADER.clone();
    header[23] = 0x24; // two units of 16 bits, present
    assertEquals(4, ReadCapture.of(join(header, RECORD)).packets().get(0).fcsBytes());
    header[23] = 0x20; // without the flag it means nothing
    assertEquals(0, ReadCapture.of(join(header, RECORD)).packets().get(0).fcsBytes());
  }

  @Test
  void readsTheModifiedFormat() throws Exception {
    byte[] record =
        hex(
            """
            15cd5b07 40e20100 04000000 05000000
            02000000   # interface index
            0800       # protocol
            00 00      # packet type, padding
            cafebabe
            """);
    byte[] header = join(hex("34cdb2a1 0200 0400"), Arrays.copyOfRange(HEADER, 8, HEADER.length));
    assertEquals(
        List.of("cafebabe", "cafebabe"), ReadCapture.of(join(header, record, record)).data());
    byte[] longer = join(Arrays.copyOf(record, 24), hex("00000000 cafebabe"));
    assertEquals(
        List.of("cafebabe", "cafebabe"), ReadCapture.of(join(header, longer, longer)).data());
  }

  @Test
  void readsNokiaRecordsBehindTheStandardMagic() throws Exception {
    byte[] record = join(Arrays.copyOf(RECORD, 16), hex("deadbeef cafebabe"));
    assertEquals(
        List.of("cafebabe", "cafebabe", "cafebabe"),
        ReadCapture.of(join(HEADER, record, record, record)).data());
  }

  @Test
  void readsIxiaFiles() throws Exception {
    byte[] rest = Arrays.copyOfRange(HEADER, 4, 24);
    ReadCapture hardware = ReadCapture.of(join(hex("ac01001c"), rest, hex("14000000"), RECORD));
    assertEquals(123_456_789_000_123_456L, hardware.packets().get(0).epochNanos());
    ReadCapture software = ReadCapture.of(join(hex("ab01001c"), rest, hex("14000000"), RECORD));
    assertEquals(TIME, software.packets().get(0).epochNanos());
  }

  @Test
  void readsAixFiles() throws Exception {
    ReadCapture capture =
        ReadCapture.of(
            hex(
                """
                a1b2c3d4 0002 0002 00000000 00000000 0000ffff
                00000006   # ifType ethernetCsmacd
                075bcd15 075bcd15 00000001 00000001 ff
                """));
    assertEquals(123_456_789_123_456_789L, capture.packets().get(0).epochNanos());
    assertEquals(1, capture.packets().get(0).linkType());
  }

  @Test
  void readsTheSwappedLengthsOfOldVersions() throws Exception {
    byte[] header = HEADER.clone();
    header[6] = 3;
    byte[] record = RECORD.clone();
    record[8] = 5;
    record[12] = 4;
    ReadCapture capture = ReadCapture.of(join(header, record, RECORD));
    assertEquals(List.of("cafebabe", "cafebabe"), capture.data());
    assertEquals(5, capture.packets().get(0).originalLength());
  }

  @Test
  void toleratesMoreBytesThanTheSnapshotLength() throws Exception {
    byte[] header = HEADER.clone();
    Arrays.fill(header, 16, 20, (byte) 0);
    header[16] = 2;
    ReadCapture capture = ReadCapture.of(join(header, RECORD));
    assertEquals(List.of("cafebabe"), capture.data());
    assertEquals(List.of(), capture.problems());
  }

  @Test
  void readsPacketsLargerThanTheBuffer() throws Exception {
    byte[] large = hex("15cd5b07 40e20100 00002000 00002000"); // 2 MiB
    ReadCapture capture = ReadCapture.of(join(HEADER, RECORD, large, new byte[2 << 20], RECORD));
    assertEquals(3, capture.packets().size());
    assertEquals(2 << 20, capture.packets().get(1).data().size());
    assertEquals(List.of(), capture.problems());
  }

  @Test
  void reportsAnUnknownVersionAndReadsOn() throws Exception {
    byte[] header = HEADER.clone();
    header[4] = 3;
    ReadCapture capture = ReadCapture.of(join(header, RECORD));
    assertEquals(
        List.of(new CaptureProblem("unknown-version", 4, Map.of("major", 3, "minor", 4))),
        capture.problems());
    assertEquals(1, capture.packets().size());
  }

  @Test
  void goesOnBehindADamagedRecord() throws Exception {
    byte[] damaged = RECORD.clone();
    Arrays.fill(damaged, 8, 16, (byte) 0xee);
    ReadCapture capture =
        ReadCapture.of(join(HEADER, RECORD, damaged, RECORD, RECORD, RECORD, RECORD));
    assertEquals(5, capture.packets().size());
    assertEquals(
        List.of(
            new CaptureProblem(
                "damaged-record",
                44,
                Map.of("claimed", 0xeeee_eeeeL, "skipped", 20L, "resumed", true))),
        capture.problems());
  }

  @Test
  void stopsAtADamagedRecordThatNothingSensibleFollows() throws Exception {
    byte[] noise = new byte[1_000];
    Arrays.fill(noise, (byte) 0xee);
    ReadCapture capture = ReadCapture.of(join(HEADER, RECORD, noise));
    assertEquals(List.of("cafebabe"), capture.data());
    assertEquals(
        List.of(
            new CaptureProblem(
                "damaged-record",
                44,
                Map.of("claimed", 0xeeee_eeeeL, "skipped", 1_000L, "resumed", false))),
        capture.problems());
  }

  @Test
  void yieldsAllWholePacketsBeforeEveryCut() throws Exception {
    byte[] file = join(HEADER, RECORD, RECORD, RECORD);
    for (int size = HEADER.length; size < file.length; size++) {
      ReadCapture capture = ReadCapture.of(Arrays.copyOf(file, size));
      int whole = (size - HEADER.length) / RECORD.length;
      boolean cut = (size - HEADER.length) % RECORD.length != 0;
      assertEquals(whole, capture.packets().size(), "size " + size);
      assertEquals(
          cut ? List.of("truncated-file") : List.of(), capture.problemCodes(), "size " + size);
    }
  }

  @Test
  void refusesACutFileHeader() {
    for (int size = 4; size < HEADER.length; size++) {
      assertUnreadable("truncated-header", Arrays.copyOf(HEADER, size));
    }
  }

  @Test
  void refusesWhatIsNoCapture() {
    assertUnreadable("empty-file", new byte[0]);
    assertUnreadable("not-a-capture", new byte[3]);
    assertUnreadable(
        "not-a-capture", "<html><body>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertUnreadable("not-a-capture", hex("0a0d0d0a 1c000000 00000000 0100 0000"));
    assertUnreadable("unsupported-format", hex("736e6f6f70000000 00000002 00000004"));
    assertUnreadable("unsupported-compression", hex("fd377a585a000004 e6d6b446"));
  }

  private static void assertUnreadable(String code, byte[] file) {
    IOException e = assertThrows(UnreadableCaptureException.class, () -> ReadCapture.of(file));
    assertEquals(code, ((UnreadableCaptureException) e).code());
  }
}
