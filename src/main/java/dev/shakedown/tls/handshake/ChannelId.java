package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * The client's proof of a key of its own (draft-balfanz-tls-channelid-01 3); encrypted on the wire.
 *
 * @param x of the public key on P-256
 * @param y of the public key
 * @param r of the signature
 * @param s of the signature
 */
public record ChannelId(Bytes x, Bytes y, Bytes r, Bytes s) implements HandshakeMessage {
  private static final int FIELD = 32;

  @Override
  public HandshakeType type() {
    return HandshakeType.CHANNEL_ID;
  }

  static ChannelId decode(ByteReader in, DecodeContext context) throws MalformedException {
    in.skip("extension_type", 2);
    ByteReader id = in.vector16("extension_data");
    ChannelId message =
        new ChannelId(
            id.opaque("x", FIELD),
            id.opaque("y", FIELD),
            id.opaque("r", FIELD),
            id.opaque("s", FIELD));
    id.expectEnd("ChannelIDExtension");
    return message;
  }
}
