package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.Map;

/** The table of handshake message decoders, and the boundary where decoding never fails. */
public final class HandshakeMessages {
  /** Bytes that are kept of a malformed or unknown message. */
  private static final int HEAD = 512;

  /** Decodes a body; may leave bytes over, which is then malformed. */
  @FunctionalInterface
  private interface Decoder {
    HandshakeMessage decode(ByteReader in, DecodeContext context) throws MalformedException;
  }

  private static final Map<HandshakeType, Decoder> DECODERS =
      Map.ofEntries(
          Map.entry(HandshakeType.HELLO_REQUEST, HelloRequest::decode),
          Map.entry(HandshakeType.CLIENT_HELLO, ClientHello::decode),
          Map.entry(HandshakeType.SERVER_HELLO, ServerHello::decode),
          Map.entry(HandshakeType.NEW_SESSION_TICKET, NewSessionTicket::decode),
          Map.entry(HandshakeType.END_OF_EARLY_DATA, EndOfEarlyData::decode),
          Map.entry(HandshakeType.HELLO_RETRY_REQUEST, DraftHelloRetryRequest::decode),
          Map.entry(HandshakeType.ENCRYPTED_EXTENSIONS, EncryptedExtensions::decode),
          Map.entry(HandshakeType.CERTIFICATE, CertificateMessage::decode),
          Map.entry(HandshakeType.SERVER_KEY_EXCHANGE, ServerKeyExchange::decode),
          Map.entry(HandshakeType.CERTIFICATE_REQUEST, CertificateRequest::decode),
          Map.entry(HandshakeType.SERVER_HELLO_DONE, ServerHelloDone::decode),
          Map.entry(HandshakeType.CERTIFICATE_VERIFY, CertificateVerify::decode),
          Map.entry(HandshakeType.CLIENT_KEY_EXCHANGE, ClientKeyExchange::decode),
          Map.entry(HandshakeType.FINISHED, Finished::decode),
          Map.entry(HandshakeType.CERTIFICATE_STATUS, CertificateStatus::decode),
          Map.entry(HandshakeType.KEY_UPDATE, KeyUpdate::decode),
          Map.entry(HandshakeType.COMPRESSED_CERTIFICATE, CompressedCertificate::decode),
          Map.entry(HandshakeType.NEXT_PROTOCOL, NextProtocol::decode));

  private HandshakeMessages() {}

  /** The message with this body: maybe an {@link UnknownMessage} or a {@link MalformedMessage}. */
  public static HandshakeMessage decode(
      HandshakeType type, ByteReader body, DecodeContext context) {
    Decoder decoder = DECODERS.get(type);
    return decoder == null
        ? new UnknownMessage(type, head(body.rest()))
        : decode(decoder, type, body.rest(), context);
  }

  /**
   * The SSL 2.0 message in a record (draft-hickman-netscape-ssl-00 5), padding excluded; its first
   * byte is the type.
   */
  public static HandshakeMessage decodeSsl2(ByteReader record, DecodeContext context) {
    Bytes content = record.rest();
    if (content.isEmpty()) {
      return new MalformedMessage(HandshakeType.HELLO_REQUEST, content, "msg_type: missing");
    }
    Bytes body = content.slice(1, content.size() - 1);
    return switch (content.at(0)) {
      case 0 -> decode(Ssl2Error::decode, new HandshakeType(0), body, context);
      case 1 -> decode(ClientHello::decodeSsl2, HandshakeType.CLIENT_HELLO, body, context);
      case 2 ->
          decode(Ssl2ClientMasterKey::decode, HandshakeType.CLIENT_KEY_EXCHANGE, body, context);
      case 4 -> decode(Ssl2ServerHello::decode, HandshakeType.SERVER_HELLO, body, context);
      default -> new UnknownMessage(new HandshakeType(content.at(0)), body);
    };
  }

  private static HandshakeMessage decode(
      Decoder decoder, HandshakeType type, Bytes body, DecodeContext context) {
    ByteReader in = body.reader();
    try {
      HandshakeMessage message = decoder.decode(in, context);
      in.expectEnd(type.messageName());
      return message;
    } catch (MalformedException e) {
      return malformed(type, body, e.getMessage());
    }
  }

  /** A message that cannot be decoded, with as much of its body as is kept of one. */
  public static MalformedMessage malformed(HandshakeType type, Bytes body, String problem) {
    return new MalformedMessage(type, head(body), problem);
  }

  private static Bytes head(Bytes body) {
    return body.size() <= HEAD ? body : body.slice(0, HEAD);
  }
}
