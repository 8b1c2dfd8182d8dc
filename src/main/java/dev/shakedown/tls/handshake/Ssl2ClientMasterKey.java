package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * CLIENT-MASTER-KEY of SSL 2.0 (draft-hickman-netscape-ssl-00 5.5): what follows is encrypted.
 *
 * @param cipherKind the client's choice
 * @param clearKeyLength bytes of the key sent in the clear
 * @param encryptedKeyLength bytes of the key sent encrypted
 */
public record Ssl2ClientMasterKey(
    CipherSuite cipherKind, int clearKeyLength, int encryptedKeyLength)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_KEY_EXCHANGE;
  }

  static Ssl2ClientMasterKey decode(ByteReader in, DecodeContext context)
      throws MalformedException {
    CipherSuite kind = CipherSuite.of(in.uint24("cipher_kind"));
    int clear = in.uint16("clear_key_length");
    int encrypted = in.uint16("encrypted_key_length");
    int argument = in.uint16("key_arg_length");
    in.skip("key", clear + encrypted + argument);
    return new Ssl2ClientMasterKey(kind, clear, encrypted);
  }
}
