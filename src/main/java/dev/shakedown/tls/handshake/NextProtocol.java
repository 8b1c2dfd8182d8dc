package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * The protocol a client chose (draft-agl-tls-nextprotoneg-04 3); encrypted on the wire.
 *
 * @param selectedProtocol in ISO 8859-1
 */
public record NextProtocol(String selectedProtocol) implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.NEXT_PROTOCOL;
  }

  static NextProtocol decode(ByteReader in, DecodeContext context) throws MalformedException {
    String selected = in.opaque8("selected_protocol").latin1();
    in.opaque8("padding");
    return new NextProtocol(selected);
  }
}
