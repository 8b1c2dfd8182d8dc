package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * ECHConfig (RFC 9849 4).
 *
 * @param version 0xfe0d; of any other all fields but {@code rest} are zero or empty
 * @param configId 0..255, repeated in the ClientHello that uses this config
 * @param kemId HPKE KEM, 0..65,535
 * @param publicKey of that KEM
 * @param cipherSuites pairs of HPKE KDF and AEAD
 * @param maximumNameLength of the names the server expects, 0..255
 * @param publicName the server_name of the outer ClientHello, in ISO 8859-1
 * @param rest the extensions as sent, or the whole contents of a version that is not known
 */
public record EchConfig(
    int version,
    int configId,
    int kemId,
    Bytes publicKey,
    List<Suite> cipherSuites,
    int maximumNameLength,
    String publicName,
    Bytes rest) {
  private static final int VERSION = 0xfe0d;

  public EchConfig {
    cipherSuites = List.copyOf(cipherSuites);
  }

  static EchConfig decode(ByteReader in) throws MalformedException {
    int version = in.uint16("version");
    ByteReader contents = in.vector16("contents");
    if (version != VERSION) {
      return new EchConfig(version, 0, 0, Bytes.EMPTY, List.of(), 0, "", contents.rest());
    }
    EchConfig config =
        new EchConfig(
            version,
            contents.uint8("config_id"),
            contents.uint16("kem_id"),
            contents.opaque16("public_key"),
            Vectors.list(contents.vector16("cipher_suites"), Suite::decode),
            contents.uint8("maximum_name_length"),
            contents.opaque8("public_name").latin1(),
            contents.opaque16("extensions"));
    contents.expectEnd("ECHConfigContents");
    return config;
  }

  /**
   * HpkeSymmetricCipherSuite.
   *
   * @param kdfId 0..65,535
   * @param aeadId 0..65,535
   */
  public record Suite(int kdfId, int aeadId) {
    static Suite decode(ByteReader in) throws MalformedException {
      return new Suite(in.uint16("kdf_id"), in.uint16("aead_id"));
    }
  }
}
