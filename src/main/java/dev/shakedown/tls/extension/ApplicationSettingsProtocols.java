package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * application_settings of a ClientHello (draft-vvv-tls-alps): names of the protocols, in ISO
 * 8859-1, that may have settings.
 */
public record ApplicationSettingsProtocols(List<String> names) implements ExtensionBody {
  public ApplicationSettingsProtocols {
    names = List.copyOf(names);
  }

  static ApplicationSettingsProtocols decode(ByteReader in) throws MalformedException {
    return new ApplicationSettingsProtocols(
        Vectors.list(in.vector16("supported_protocols"), v -> v.opaque8("protocol_name").latin1()));
  }
}
