package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * ERROR of SSL 2.0 (draft-hickman-netscape-ssl-00 4.5).
 *
 * @param code 1 is NO-CIPHER-ERROR, 2 NO-CERTIFICATE-ERROR, 4 BAD-CERTIFICATE-ERROR, 6
 *     UNSUPPORTED-CERTIFICATE-TYPE-ERROR
 */
public record Ssl2Error(int code) implements HandshakeMessage {
  /** SSL 2.0's MSG-ERROR, 0: the number that TLS gives to another message. */
  @Override
  public HandshakeType type() {
    return new HandshakeType(0);
  }

  static Ssl2Error decode(ByteReader in, DecodeContext context) throws MalformedException {
    return new Ssl2Error(in.uint16("error_code"));
  }
}
