package dev.shakedown.capture;

import static dev.shakedown.capture.ReadCapture.hex;
import static dev.shakedown.capture.ReadCapture.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressedCaptureTest {
  private static final int PACKETS = 5_000;
  private static final byte[] FILE = file();

  private interface Compressor {
    OutputStream over(OutputStream out) throws IOException;
  }

  /** Packets of 200 random bytes, of 16 values, so that all formats compress them. */
  private static byte[] file() {
    Random random = new Random(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(hex("d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000"));
    for (int i = 0; i < PACKETS; i++) {
      byte[] data = new byte[200];
      random.nextBytes(data);
      for (int j = 0; j < data.length; j++) {
        data[j] &= 0x0f;
      }
      out.writeBytes(hex("15cd5b07 40e20100 c8000000 c8000000"));
      out.writeBytes(data);
    }
    return out.toByteArray();
  }

  private static final List<Compressor> COMPRESSORS =
      List.of(GZIPOutputStream::new, ZstdOutputStream::new, CompressedCaptureTest::lz4);

  /** A frame of stored blocks; the only compressor at hand takes minutes. */
  private static OutputStream lz4(OutputStream out) throws IOException {
    out.write(
        hex(
            """
            04224d18
            60 40 82   # version 1, independent blocks of 64 KiB, header checksum
            """));
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] data, int offset, int length) throws IOException {
        for (int at = 0; at < length; at += 1 << 15) {
          int size = Math.min(1 << 15, length - at);
          byte[] header = {(byte) size, (byte) (size >> 8), 0, (byte) 0x80};
          out.write(header);
          out.write(data, offset + at, size);
        }
      }

      @Override
      public void close() throws IOException {
        out.write(new byte[4]);
        out.close();
      }
    };
  }

  private static byte[] compress(Compressor compressor, byte[] data) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = compressor.over(compressed)) {
      out.write(data);
    }
    return compressed.toByteArray();
  }

  private static void readsWhole(String compression, byte[] compressed) throws IOException {
    ReadCapture capture = ReadCapture.of(compressed);
    assertEquals(PACKETS, capture.packets().size());
    assertEquals(List.of(), capture.problems());
    assertEquals(compression, capture.summary().compression());
  }

  @Test
  void readsAllFormats() throws Exception {
    readsWhole("gzip", compress(GZIPOutputStream::new, FILE));
    readsWhole("zstd", compress(ZstdOutputStream::new, FILE));
    readsWhole("lz4", compress(CompressedCaptureTest::lz4, FILE));
  }

  @Test
  void readsAllMembersAndIgnoresGarbageBehindThem() throws Exception {
    byte[] first = compress(GZIPOutputStream::new, Arrays.copyOf(FILE, 1_000));
    byte[] second = compress(GZIPOutputStream::new, Arrays.copyOfRange(FILE, 1_000, FILE.length));
    readsWhole("gzip", join(first, second));
    readsWhole("gzip", join(first, second, new byte[100]));
    readsWhole("gzip", join(first, second, hex("1f")));
  }

  @Test
  void readsFramesOfLz4BehindManyEmptyAndSkippableOnes() throws Exception {
    byte[] empty = compress(CompressedCaptureTest::lz4, new byte[0]);
    byte[] skippable = hex("502a4d18 03000000 010203");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      all.write(empty);
    }
    all.write(compress(CompressedCaptureTest::lz4, Arrays.copyOf(FILE, 1_000)));
    for (int i = 0; i < 20_000; i++) {
      all.write(skippable);
    }
    all.write(compress(CompressedCaptureTest::lz4, Arrays.copyOfRange(FILE, 1_000, FILE.length)));
    readsWhole("lz4", join(all.toByteArray(), skippable));
  }

  @Test
  void readsGzipHeadersWithAllFields() throws Exception {
    byte[] plain = compress(GZIPOutputStream::new, FILE);
    byte[] header =
        hex(
            """
            1f8b 08
            1e         # FHCRC, FEXTRA, FNAME, FCOMMENT
            00000000 00 03
            0200 abcd  # extra field
            6100       # name
            6200       # comment
            0000       # header CRC
            """);
    readsWhole("gzip", join(header, Arrays.copyOfRange(plain, 10, plain.length)));
  }

  /** At least what the first half holds must be read; decoders yield blocks of up to 128 KiB. */
  private static void readsAboutHalf(byte[] compressed, String problem) throws IOException {
    ReadCapture capture = ReadCapture.of(compressed);
    int expected = (FILE.length / 2 - (150 << 10)) / 216;
    assertTrue(
        capture.packets().size() >= expected,
        () -> "%d of %d packets".formatted(capture.packets().size(), expected));
    assertEquals(
        ReadCapture.of(FILE).data().subList(0, expected), capture.data().subList(0, expected));
    // noise that can be decompressed may damage a record before
    assertEquals(problem, capture.problemCodes().get(capture.problems().size() - 1));
  }

  @Test
  void readsUpToTheEndOfCutData() throws Exception {
    for (Compressor compressor : COMPRESSORS) {
      byte[] whole = compress(compressor, FILE);
      readsAboutHalf(Arrays.copyOf(whole, whole.length / 2), "truncated-file");
    }
  }

  @Test
  void readsUpToDamagedData() throws Exception {
    byte[] noise = new byte[400_000];
    new Random(2).nextBytes(noise);
    byte[] gzip = compress(GZIPOutputStream::new, FILE);
    byte[] zstd = compress(ZstdOutputStream::new, FILE);
    for (byte[] whole : List.of(gzip, zstd)) {
      readsAboutHalf(join(Arrays.copyOf(whole, whole.length / 2), noise), "damaged-compression");
    }
  }

  @Test
  void reportsAWrongChecksumAfterAllPackets() throws Exception {
    byte[] gzip = compress(GZIPOutputStream::new, FILE);
    gzip[gzip.length - 8] ^= 1;
    ReadCapture capture = ReadCapture.of(gzip);
    assertEquals(PACKETS, capture.packets().size());
    assertEquals(List.of("damaged-compression"), capture.problemCodes());
  }

  @Test
  void reportsACutBetweenTwoPackets() throws Exception {
    byte[] gzip = compress(GZIPOutputStream::new, FILE);
    ReadCapture capture = ReadCapture.of(Arrays.copyOf(gzip, gzip.length - 4));
    assertEquals(PACKETS, capture.packets().size());
    assertEquals(List.of("truncated-file"), capture.problemCodes());
  }

  @Test
  void refusesDataThatCannotBeDecompressedAtAll() {
    for (String file :
        List.of(
            "1f8b08000000000000ff ffffffff", "28b52ffd ffffffffffff", "04224d18 ffffffffffff")) {
      UnreadableCaptureException e =
          assertThrows(UnreadableCaptureException.class, () -> ReadCapture.of(hex(file)));
      assertEquals("damaged-compression", e.code());
    }
  }

  @Test
  void refusesCompressedFilesThatAreNoCapture() throws Exception {
    byte[] text = compress(GZIPOutputStream::new, new byte[100]);
    assertEquals(
        "not-a-capture",
        assertThrows(UnreadableCaptureException.class, () -> ReadCapture.of(text)).code());
    byte[] empty = compress(GZIPOutputStream::new, new byte[0]);
    assertEquals(
        "empty-file",
        assertThrows(UnreadableCaptureException.class, () -> ReadCapture.of(empty)).code());
  }
}
