package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * application_settings of EncryptedExtensions (draft-vvv-tls-alps): settings of the protocol
 * chosen.
 */
public record ApplicationSettings(Bytes settings) implements ExtensionBody {
  static ApplicationSettings decode(ByteReader in) throws MalformedException {
    return new ApplicationSettings(in.rest());
  }
}
