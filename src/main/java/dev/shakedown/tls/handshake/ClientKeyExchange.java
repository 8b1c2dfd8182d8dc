package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * The client's key exchange value up to TLS 1.2 (RFC 5246 7.4.7, RFC 8422 5.7, RFC 4279 2, RFC 5054
 * 2.6, RFC 8492 4.5.1.3, RFC 2712 3, RFC 9189 4.2.4).
 *
 * @param pskIdentity of PSK suites; empty if there is none
 * @param publicKeyLength bytes of the client's public value of (EC)DHE or SRP; 0 if there is none,
 *     or if it stands in the client's certificate
 * @param encryptedLength bytes of the premaster secret encrypted by the server's RSA or GOST key or
 *     a Kerberos session key; 0 if there is none
 * @param exchangeKeys the whole body
 */
public record ClientKeyExchange(
    Bytes pskIdentity, int publicKeyLength, int encryptedLength, Bytes exchangeKeys)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_KEY_EXCHANGE;
  }

  static ClientKeyExchange decode(ByteReader body, DecodeContext context)
      throws MalformedException {
    String exchange = context.cipherSuite().map(CipherSuite::keyExchange).orElse("");
    Bytes all = body.rest();
    ByteReader in = all.reader();
    Bytes identity = exchange.endsWith("PSK") ? in.opaque16("psk_identity") : Bytes.EMPTY;
    int publicKey = 0;
    int encrypted = 0;
    switch (exchange) {
      case "RSA", "RSA_EXPORT", "RSA_EXPORT1024", "RSA_PSK" -> encrypted = encrypted(in);
      case "ECDHE_RSA", "ECDHE_ECDSA", "ECDHE_PSK", "ECDH_RSA", "ECDH_ECDSA", "ECDH_anon" ->
          publicKey = in.isEmpty() ? 0 : in.vector8("ecdh_Yc").remaining();
      case "DHE_RSA",
          "DHE_DSS",
          "DHE_PSK",
          "DH_RSA",
          "DH_DSS",
          "DH_anon",
          "DH_anon_EXPORT",
          "DHE_RSA_EXPORT",
          "DHE_DSS_EXPORT",
          "DHE_DSS_EXPORT1024" ->
          publicKey = in.isEmpty() ? 0 : in.vector16("dh_Yc").remaining();
      case "ECCPWD" -> {
        publicKey = in.vector8("ec_celement").remaining();
        in.vector8("ec_cscalar");
      }
      case "KRB5", "KRB5_EXPORT" -> {
        in.vector16("Ticket");
        in.vector16("authenticator");
        encrypted = in.vector16("EncryptedPreMasterSecret").remaining();
      }
      case "GOSTR341112_256", "GOSTR341001", "GOSTR341094" -> encrypted = in.rest().size();
      case "SRP_SHA", "SRP_SHA_RSA", "SRP_SHA_DSS" -> publicKey = in.vector16("srp_A").remaining();
      case "PSK" -> {}
      default -> in.rest();
    }
    in.expectEnd("ClientKeyExchange");
    return new ClientKeyExchange(identity, publicKey, encrypted, all);
  }

  /** Without a length field in SSL 3.0, and from old clients later (RFC 5246 7.4.7.1). */
  private static int encrypted(ByteReader in) throws MalformedException {
    Bytes all = in.rest();
    ByteReader counted = all.reader();
    boolean hasLength = all.size() >= 2 && counted.uint16("length") == all.size() - 2;
    return hasLength ? all.size() - 2 : all.size();
  }
}
