package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.Optional;

/**
 * The table of handshake message decoders, and the boundary where decoding never fails. The table
 * is a switch because maps of method references cost start-up time.
 */
public final class HandshakeMessages {
  /** Bytes that are kept of a malformed or unknown message. */
  private static final int HEAD = 512;

  private HandshakeMessages() {}

  /** The message with this body: maybe an {@link UnknownMessage} or a {@link MalformedMessage}. */
  public static HandshakeMessage decode(
      HandshakeType type, ByteReader body, DecodeContext context) {
    Bytes content = body.rest();
    ByteReader in = content.reader();
    try {
      HandshakeMessage message = decode(type.code(), in, context);
      if (message == null) {
        return new UnknownMessage(type, head(content));
      }
      if (!in.isEmpty()) {
        in.expectEnd(type.messageName());
      }
      return message;
    } catch (MalformedException e) {
      return malformed(type, content, e.getMessage());
    }
  }

  /**
   * What can be read of a hello that was cut: its fields up to there. Empty for other messages, and
   * where too little came.
   */
  public static Optional<HandshakeMessage> decodeBeginning(HandshakeType type, ByteReader body) {
    try {
      return switch (type.code()) {
        case 1 -> Optional.of(ClientHello.decodeBeginning(body));
        case 2 -> Optional.of(ServerHello.decodeBeginning(body));
        default -> Optional.empty();
      };
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /**
   * The SSL 2.0 message in a record (draft-hickman-netscape-ssl-00 5), padding excluded; its first
   * byte is the type.
   */
  public static HandshakeMessage decodeSsl2(ByteReader record, DecodeContext context) {
    Bytes content = record.rest();
    ByteReader in = content.reader();
    HandshakeType type = HandshakeType.HELLO_REQUEST;
    try {
      type = new HandshakeType(in.uint8("msg_type"));
      HandshakeMessage message = decodeSsl2(type.code(), in, context);
      if (message == null) {
        return new UnknownMessage(type, head(in.rest()));
      }
      type = message.type();
      in.expectEnd("SSL 2.0 message");
      return message;
    } catch (MalformedException e) {
      return malformed(type, content, e.getMessage());
    }
  }

  /** Null for a type without a decoder. */
  private static HandshakeMessage decode(int type, ByteReader in, DecodeContext context)
      throws MalformedException {
    return switch (type) {
      case 0 -> HelloRequest.decode(in, context);
      case 1 -> ClientHello.decode(in, context);
      case 2 -> ServerHello.decode(in, context);
      case 4 -> NewSessionTicket.decode(in, context);
      case 5 -> EndOfEarlyData.decode(in, context);
      case 6 -> DraftHelloRetryRequest.decode(in, context);
      case 8 -> EncryptedExtensions.decode(in, context);
      case 9 -> RequestConnectionId.decode(in, context);
      case 10 -> NewConnectionId.decode(in, context);
      case 11 -> CertificateMessage.decode(in, context);
      case 12 -> ServerKeyExchange.decode(in, context);
      case 13 -> CertificateRequest.decode(in, context);
      case 14 -> ServerHelloDone.decode(in, context);
      case 15 -> CertificateVerify.decode(in, context);
      case 16 -> ClientKeyExchange.decode(in, context);
      case 20 -> Finished.decode(in, context);
      case 21 -> CertificateUrl.decode(in, context);
      case 22 -> CertificateStatus.decode(in, context);
      case 23 -> SupplementalData.decode(in, context);
      case 24 -> KeyUpdate.decode(in, context);
      case 25 -> CompressedCertificate.decode(in, context);
      case 26 -> EktKey.decode(in, context);
      case 67 -> NextProtocol.decode(in, context);
      case 203 -> ChannelId.decode(in, context);
      default -> null;
    };
  }

  /** Null for a type without a decoder. */
  private static HandshakeMessage decodeSsl2(int type, ByteReader in, DecodeContext context)
      throws MalformedException {
    return switch (type) {
      case 0 -> Ssl2Error.decode(in, context);
      case 1 -> ClientHello.decodeSsl2(in, context);
      case 2 -> Ssl2ClientMasterKey.decode(in, context);
      case 4 -> Ssl2ServerHello.decode(in, context);
      default -> null;
    };
  }

  /** A message that cannot be decoded, with as much of its body as is kept of one. */
  public static MalformedMessage malformed(HandshakeType type, Bytes body, String problem) {
    return new MalformedMessage(type, head(body), problem);
  }

  private static Bytes head(Bytes body) {
    return body.size() <= HEAD ? body : body.slice(0, HEAD);
  }
}
