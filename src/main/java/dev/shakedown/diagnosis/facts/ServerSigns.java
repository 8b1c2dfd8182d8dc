package dev.shakedown.diagnosis.facts;

import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.facts.PeerStack.Stack;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerHelloDone;
import java.util.List;
import java.util.Optional;

/**
 * Recognises a server's stack by its ServerHello, the shape of its first flight and its alerts. A
 * ServerHello of TLS 1.3 has two extensions only, so that its order tells little.
 */
final class ServerSigns {
  private static final int SERVER_NAME = 0;
  private static final int POINT_FORMATS = 11;
  private static final int ALPN = 16;
  private static final int EXTENDED_MASTER_SECRET = 23;
  private static final int TICKET = 35;
  private static final int RENEGOTIATION_INFO = 0xff01;

  private ServerSigns() {}

  static Optional<PeerStack> read(FlowFacts facts) {
    Optional<Seen<TlsEvent.Alert>> zero =
        facts.event(
            TlsEvent.Alert.class,
            e ->
                e.from() == Sender.SERVER
                    && e.event() instanceof TlsEvent.Alert alert
                    && alert.recordVersion().code() == 0);
    if (zero.isPresent()) {
      return Optional.of(
          new PeerStack(
              Stack.BIG_IP, Confidence.POSSIBLE, "alert-record-version-0", zero.get().frame()));
    }
    return facts
        .serverHello()
        .filter(h -> !h.value().version().isTls13() && !facts.progress().resumed())
        .flatMap(h -> byHello(facts, h));
  }

  private static Optional<PeerStack> byHello(FlowFacts facts, Seen<ServerHello> hello) {
    List<Integer> types =
        hello.value().extensions().stream().map(Extension::type).map(t -> t.code()).toList();
    if (types.isEmpty()) {
      return Optional.empty();
    }
    boolean renegotiationFirst = types.get(0) == RENEGOTIATION_INFO;
    boolean renegotiationLast = types.get(types.size() - 1) == RENEGOTIATION_INFO;
    boolean points = types.contains(POINT_FORMATS);
    if (renegotiationFirst && types.get(types.size() - 1) == EXTENDED_MASTER_SECRET && points) {
      boolean more = types.contains(SERVER_NAME) || types.contains(ALPN) || types.contains(TICKET);
      return extensionOrder(Stack.OPENSSL, more, hello);
    }
    if (renegotiationLast && types.get(0) == POINT_FORMATS && types.contains(TICKET)) {
      return extensionOrder(Stack.GNUTLS, true, hello);
    }
    if (renegotiationLast && !points && types.contains(EXTENDED_MASTER_SECRET)) {
      return messagePerSegment(facts) ? extensionOrder(Stack.JSSE, true, hello) : Optional.empty();
    }
    boolean goOrder = types.get(types.size() - 1) == POINT_FORMATS && !types.contains(SERVER_NAME);
    return goOrder && types.contains(RENEGOTIATION_INFO)
        ? extensionOrder(Stack.GO, false, hello)
        : Optional.empty();
  }

  private static Optional<PeerStack> extensionOrder(
      Stack stack, boolean likely, Seen<ServerHello> hello) {
    return Optional.of(
        new PeerStack(
            stack,
            likely ? Confidence.LIKELY : Confidence.POSSIBLE,
            "extension-order",
            hello.frame()));
  }

  /** Whether every message up to ServerHelloDone came in a segment of its own. */
  private static boolean messagePerSegment(FlowFacts facts) {
    List<Seen<TlsEvent.Handshake>> flight =
        facts.handshake().stream()
            .filter(h -> h.from() == Sender.SERVER && !h.value().decrypted())
            .takeWhile(h -> !(h.value().message() instanceof ServerHelloDone))
            .toList();
    return flight.size() > 2
        && flight.stream().map(m -> m.value().firstFrame()).distinct().count() == flight.size();
  }
}
