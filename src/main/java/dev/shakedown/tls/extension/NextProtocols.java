package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * next_protocol_negotiation of a server (draft-agl-tls-nextprotoneg-04 3): names in ISO 8859-1,
 * most preferred first; the list has no length of its own.
 */
public record NextProtocols(List<String> names) implements ExtensionBody {
  public NextProtocols {
    names = List.copyOf(names);
  }

  static NextProtocols decode(ByteReader in) throws MalformedException {
    return new NextProtocols(Vectors.list(in, v -> v.opaque8("protocol_name").latin1()));
  }
}
