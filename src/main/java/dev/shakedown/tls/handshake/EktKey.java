package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * A key for Encrypted Key Transport of SRTP (RFC 8870 5.2.2).
 *
 * @param key 1..256 bytes
 * @param masterSalt srtp_master_salt, 1..256 bytes
 * @param securityParameterIndex 0..65,535
 * @param lifetime seconds, 0..2^24-1
 */
public record EktKey(Bytes key, Bytes masterSalt, int securityParameterIndex, int lifetime)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.EKT_KEY;
  }

  static EktKey decode(ByteReader in, DecodeContext context) throws MalformedException {
    return new EktKey(
        in.opaque16("ekt_key_value"),
        in.opaque16("srtp_master_salt"),
        in.uint16("ekt_spi"),
        in.uint24("ekt_ttl"));
  }
}
