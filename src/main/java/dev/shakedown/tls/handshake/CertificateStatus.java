package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CertificateStatusType;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.ArrayList;
import java.util.List;

/**
 * A stapled revocation status (RFC 6066 8).
 *
 * @param statusType ocsp or ocsp_multi (RFC 6961)
 * @param responses DER of each OCSPResponse, empty ones kept; of other types the bytes as sent
 */
public record CertificateStatus(CertificateStatusType statusType, List<Bytes> responses)
    implements HandshakeMessage {
  public CertificateStatus {
    responses = List.copyOf(responses);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_STATUS;
  }

  static CertificateStatus decode(ByteReader in, DecodeContext context) throws MalformedException {
    CertificateStatusType statusType = new CertificateStatusType(in.uint8("status_type"));
    List<Bytes> responses = new ArrayList<>(1);
    switch (statusType.code()) {
      case 1 -> responses.add(in.opaque24("response"));
      case 2 -> {
        ByteReader list = in.vector24("ocsp_response_list");
        while (!list.isEmpty()) {
          responses.add(list.opaque24("response"));
        }
      }
      default -> responses.add(in.rest());
    }
    return new CertificateStatus(statusType, responses);
  }
}
