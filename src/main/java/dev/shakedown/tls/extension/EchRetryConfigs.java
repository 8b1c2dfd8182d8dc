package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * encrypted_client_hello of EncryptedExtensions (RFC 9849 5): the ECHConfigs to retry with, most
 * preferred first.
 */
public record EchRetryConfigs(List<EchConfig> configs) implements ExtensionBody {
  public EchRetryConfigs {
    configs = List.copyOf(configs);
  }

  static EchRetryConfigs decode(ByteReader in) throws MalformedException {
    return new EchRetryConfigs(Vectors.list(in.vector16("retry_configs"), EchConfig::decode));
  }
}
