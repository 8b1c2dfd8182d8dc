package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * A Certificate message in compressed form (RFC 8879 4), not decompressed.
 *
 * @param algorithm 1 is zlib, 2 brotli, 3 zstd
 * @param uncompressedLength bytes of the Certificate message, 0..2^24-1, as claimed
 * @param compressed as sent
 */
public record CompressedCertificate(int algorithm, int uncompressedLength, Bytes compressed)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.COMPRESSED_CERTIFICATE;
  }

  static CompressedCertificate decode(ByteReader in, DecodeContext context)
      throws MalformedException {
    return new CompressedCertificate(
        in.uint16("algorithm"),
        in.uint24("uncompressed_length"),
        in.opaque24("compressed_certificate_message"));
  }
}
