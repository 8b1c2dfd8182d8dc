package dev.shakedown.tls.handshake;

import static dev.shakedown.tls.Hex.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.Hex;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class CompressedCertificateTest {
  private static final Bytes DER = Hex.file("certificate-p256.hex");
  private static final Bytes CERTIFICATE =
      hex("00 %06x %06x %s 0000".formatted(DER.size() + 5, DER.size(), DER.hex())); // TLS 1.3
  private static final DecodeContext TLS_1_3 =
      new DecodeContext(Optional.of(ProtocolVersion.TLS_1_3), Optional.empty(), new DecodeCache());

  @Test
  void decompressesZlibBrotliAndZstd() throws IOException {
    for (int algorithm : new int[] {1, 2, 3}) {
      byte[] content = CERTIFICATE.toArray();
      Bytes compressed = compressed(algorithm, content);
      CertificateMessage message =
          assertInstanceOf(CertificateMessage.class, decode(algorithm, content.length, compressed));
      assertEquals(algorithm, message.compressedAlgorithm().orElseThrow().code());
      assertEquals(1, message.entries().size());
      assertTrue(message.entries().get(0).certificate().readable());
    }
  }

  @Test
  void keepsWhatItCannotDecompress() {
    CompressedCertificate message =
        assertInstanceOf(CompressedCertificate.class, decode(4, 100, hex("0102")));
    assertEquals(100, message.uncompressedLength());
  }

  @Test
  void refusesContentThatIsLongerOrShorterThanItClaims() throws IOException {
    Bytes compressed = zlib(CERTIFICATE.toArray());
    for (int length : new int[] {0, 1, CERTIFICATE.size() - 1, CERTIFICATE.size() + 1, 0xffffff}) {
      assertInstanceOf(MalformedMessage.class, decode(1, length, compressed));
    }
    Bytes bomb = zlib(new byte[1 << 24]);
    assertInstanceOf(MalformedMessage.class, decode(1, 100, bomb));
  }

  @Test
  void refusesDamagedContent() throws IOException {
    byte[] content = CERTIFICATE.toArray();
    for (int algorithm : new int[] {1, 2, 3}) {
      Bytes whole = compressed(algorithm, content);
      for (int size = 0; size < whole.size() - 8; size++) {
        assertInstanceOf(
            MalformedMessage.class, decode(algorithm, content.length, whole.slice(0, size)));
      }
    }
  }

  private static HandshakeMessage decode(int algorithm, int length, Bytes compressed) {
    Bytes body =
        hex("%04x %06x %06x %s".formatted(algorithm, length, compressed.size(), compressed.hex()));
    return HandshakeMessages.decode(HandshakeType.COMPRESSED_CERTIFICATE, body.reader(), TLS_1_3);
  }

  private static Bytes compressed(int algorithm, byte[] content) throws IOException {
    return switch (algorithm) {
      case 1 -> zlib(content);
      case 2 -> Hex.file("certificate-p256.brotli.hex"); // there is no encoder in plain Java
      default -> Bytes.copyOf(Zstd.compress(content));
    };
  }

  private static Bytes zlib(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(content);
    }
    return Bytes.copyOf(out.toByteArray());
  }
}
