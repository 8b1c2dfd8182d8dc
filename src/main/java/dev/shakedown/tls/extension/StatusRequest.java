package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CertificateStatusType;
import java.util.List;

/**
 * status_request of a ClientHello (RFC 6066 8), and one item of status_request_v2.
 *
 * @param statusType ocsp, in all hellos seen
 * @param responderIds DER of each ResponderID; empty: any the server knows
 * @param requestExtensions DER of the Extensions, empty if there are none; of a type that is not
 *     known the whole request as sent
 */
public record StatusRequest(
    CertificateStatusType statusType, List<Bytes> responderIds, Bytes requestExtensions)
    implements ExtensionBody {
  private static final int OCSP = 1;
  private static final int OCSP_MULTI = 2;

  public StatusRequest {
    responderIds = List.copyOf(responderIds);
  }

  static StatusRequest decode(ByteReader in) throws MalformedException {
    CertificateStatusType type = new CertificateStatusType(in.uint8("status_type"));
    return type.code() == OCSP ? ofOcsp(type, in) : new StatusRequest(type, List.of(), in.rest());
  }

  /** A CertificateStatusRequestItemV2 (RFC 6961 2.2), which has a length before its request. */
  static StatusRequest decodeItem(ByteReader in) throws MalformedException {
    CertificateStatusType type = new CertificateStatusType(in.uint8("status_type"));
    ByteReader request = in.vector16("request");
    StatusRequest item =
        type.code() == OCSP || type.code() == OCSP_MULTI
            ? ofOcsp(type, request)
            : new StatusRequest(type, List.of(), request.rest());
    request.expectEnd("request");
    return item;
  }

  private static StatusRequest ofOcsp(CertificateStatusType type, ByteReader in)
      throws MalformedException {
    return new StatusRequest(
        type,
        Vectors.list(in.vector16("responder_id_list"), v -> v.opaque16("responder_id")),
        in.opaque16("request_extensions"));
  }
}
