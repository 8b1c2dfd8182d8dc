package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/** encrypted_client_hello of EncryptedExtensions (RFC 9849 5): the ECHConfigList to retry with. */
public record EchRetryConfigs(Bytes configs) implements ExtensionBody {
  static EchRetryConfigs decode(ByteReader in) throws MalformedException {
    return new EchRetryConfigs(in.opaque16("retry_configs"));
  }
}
