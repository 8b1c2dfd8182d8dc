package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.PskKeyExchangeMode;
import java.util.List;

/** psk_key_exchange_modes (RFC 8446 4.2.9). */
public record PskKeyExchangeModes(List<PskKeyExchangeMode> modes) implements ExtensionBody {
  public PskKeyExchangeModes {
    modes = List.copyOf(modes);
  }

  static PskKeyExchangeModes decode(ByteReader in) throws MalformedException {
    return new PskKeyExchangeModes(
        Vectors.list(in.vector8("ke_modes"), v -> new PskKeyExchangeMode(v.uint8("ke_mode"))));
  }
}
