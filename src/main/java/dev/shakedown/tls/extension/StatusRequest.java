package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CertificateStatusType;
import java.util.List;

/**
 * status_request of a ClientHello or, in TLS 1.3, of a CertificateRequest (RFC 6066 8, RFC 8446
 * 4.4.2.1).
 *
 * @param statusType ocsp, in all hellos seen
 * @param responderIds DER of each ResponderID; empty: any the server knows
 * @param requestExtensions DER of the Extensions; empty if there are none
 */
public record StatusRequest(
    CertificateStatusType statusType, List<Bytes> responderIds, Bytes requestExtensions)
    implements ExtensionBody {
  public StatusRequest {
    responderIds = List.copyOf(responderIds);
  }

  static StatusRequest decode(ByteReader in) throws MalformedException {
    return new StatusRequest(
        new CertificateStatusType(in.uint8("status_type")),
        Vectors.list(in.vector16("responder_id_list"), v -> v.opaque16("responder_id")),
        in.opaque16("request_extensions"));
  }
}
