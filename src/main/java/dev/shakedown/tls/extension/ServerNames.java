package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * server_name of a ClientHello (RFC 6066 3): host names as sent: ASCII by the standard, UTF-8 from
 * some; a server answers with none. Names of other kinds are passed over.
 */
public record ServerNames(List<String> hostNames) implements ExtensionBody {
  public ServerNames {
    hostNames = List.copyOf(hostNames);
  }

  static ServerNames decode(ByteReader in) throws MalformedException {
    List<String> names = new ArrayList<>(1);
    ByteReader list = in.vector16("server_name_list");
    while (!list.isEmpty()) {
      int nameType = list.uint8("name_type");
      Bytes name = list.opaque16("host_name");
      if (nameType == 0) {
        names.add(name.text());
      }
    }
    return new ServerNames(names);
  }

  /** The answer of a server has no content. */
  static ServerNames decodeAnswer(ByteReader in) throws MalformedException {
    return in.isEmpty() ? new ServerNames(List.of()) : decode(in);
  }
}
