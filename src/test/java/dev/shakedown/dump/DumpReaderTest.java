package dev.shakedown.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.dump.DumpBlock.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DumpReaderTest {
  private static final Bytes BYTES =
      Bytes.ofHex("160301002a0100002603036162636465660a0b0c0d0e0f1011121314");

  private static void reads(DumpForm form, String text) throws MalformedException {
    byte[] input = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(form, DumpReader.detect(input));
    List<DumpBlock> blocks = DumpReader.read(input, form).blocks();
    assertEquals(List.of(BYTES), blocks.stream().map(DumpBlock::bytes).toList());
  }

  @Test
  void readsTheUsualDumps() throws MalformedException {
    reads(
        DumpForm.HEXDUMP,
        """
        00000000: 1603 0100 2a01 0000 2603 0361 6263 6465  ....*...&..abcde
        00000010: 660a 0b0c 0d0e 0f10 1112 1314            f...........
        """);
    reads(
        DumpForm.HEXDUMP,
        """
        00000000  16 03 01 00 2a 01 00 00  26 03 03 61 62 63 64 65  |....*...&..abcde|
        00000010  66 0a 0b 0c 0d 0e 0f 10  11 12 13 14              |f...........|
        0000001c
        """);
    reads(
        DumpForm.HEXDUMP,
        """
        0000000 16 03 01 00 2a 01 00 00 26 03 03 61 62 63 64 65
        0000020 66 0a 0b 0c 0d 0e 0f 10 11 12 13 14
        0000034
        """);
    reads(
        DumpForm.HEXDUMP,
        """
        0000   16 03 01 00 2a 01 00 00 26 03 03 61 62 63 64 65   ....*...&..abcde
        0010   66 0a 0b 0c 0d 0e 0f 10 11 12 13 14               f...........
        """);
    reads(
        DumpForm.HEX,
        "16:03:01:00:2a:01:00:00:26:03:03:61:62:63:64:65:66:0a:0b:0c:0d:0e:0f:10:"
            + "11:12:13:14\n");
    reads(DumpForm.HEX, BYTES.hex());
    reads(DumpForm.BASE64, "FgMBACoBAAAmAwNhYmNkZWYKCwwNDg8QERITFA==\n");
    reads(
        DumpForm.C_ARRAY,
        """
        static const unsigned char hello[] = { /* 0x99, 0x98, */
          0x16, 0x03, 0x01, 0x00, 0x2a, 0x1, 0x0, 0x00, 0x26, 0x03, 0x03, 0x61, 0x62, 0x63, // 0x42
          0x64, 0x65, 0x66, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x14 };
        """);
    reads(
        DumpForm.C_ARRAY,
        "b'\\x16\\x03\\x01\\x00*\\x01\\x00\\x00&\\x03\\x03abcdef\\n\\x0b\\x0c\\r\\x0e\\x0f\\x10"
            + "\\x11\\x12\\x13\\x14'");
    reads(
        DumpForm.PEM,
        """
        s:/CN=x
        -----BEGIN CERTIFICATE-----
        FgMBACoBAAAmAwNhYmNkZWYK
        CwwNDg8QERITFA==
        -----END CERTIFICATE-----
        Server certificate
        """);
  }

  @Test
  void bytesThatAreNoTextAreTakenAsTheyAre() throws MalformedException {
    assertEquals(DumpForm.RAW, DumpReader.detect(BYTES.toArray()));
    assertEquals(BYTES, DumpReader.read(BYTES.toArray(), DumpForm.RAW).blocks().get(0).bytes());
  }

  @Test
  void opensslTellsWhoSentWhat() throws MalformedException {
    String text =
        """
        CONNECTED(00000003)
        >>> TLS 1.0, RecordHeader [length 0005]
            16 03 01 00 04
        >>> TLS 1.3, Handshake [length 0004], ClientHello
            01 00 00 00
        <<< TLS 1.3, Alert [length 0002], fatal handshake_failure
            02 28
        SSL-Session:
            0a 0b
        """;
    byte[] input = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(DumpForm.OPENSSL_MSG, DumpReader.detect(input));
    assertEquals(
        List.of(
            new DumpBlock(Side.SENT, "TLS 1.0, RecordHeader", Bytes.ofHex("1603010004")),
            new DumpBlock(Side.SENT, "TLS 1.3, Handshake", Bytes.ofHex("01000000")),
            new DumpBlock(Side.RECEIVED, "TLS 1.3, Alert", Bytes.ofHex("0228"))),
        DumpReader.read(input, DumpForm.OPENSSL_MSG).blocks());
  }

  @Test
  void anOddNumberOfDigitsIsSaid() {
    byte[] odd = "16030".getBytes(StandardCharsets.UTF_8);
    assertThrows(MalformedException.class, () -> DumpReader.read(odd, DumpForm.HEX));
  }

  /** Whatever is thrown at it: a value or a MalformedException. */
  @Test
  void bearsAnyInput() {
    Random random = new Random(1);
    String alphabet = "0123456789abcdefx:,-\n \\\"'{}|<>[]=BEGINlength";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(200); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      byte[] input = text.toString().getBytes(StandardCharsets.UTF_8);
      DumpReader.detect(input);
      for (DumpForm form : DumpForm.values()) {
        try {
          DumpReader.read(input, form);
        } catch (MalformedException e) {
          assertEquals(false, e.getMessage().isEmpty());
        }
      }
    }
  }
}
