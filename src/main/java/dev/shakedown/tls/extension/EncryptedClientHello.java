package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * encrypted_client_hello of a ClientHello (RFC 9849 5).
 *
 * @param inner whether this is the inner ClientHello; all else is then zero or empty
 * @param kdfId HPKE KDF, 0..65,535
 * @param aeadId HPKE AEAD, 0..65,535
 * @param configId which ECHConfig is used, 0..255
 * @param enc encapsulated key; empty in answer to a HelloRetryRequest
 * @param payload the encrypted ClientHello
 */
public record EncryptedClientHello(
    boolean inner, int kdfId, int aeadId, int configId, Bytes enc, Bytes payload)
    implements ExtensionBody {
  static EncryptedClientHello decode(ByteReader in) throws MalformedException {
    int type = in.uint8("type");
    if (type == 1) {
      return new EncryptedClientHello(true, 0, 0, 0, Bytes.EMPTY, Bytes.EMPTY);
    }
    if (type != 0) {
      throw new MalformedException("type: " + type + " is neither outer nor inner");
    }
    return new EncryptedClientHello(
        false,
        in.uint16("kdf_id"),
        in.uint16("aead_id"),
        in.uint8("config_id"),
        in.opaque16("enc"),
        in.opaque16("payload"));
  }
}
