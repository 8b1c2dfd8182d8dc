package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CertificateStatusType;
import java.util.List;

/** status_request_v2 of a ClientHello (RFC 6961 2.2). */
public record StatusRequestItems(List<Item> items) implements ExtensionBody {
  public StatusRequestItems {
    items = List.copyOf(items);
  }

  static StatusRequestItems decode(ByteReader in) throws MalformedException {
    return new StatusRequestItems(
        Vectors.list(
            in.vector16("certificate_status_req_list"),
            v ->
                new Item(
                    new CertificateStatusType(v.uint8("status_type")), v.opaque16("request"))));
  }

  /**
   * A kind of status that is welcome.
   *
   * @param statusType ocsp or ocsp_multi
   * @param request its request as sent
   */
  public record Item(CertificateStatusType statusType, Bytes request) {}
}
