package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CertificateCompressionAlgorithm;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate chain (RFC 8446 4.4.2, RFC 5246 7.4.2), end entity first. An empty list from a
 * client means: I have none.
 *
 * @param requestContext certificate_request_context of TLS 1.3; empty before
 * @param entries in wire order; up to TLS 1.2 a raw public key stands alone
 * @param compressedAlgorithm it came in (RFC 8879); empty if it was not compressed
 */
public record CertificateMessage(
    Bytes requestContext,
    List<CertificateEntry> entries,
    Optional<CertificateCompressionAlgorithm> compressedAlgorithm)
    implements HandshakeMessage {
  /** With which DER of a key begins. */
  private static final int SEQUENCE = 0x30;

  public CertificateMessage {
    entries = List.copyOf(entries);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE;
  }

  static CertificateMessage decode(ByteReader in, DecodeContext context) throws MalformedException {
    Bytes requestContext =
        context.isTls13() ? in.opaque8("certificate_request_context") : Bytes.EMPTY;
    ByteReader list = in.vector24("certificate_list");
    List<CertificateEntry> entries = new ArrayList<>();
    if (!context.isTls13() && !list.isEmpty() && list.peek("certificate_list") == SEQUENCE) {
      // a raw public key (RFC 7250 3) has no list around it; a certificate's length would be 3 MB
      entries.add(new CertificateEntry(context.cache().certificates().get(list.rest()), List.of()));
    }
    while (!list.isEmpty()) {
      entries.add(CertificateEntry.decode(list, context));
    }
    return new CertificateMessage(requestContext, entries, Optional.empty());
  }
}
