package dev.shakedown.diagnosis.facts;

import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The order in which each side sends its handshake messages (RFC 5246 7.3, RFC 8446 2 and 4). */
final class MessageOrder {
  private static final List<HandshakeType> SERVER_LEGACY =
      List.of(
          HandshakeType.SERVER_HELLO,
          HandshakeType.SUPPLEMENTAL_DATA,
          HandshakeType.CERTIFICATE,
          HandshakeType.CERTIFICATE_STATUS,
          HandshakeType.SERVER_KEY_EXCHANGE,
          HandshakeType.CERTIFICATE_REQUEST,
          HandshakeType.SERVER_HELLO_DONE,
          HandshakeType.NEW_SESSION_TICKET,
          HandshakeType.FINISHED);
  private static final List<HandshakeType> CLIENT_LEGACY =
      List.of(
          HandshakeType.CLIENT_HELLO,
          HandshakeType.SUPPLEMENTAL_DATA,
          HandshakeType.CERTIFICATE,
          HandshakeType.CLIENT_KEY_EXCHANGE,
          HandshakeType.CERTIFICATE_VERIFY,
          HandshakeType.NEXT_PROTOCOL,
          HandshakeType.FINISHED);

  private MessageOrder() {}

  /**
   * The first readable message that repeats another of its side or comes behind one it belongs
   * before. Up to TLS 1.2, and in TLS 1.3 the messages before the keys: what follows them is sent
   * in an order of its own.
   */
  static Optional<Seen<TlsEvent.Handshake>> firstBreach(FlowFacts facts) {
    Map<Sender, Integer> reached = new EnumMap<>(Sender.class);
    for (Seen<TlsEvent.Handshake> message : facts.handshake()) {
      if (message.value().decrypted()) {
        continue;
      }
      List<HandshakeType> order = message.from() == Sender.CLIENT ? CLIENT_LEGACY : SERVER_LEGACY;
      int place = order.indexOf(message.value().message().type());
      if (place < 0) {
        continue;
      }
      boolean retry =
          place == 0
              && facts.helloRetryRequest().filter(r -> r.index() <= message.index()).isPresent();
      if (!retry && place <= reached.getOrDefault(message.from(), -1)) {
        return Optional.of(message);
      }
      reached.merge(message.from(), place, Math::max);
    }
    return Optional.empty();
  }
}
