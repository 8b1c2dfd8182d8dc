package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.EktCipherType;
import java.util.List;

/** supported_ekt_ciphers (RFC 8870 5.2.1): most preferred first; a server sends one. */
public record EktCiphers(List<EktCipherType> ciphers) implements ExtensionBody {
  public EktCiphers {
    ciphers = List.copyOf(ciphers);
  }

  static EktCiphers decode(ByteReader in) throws MalformedException {
    return new EktCiphers(
        Vectors.list(
            in.vector8("supported_ciphers"), v -> new EktCipherType(v.uint8("ekt_cipher"))));
  }

  static EktCiphers decodeAnswer(ByteReader in) throws MalformedException {
    return new EktCiphers(List.of(new EktCipherType(in.uint8("selected_cipher"))));
  }
}
