package dev.shakedown.diagnosis.facts;

import dev.shakedown.diagnosis.Stage;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first causal event that ended a handshake. An alert, reset or close after the other side's is
 * a consequence and never stands here.
 *
 * @param kind what it was
 * @param by who did it; NETWORK for a silence that nobody ended
 * @param frame its frame; 0 for silence
 * @param epochNanos its capture time; for silence the end of what the capture shows
 * @param index its position in the log; the log's size for silence
 * @param alert the alert, if it is one
 * @param silenceNanos how long nothing had gone on before it
 * @param timedOut whether it says itself that a time ran out
 */
public record Ending(
    Kind kind,
    Sender by,
    long frame,
    long epochNanos,
    int index,
    Optional<AlertSeen> alert,
    long silenceNanos,
    boolean timedOut) {

  /** What can end a handshake. */
  public enum Kind {
    /** A fatal alert, readable or not. */
    ALERT,
    /** A close_notify or user_canceled before the end. */
    CLOSURE_ALERT,
    /** A reset. */
    RST,
    /** An orderly close. */
    FIN,
    /** An answer that is not TLS. */
    PLAINTEXT,
    /** A refusal in the protocol before TLS. */
    REFUSAL,
    /** Nobody ended it. */
    SILENCE
  }

  /**
   * Silence from which on a close counts as giving up after waiting. Timers that guard handshakes
   * are set in whole seconds, 3 and more by default; a stack that decides at once stays far below.
   */
  public static final long WAIT_NANOS = 2_000_000_000L;

  private static final Set<AlertDescription> NO_ERROR =
      Set.of(
          AlertDescription.CLOSE_NOTIFY,
          AlertDescription.USER_CANCELED,
          AlertDescription.NO_RENEGOTIATION,
          AlertDescription.UNRECOGNIZED_NAME,
          AlertDescription.NO_CERTIFICATE);

  /** Whether it came after a wait that only a timer explains, or says so itself. */
  public boolean afterWaiting() {
    return silenceNanos >= WAIT_NANOS || timedOut;
  }

  static Ending of(FlowFacts facts) {
    List<FlowLog.Entry> entries = facts.flow().log().entries();
    long lastStep = facts.progress().lastStepNanos();
    for (int i = 0; i < entries.size(); i++) {
      FlowLog.Entry entry = entries.get(i);
      Optional<Kind> kind = kindOf(facts, entry, i);
      if (kind.isPresent()) {
        Optional<AlertSeen> alert = alertAt(facts, i);
        return new Ending(
            kind.get(),
            entry.from(),
            entry.frame(),
            entry.epochNanos(),
            i,
            alert,
            Math.max(0, entry.epochNanos() - lastStep),
            saysTimeout(entry));
      }
    }
    long end = facts.flow().captureEndNanos();
    return new Ending(
        Kind.SILENCE,
        Sender.NETWORK,
        0,
        end,
        entries.size(),
        Optional.empty(),
        Math.max(0, end - lastStep),
        false);
  }

  private static boolean saysTimeout(FlowLog.Entry entry) {
    return entry.event() instanceof TcpEvent.Rst reset
        && reset.reason().map(ResetMeaning::of).filter(ResetMeaning::isTimeout).isPresent();
  }

  private static Optional<Kind> kindOf(FlowFacts facts, FlowLog.Entry entry, int index) {
    if (entry.event() instanceof TcpEvent.Rst) {
      return Optional.of(Kind.RST);
    }
    if (entry.event() instanceof TcpEvent.Fin && !answersAfterClose(facts, entry.from(), index)) {
      return Optional.of(Kind.FIN);
    }
    if (entry.event() instanceof PlaintextEvent spoken && entry.from() == Sender.SERVER) {
      if (spoken.role() == PlaintextEvent.Role.UPGRADE_REFUSED) {
        return Optional.of(Kind.REFUSAL);
      }
      boolean answersTls =
          facts.clientHello().isPresent()
              && facts.serverHello().isEmpty()
              && facts.progress().stage().compareTo(Stage.CLIENT_HELLO) >= 0
              && !upgradeAccepted(facts);
      return answersTls ? Optional.of(Kind.PLAINTEXT) : Optional.empty();
    }
    return alertAt(facts, index).flatMap(a -> kindOf(facts, a));
  }

  private static Optional<AlertSeen> alertAt(FlowFacts facts, int index) {
    for (AlertSeen alert : facts.alerts()) {
      if (alert.index() == index) {
        return Optional.of(alert);
      }
    }
    return Optional.empty();
  }

  private static Optional<Kind> kindOf(FlowFacts facts, AlertSeen alert) {
    if (alert.description().isEmpty() || alert.isFatal()) {
      return Optional.of(Kind.ALERT);
    }
    if (alert.is(AlertDescription.CLOSE_NOTIFY) || alert.is(AlertDescription.USER_CANCELED)) {
      return Optional.of(Kind.CLOSURE_ALERT);
    }
    // some stacks mark errors as warnings: what counts is that they close behind it
    boolean error = alert.description().filter(d -> !NO_ERROR.contains(d)).isPresent();
    boolean closes =
        facts
            .event(TcpEvent.class, e -> e.from() == alert.from() && Closes.is(e))
            .filter(c -> c.index() > alert.index() && !goesOnAfter(facts, alert))
            .isPresent();
    return error && closes ? Optional.of(Kind.ALERT) : Optional.empty();
  }

  private static boolean upgradeAccepted(FlowFacts facts) {
    return facts.plaintext().stream()
        .anyMatch(
            p ->
                p.value().role() == PlaintextEvent.Role.UPGRADE_ACCEPTED
                    || p.value().role() == PlaintextEvent.Role.UPGRADE_REQUEST);
  }

  /**
   * Whether the server goes on in plaintext after the client's half-close, so that the close ended
   * nothing. Messages of the handshake do not count: the client can no longer finish it. A server
   * that has closed can answer no more, whatever the client had under way.
   */
  private static boolean answersAfterClose(FlowFacts facts, Sender closer, int index) {
    List<FlowLog.Entry> later = after(facts, index);
    // it had closed altogether: what still comes meets a reset
    boolean left =
        later.stream()
            .anyMatch(e -> e.event() instanceof TcpEvent.Rst && e.from() == Sender.CLIENT);
    return closer == Sender.CLIENT
        && !left
        && later.stream()
            .anyMatch(e -> e.event() instanceof PlaintextEvent && e.from() == Sender.SERVER);
  }

  /** Whether a server makes progress after a warning of its own. */
  private static boolean goesOnAfter(FlowFacts facts, AlertSeen warning) {
    return warning.from() == Sender.SERVER
        && after(facts, warning.index()).stream()
            .anyMatch(
                e ->
                    e.from() == Sender.SERVER
                        && (e.event() instanceof TlsEvent.Handshake
                            || e.event() instanceof TlsEvent.ChangeCipherSpec));
  }

  private static List<FlowLog.Entry> after(FlowFacts facts, int index) {
    List<FlowLog.Entry> entries = facts.flow().log().entries();
    return entries.subList(index + 1, entries.size());
  }
}
