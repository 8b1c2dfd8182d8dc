package dev.shakedown.diagnosis.facts;

import dev.shakedown.diagnosis.Stage;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import java.util.List;
import java.util.Optional;

/**
 * How far the first handshake came.
 *
 * @param stage the last step seen
 * @param completed whether both sides finished and neither refused right behind it
 * @param inferred whether that rests on lengths of protected records, not on readable messages
 * @param resumed whether a session was resumed (an abbreviated handshake up to TLS 1.2)
 * @param clientCertificate what the client did about a certificate of its own
 * @param clientCertificateInferred whether only record lengths tell that
 * @param alerts all alerts in order
 * @param refusedAfterFinished who refused after the client's Finished, if somebody did
 * @param refusalHidden whether the client closed before a refusal of its certificate could be told
 *     from a farewell
 * @param awaited whose turn it was when nothing more came; absent once the handshake is complete
 * @param lastStepIndex position in the log of the last step; -1 if there is none
 * @param lastStepFrame its frame
 * @param lastStepNanos its time
 * @param applicationDataClient whether the client sent application data, as far as can be told
 * @param applicationDataServer whether the server did
 */
public record Progress(
    Stage stage,
    boolean completed,
    boolean inferred,
    boolean resumed,
    ClientCertificate clientCertificate,
    boolean clientCertificateInferred,
    List<AlertSeen> alerts,
    Optional<Sender> refusedAfterFinished,
    boolean refusalHidden,
    Optional<Sender> awaited,
    int lastStepIndex,
    long lastStepFrame,
    long lastStepNanos,
    boolean applicationDataClient,
    boolean applicationDataServer) {

  public Progress {
    alerts = List.copyOf(alerts);
  }

  /**
   * Folds the whole log; if the handshake was not completed all the same, only as far as the first
   * reset, or the client's close before it: what one end sends without knowing of it is no
   * progress.
   */
  static Progress of(FlowFacts facts) {
    int size = facts.flow().log().entries().size();
    Progress whole = new ProgressFold(facts, size).result();
    int reset = facts.event(TcpEvent.Rst.class, e -> true).map(r -> r.index() + 1).orElse(size);
    int end = Math.min(reset, clientsLeave(facts, size));
    return whole.completed() || end == size ? whole : new ProgressFold(facts, end).result();
  }

  /** Where the client closed altogether: a FIN, and resets for what still comes. */
  private static int clientsLeave(FlowFacts facts, int size) {
    boolean resets = facts.event(TcpEvent.Rst.class, e -> e.from() == Sender.CLIENT).isPresent();
    return resets
        ? facts
            .event(TcpEvent.Fin.class, e -> e.from() == Sender.CLIENT)
            .map(Seen::index)
            .orElse(size)
        : size;
  }
}
