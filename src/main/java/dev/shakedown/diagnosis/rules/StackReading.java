package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.PeerStack;
import dev.shakedown.diagnosis.facts.PeerStack.Stack;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.Optional;
import java.util.Set;

/**
 * What an alert means from the stack that sent it, where that differs from its name. The stack is
 * taken from what the wire shows, of a server also on its other connections.
 */
public final class StackReading {
  private static final Set<Stack> ONE_FOR_CERTIFICATES = Set.of(Stack.JSSE, Stack.BORINGSSL);

  private StackReading() {}

  /** The evidence it gives; absent where the alert means what it says. */
  public static Optional<Evidence> of(Case connection) {
    Optional<AlertSeen> alert = connection.ending().alert();
    if (!connection.failed() || alert.flatMap(AlertSeen::description).isEmpty()) {
      return Optional.empty();
    }
    if (connection.facts().deviceEnd().filter(alert.get().from()::equals).isPresent()) {
      return alert
          .filter(a -> a.is(AlertDescription.HANDSHAKE_FAILURE))
          .map(a -> evidence(a, "evidence.stack.device", Stack.BIG_IP));
    }
    boolean byClient = alert.get().from() == Sender.CLIENT;
    Optional<PeerStack> stack =
        byClient
            ? connection.facts().clientStack()
            : connection.facts().serverStack().or(connection.server()::stack);
    return stack.flatMap(
        s ->
            reading(s.stack(), byClient, alert.get(), connection)
                .map(key -> evidence(alert.get(), key, s.stack())));
  }

  private static Evidence evidence(AlertSeen alert, String key, Stack stack) {
    return new Evidence(alert.frame(), Message.of(key, "stack", stack.title()));
  }

  private static Optional<String> reading(
      Stack stack, boolean byClient, AlertSeen alert, Case connection) {
    if (byClient) {
      boolean any =
          alert.is(AlertDescription.CERTIFICATE_UNKNOWN) && ONE_FOR_CERTIFICATES.contains(stack)
              || alert.is(AlertDescription.BAD_CERTIFICATE)
                  && (stack == Stack.GO || stack == Stack.GNUTLS);
      return any ? Optional.of("evidence.stack.any-certificate") : Optional.empty();
    }
    if (connection.facts().serverHello().isPresent()) {
      return Optional.empty();
    }
    if (alert.is(AlertDescription.HANDSHAKE_FAILURE)) {
      return stack == Stack.GNUTLS
          ? Optional.of("evidence.stack.version")
          : stack == Stack.BIG_IP ? Optional.of("evidence.stack.anything") : Optional.empty();
    }
    if (alert.is(AlertDescription.INTERNAL_ERROR)) {
      boolean old =
          connection
              .offer()
              .filter(o -> Offer.rank(o.highest()) <= ProtocolVersion.TLS_1_1.code())
              .isPresent();
      return stack == Stack.GO
          ? Optional.of("evidence.stack.name")
          : stack == Stack.OPENSSL && old
              ? Optional.of("evidence.stack.old-version")
              : Optional.empty();
    }
    return stack == Stack.JSSE && alert.is(AlertDescription.UNEXPECTED_MESSAGE)
        ? Optional.of("evidence.stack.group")
        : Optional.empty();
  }
}
