package dev.shakedown.tls.handshake;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CertificateCompressionAlgorithm;
import dev.shakedown.tls.registry.HandshakeType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/**
 * A Certificate message compressed by an algorithm that is not known here (RFC 8879 4). One that
 * can be decompressed is a {@link CertificateMessage}.
 *
 * @param algorithm as one of the receiver's offer
 * @param uncompressedLength bytes of the Certificate message, 0..2^24-1, as claimed
 * @param compressed as sent
 */
public record CompressedCertificate(
    CertificateCompressionAlgorithm algorithm, int uncompressedLength, Bytes compressed)
    implements HandshakeMessage {
  private static final int ZLIB = 1;
  private static final int BROTLI = 2;
  private static final int ZSTD = 3;

  /** Far more than any chain in use; bounds what a short message can make of memory. */
  private static final int MAX_UNCOMPRESSED = 1 << 20;

  @Override
  public HandshakeType type() {
    return HandshakeType.COMPRESSED_CERTIFICATE;
  }

  /** The Certificate message inside; this message itself where its algorithm is not known here. */
  static HandshakeMessage decode(ByteReader in, DecodeContext context) throws MalformedException {
    CompressedCertificate message =
        new CompressedCertificate(
            new CertificateCompressionAlgorithm(in.uint16("algorithm")),
            in.uint24("uncompressed_length"),
            in.opaque24("compressed_certificate_message"));
    if (message.algorithm.code() < ZLIB || message.algorithm.code() > ZSTD) {
      return message;
    }
    ByteReader inside;
    try {
      inside = message.decompress().reader();
    } catch (LinkageError e) {
      return message; // the native library of zstd does not exist for every platform
    }
    CertificateMessage certificate = CertificateMessage.decode(inside, context);
    inside.expectEnd("Certificate");
    return new CertificateMessage(
        certificate.requestContext(), certificate.entries(), Optional.of(message.algorithm));
  }

  private Bytes decompress() throws MalformedException {
    if (uncompressedLength > MAX_UNCOMPRESSED) {
      throw new MalformedException(
          "uncompressed_length: " + uncompressedLength + " exceeds " + MAX_UNCOMPRESSED);
    }
    try (InputStream in = decompressing(new ByteArrayInputStream(compressed.toArray()))) {
      byte[] content = in.readNBytes(uncompressedLength + 1);
      if (content.length == uncompressedLength) {
        return Bytes.copyOf(content);
      }
      throw new MalformedException(
          "uncompressed_length: " + uncompressedLength + " is not the length of the content");
    } catch (IOException e) {
      throw new MalformedException("compressed_certificate_message: " + e.getMessage());
    }
  }

  private InputStream decompressing(InputStream in) throws IOException {
    return switch (algorithm.code()) {
      case ZLIB -> new InflaterInputStream(in);
      case BROTLI -> new BrotliInputStream(in);
      default -> new ZstdInputStreamNoFinalizer(in);
    };
  }
}
