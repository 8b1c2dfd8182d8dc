package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * application_layer_protocol_negotiation (RFC 7301 3.1): names in ISO 8859-1, most preferred first;
 * a server sends one.
 */
public record ProtocolNames(List<String> names) implements ExtensionBody {
  public ProtocolNames {
    names = List.copyOf(names);
  }

  static ProtocolNames decode(ByteReader in) throws MalformedException {
    return new ProtocolNames(
        Vectors.list(in.vector16("protocol_name_list"), v -> v.opaque8("protocol_name").latin1()));
  }
}
