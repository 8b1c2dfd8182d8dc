package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** status_request_v2 of a ClientHello (RFC 6961 2.2): kinds of status that are welcome. */
public record StatusRequestItems(List<StatusRequest> items) implements ExtensionBody {
  public StatusRequestItems {
    items = List.copyOf(items);
  }

  static StatusRequestItems decode(ByteReader in) throws MalformedException {
    return new StatusRequestItems(
        Vectors.list(in.vector16("certificate_status_req_list"), StatusRequest::decodeItem));
  }
}
