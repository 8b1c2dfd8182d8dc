package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * encrypted_server_name of a ClientHello (draft-ietf-tls-esni-02).
 *
 * @param suite cipher suite of the encryption
 * @param keyShare the client's share for it
 * @param recordDigest of the keys used
 * @param encrypted the name
 */
public record EncryptedServerName(
    int suite, KeyShareEntry keyShare, Bytes recordDigest, Bytes encrypted)
    implements ExtensionBody {
  static EncryptedServerName decode(ByteReader in) throws MalformedException {
    return new EncryptedServerName(
        in.uint16("suite"),
        KeyShareEntry.decode(in),
        in.opaque16("record_digest"),
        in.opaque16("encrypted_sni"));
  }
}
