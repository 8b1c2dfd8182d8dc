package dev.shakedown.diagnosis;

import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.Closes;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.PeerStack;
import dev.shakedown.diagnosis.facts.Progress;
import dev.shakedown.diagnosis.facts.ResetMeaning;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.diagnosis.facts.Unseen;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a connection came out, before any cause is looked for.
 *
 * @param outcome how the handshake came out
 * @param stage the last step seen
 * @param stoppedBy who ended it, as far as the last packets tell
 */
public record Judgement(Outcome outcome, Stage stage, StoppedBy stoppedBy) {

  /** Silence at the end of a capture below which nothing can be said, nanoseconds. */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  /** By then every stack has repeated an unacknowledged segment, nanoseconds. */
  private static final long RETRANSMISSION_NANOS = 4_000_000_000L;

  /** Protocols that begin in plaintext and may turn to TLS after any number of lines. */
  private static final Set<String> MAY_UPGRADE =
      Set.of(
          "smtp", "lmtp", "imap", "pop3", "ftp", "nntp", "sieve", "irc", "xmpp", "ldap", "amqp",
          "tds", "socks4", "socks5");

  /** Judges a finished connection. */
  public static Judgement of(FlowFacts facts) {
    FinishedFlow flow = facts.flow();
    Progress progress = facts.progress();
    if (progress.completed()) {
      return completed(facts);
    }
    if (facts.clientHello().isPresent() || facts.serverHello().isPresent()) {
      return tls(facts);
    }
    if (!flow.serverFacts().seen() && answersSomething(facts)) {
      return byCapture(progress.stage());
    }
    if (facts.nothingSaid()) {
      return established(facts) ? nothingSaid(facts) : notConnected(facts);
    }
    boolean tlsBegun = !facts.events(TlsEvent.PartialMessage.class).isEmpty();
    if (!facts.plaintext().isEmpty() && !tlsBegun) {
      return plaintext(facts);
    }
    return withoutHello(facts);
  }

  /** Whether either side went on after the SYN, so that the connection existed. */
  private static boolean established(FlowFacts facts) {
    return facts.event(TcpEvent.Established.class, e -> true).isPresent()
        || facts.events(TcpEvent.Syn.class).isEmpty()
        || facts.event(TcpEvent.Fin.class, e -> true).isPresent()
        || facts.flow().serverFacts().synSeen() && facts.flow().serverFacts().rstSeen();
  }

  /** Whether the client's packets answer packets of the server that are not in the capture. */
  private static boolean answersSomething(FlowFacts facts) {
    DirectionFacts client = facts.flow().clientFacts();
    long openings =
        (long) facts.events(TcpEvent.Syn.class).size() + facts.events(TcpEvent.Rst.class).size();
    return client.dataSegments() > 0 || client.segments() - client.duplicateFrames() > openings;
  }

  private static Judgement completed(FlowFacts facts) {
    Progress progress = facts.progress();
    if (progress.inferred() && Unseen.before(facts, progress.lastStepIndex())) {
      return byCapture(Stage.CLIENT_FINISHED);
    }
    if (mayBeRejectedUnseen(facts)) {
      return byCapture(Stage.COMPLETE);
    }
    return rejectedBehindFinished(facts)
        ? new Judgement(Outcome.FAILED, Stage.COMPLETE, StoppedBy.CLIENT)
        : new Judgement(Outcome.COMPLETED, Stage.COMPLETE, StoppedBy.NONE);
  }

  /** Whether the client may be NSS and its refusal one of the packets that are missing. */
  private static boolean mayBeRejectedUnseen(FlowFacts facts) {
    return (Unseen.any(facts) || Unseen.beginning(facts))
        && !hasApplicationData(facts)
        && (facts.clientHello().isEmpty() || isNss(facts));
  }

  private static boolean hasApplicationData(FlowFacts facts) {
    return facts.progress().applicationDataClient() || facts.progress().applicationDataServer();
  }

  /**
   * NSS finishes a TLS 1.2 handshake before it judges the certificate, and then sends an alert that
   * looks like a close_notify. From any other stack it is one.
   */
  private static boolean rejectedBehindFinished(FlowFacts facts) {
    if (!isNss(facts) || hasApplicationData(facts) || Unseen.any(facts)) {
      return false;
    }
    var alerts = facts.alerts();
    var fromClient =
        alerts.stream()
            .filter(a -> a.from() == Sender.CLIENT && a.encrypted() && a.description().isEmpty())
            .findFirst();
    boolean answered = alerts.stream().anyMatch(a -> a.from() == Sender.SERVER && a.encrypted());
    return fromClient.isPresent() && !answered && !fromClient.get().inferred();
  }

  private static Judgement tls(FlowFacts facts) {
    Progress progress = facts.progress();
    Ending ending = facts.ending();
    Stage stage = progress.stage();
    if (progress.refusedAfterFinished().isPresent()) {
      boolean said = facts.alerts().stream().anyMatch(AlertSeen::isFatal);
      if (!said && (Unseen.any(facts) || Unseen.helloBeforeCapture(facts))) {
        return byCapture(stage);
      }
      return new Judgement(Outcome.FAILED, stage, side(progress.refusedAfterFinished().get()));
    }
    return switch (ending.kind()) {
      case ALERT, CLOSURE_ALERT ->
          tellsLittle(ending) && Unseen.before(facts, ending.index())
                  || tellsLittle(ending) && Unseen.helloBeforeCapture(facts)
              ? byCapture(stage)
              : new Judgement(Outcome.FAILED, stage, side(ending.by()));
      case PLAINTEXT ->
          Unseen.before(facts, ending.index()) || Unseen.helloBeforeCapture(facts)
              ? byCapture(stage)
              : new Judgement(Outcome.FAILED, stage, side(ending.by()));
      case REFUSAL -> new Judgement(Outcome.FAILED, stage, side(ending.by()));
      case RST, FIN -> closed(facts, ending, stage);
      case SILENCE -> silent(facts, ending, stage);
    };
  }

  /**
   * Whether what an alert means hangs on what came before it: one that is taken for an alert by its
   * place, a farewell, the one that answers a FIN (decode_error of OpenSSL 3), and the one that
   * answers plaintext (unexpected_message).
   */
  private static boolean tellsLittle(Ending ending) {
    return ending.kind() == Ending.Kind.CLOSURE_ALERT
        || ending
            .alert()
            .filter(
                a ->
                    a.description().isPresent()
                        && !a.is(AlertDescription.DECODE_ERROR)
                        && !a.is(AlertDescription.UNEXPECTED_MESSAGE))
            .isEmpty();
  }

  private static Judgement closed(FlowFacts facts, Ending ending, Stage stage) {
    // a server that has sent data took the handshake for done: the client's end of it is not here
    boolean answered = facts.progress().applicationDataServer();
    if (answered || Unseen.any(facts) || Unseen.helloBeforeCapture(facts)) {
      return byCapture(stage);
    }
    // a side that closes when it is its own turn was not kept waiting: it gave up by itself
    boolean keptWaiting = awaited(facts) != side(ending.by());
    if (ending.afterWaiting() && keptWaiting) {
      return new Judgement(Outcome.STALLED, stage, awaited(facts));
    }
    return new Judgement(Outcome.FAILED, stage, side(ending.by()));
  }

  private static Judgement silent(FlowFacts facts, Ending ending, Stage stage) {
    boolean waited = quietNanos(facts) >= PATIENCE_NANOS || retransmits(facts);
    return Unseen.any(facts)
            || Unseen.beginning(facts)
            || !waited
            || recordingStopped(facts, ending)
        ? byCapture(stage)
        : new Judgement(Outcome.STALLED, stage, awaited(facts));
  }

  /** How long before the capture's end nothing new came; not only handshake steps are new. */
  private static long quietNanos(FlowFacts facts) {
    FinishedFlow flow = facts.flow();
    long lastData =
        Math.max(flow.clientFacts().lastDataNanos(), flow.serverFacts().lastDataNanos());
    return Math.min(facts.ending().silenceNanos(), flow.captureEndNanos() - lastData);
  }

  /**
   * TCP sends again what is not acknowledged (RFC 6298). Data that stayed unacknowledged for
   * seconds and was never repeated shows that the capture stopped following the connection, not
   * that it stalled.
   */
  private static boolean recordingStopped(FlowFacts facts, Ending ending) {
    boolean unacked =
        !facts.flow().clientFacts().unacked().isEmpty()
            || !facts.flow().serverFacts().unacked().isEmpty();
    boolean repeated = repeats(facts.flow().clientFacts()) || repeats(facts.flow().serverFacts());
    return unacked && !repeated && ending.silenceNanos() >= RETRANSMISSION_NANOS;
  }

  private static boolean repeats(DirectionFacts direction) {
    return direction.retransmittedSegments() > 0
        || direction.unacked().stream().anyMatch(u -> u.transmissions() > 1);
  }

  private static boolean retransmits(FlowFacts facts) {
    return facts.flow().clientFacts().unacked().stream().anyMatch(u -> u.transmissions() > 2)
        || facts.flow().serverFacts().unacked().stream().anyMatch(u -> u.transmissions() > 2);
  }

  private static Judgement nothingSaid(FlowFacts facts) {
    Ending ending = facts.ending();
    Stage stage = Stage.TCP_ESTABLISHED;
    if (Unseen.beginning(facts) || Unseen.any(facts)) {
      return byCapture(stage);
    }
    if (ending.kind() == Ending.Kind.SILENCE) {
      return ending.silenceNanos() < PATIENCE_NANOS
          ? byCapture(stage)
          : new Judgement(Outcome.STALLED, stage, StoppedBy.CLIENT);
    }
    if (ending.by() == Sender.CLIENT) {
      return new Judgement(Outcome.NOT_ATTEMPTED, stage, StoppedBy.NONE);
    }
    if (ending.afterWaiting()) {
      return new Judgement(Outcome.STALLED, stage, StoppedBy.CLIENT);
    }
    return ending.kind() == Ending.Kind.RST && !saysHarmless(facts, ending)
        ? new Judgement(Outcome.FAILED, stage, StoppedBy.SERVER)
        : new Judgement(Outcome.NOT_ATTEMPTED, stage, StoppedBy.NONE);
  }

  /** Whether the reset that ended it says that it belongs to an ordinary end. */
  private static boolean saysHarmless(FlowFacts facts, Ending ending) {
    return facts.flow().log().entries().get(ending.index()).event() instanceof TcpEvent.Rst reset
        && reset.reason().map(ResetMeaning::of).filter(ResetMeaning::isHarmless).isPresent();
  }

  private static Judgement notConnected(FlowFacts facts) {
    Ending ending = facts.ending();
    Stage stage = Stage.TCP_SYN;
    if (facts.flow().serverFacts().synSeen() && !facts.flow().clientFacts().seen()) {
      return byCapture(stage);
    }
    Optional<IcmpError> icmp =
        facts.events(TcpEvent.Icmp.class).stream()
            .map(i -> i.value().error())
            .filter(IcmpError::unreachable)
            .findFirst();
    if (icmp.isPresent()) {
      boolean byHost = icmp.get().from().equals(facts.flow().server().address());
      return new Judgement(
          Outcome.NO_CONNECTION,
          stage,
          byHost && icmp.get().portUnreachable() ? StoppedBy.SERVER : StoppedBy.NETWORK);
    }
    if (ending.kind() == Ending.Kind.RST) {
      return new Judgement(Outcome.NO_CONNECTION, stage, side(ending.by()));
    }
    if (mayStillAcknowledge(facts)) {
      return byCapture(stage);
    }
    long repetitions =
        facts.events(TcpEvent.Syn.class).stream().filter(s -> s.value().retransmission()).count();
    if (repetitions == 0 && ending.silenceNanos() >= RETRANSMISSION_NANOS) {
      return byCapture(stage); // every stack repeats a SYN that gets no answer
    }
    return repetitions > 1 || ending.silenceNanos() >= PATIENCE_NANOS
        ? new Judgement(Outcome.NO_CONNECTION, stage, StoppedBy.NETWORK)
        : byCapture(stage);
  }

  /**
   * Whether the server's last SYN, ACK came so late that its acknowledgment may only be missing
   * from the file: a server that repeated it twice waited long enough.
   */
  private static boolean mayStillAcknowledge(FlowFacts facts) {
    List<Seen<TcpEvent.Syn>> answers =
        facts.events(TcpEvent.Syn.class).stream().filter(s -> s.value().ack()).toList();
    if (answers.isEmpty() || answers.size() > 2) {
      return false;
    }
    long last = answers.get(answers.size() - 1).epochNanos();
    return facts.flow().captureEndNanos() - last < PATIENCE_NANOS;
  }

  private static Judgement plaintext(FlowFacts facts) {
    Stage stage = facts.progress().stage();
    Ending ending = facts.ending();
    if (ending.kind() == Ending.Kind.REFUSAL) {
      return new Judgement(Outcome.FAILED, stage, StoppedBy.SERVER);
    }
    boolean clientSpoke = facts.plaintext().stream().anyMatch(p -> p.from() == Sender.CLIENT);
    boolean serverSpoke = facts.plaintext().stream().anyMatch(p -> p.from() == Sender.SERVER);
    boolean serverTls = answersPlaintextWithAnAlert(facts);
    if (hidesWhatTheyAreUpTo(facts, clientSpoke && (serverSpoke || serverTls))) {
      return byCapture(stage);
    }
    if (!clientSpoke && serverSpoke && beginsAmidTls(facts)) {
      return new Judgement(Outcome.FAILED, stage, StoppedBy.SERVER);
    }
    if (clientSpoke && (serverTls || Plaintext.serverExpectsTls(facts))) {
      return new Judgement(Outcome.FAILED, stage, StoppedBy.SERVER);
    }
    if (hidesTheAnswer(facts)) {
      return byCapture(stage);
    }
    if (speakPlainlyBehindTheUpgrade(facts)) {
      return new Judgement(Outcome.NOT_TLS, stage, StoppedBy.NONE);
    }
    boolean mayUpgrade =
        facts.plaintext().stream().anyMatch(p -> MAY_UPGRADE.contains(p.value().protocol()));
    if (mayUpgrade && (Unseen.any(facts) || Unseen.beginning(facts) || stillTalking(facts))) {
      return byCapture(stage);
    }
    boolean upgrading =
        facts.plaintext().stream().anyMatch(p -> p.value().role() != PlaintextEvent.Role.DATA);
    if (upgrading && ending.kind() == Ending.Kind.ALERT && !tellsLittle(ending)) {
      return new Judgement(Outcome.FAILED, stage, side(ending.by()));
    }
    if (upgrading && Unseen.beginning(facts)) {
      return byCapture(stage);
    }
    if (upgrading) {
      return switch (ending.kind()) {
        case RST, FIN -> closed(facts, ending, stage);
        default -> silent(facts, ending, stage);
      };
    }
    if (clientSpoke && !serverSpoke && facts.flow().serverFacts().bytesSent() == 0) {
      return unanswered(facts, ending, stage);
    }
    return new Judgement(Outcome.NOT_TLS, stage, StoppedBy.NONE);
  }

  /**
   * An alert behind an upgrade that was agreed on answers plaintext only if the client spoke on; a
   * close_notify behind the client's own close answers that.
   */
  private static boolean answersPlaintextWithAnAlert(FlowFacts facts) {
    boolean spokeLast =
        facts.plaintext().stream()
            .filter(p -> p.value().role() == PlaintextEvent.Role.UPGRADE_ACCEPTED)
            .allMatch(p -> spokeAfter(facts, Sender.CLIENT, p.index()));
    return spokeLast
        && facts.events(TlsEvent.Alert.class).stream()
            .anyMatch(
                a ->
                    a.from() == Sender.SERVER
                        && !(a.value().description().equals(AlertDescription.CLOSE_NOTIFY)
                            && Closes.before(facts, Sender.CLIENT, a.index())));
  }

  /** Whether the capture ends within a normal round trip of the last byte. */
  private static boolean stillTalking(FlowFacts facts) {
    return facts.ending().kind() == Ending.Kind.SILENCE && quietNanos(facts) < PATIENCE_NANOS;
  }

  /** Whether TLS may have been spoken or wanted where bytes are missing. */
  private static boolean hidesWhatTheyAreUpTo(FlowFacts facts, boolean bothSpoke) {
    boolean unknown = facts.plaintext().stream().anyMatch(p -> isUnknown(p.value()));
    return (Unseen.beginning(facts) || Unseen.any(facts)) && (unknown || !bothSpoke);
  }

  /** Whether a server that is expected to speak TLS may have said so where bytes are missing. */
  private static boolean hidesTheAnswer(FlowFacts facts) {
    boolean finds400 =
        facts.plaintext().stream().anyMatch(p -> "400".equals(p.value().details().get("status")));
    boolean tlsPort = Plaintext.usuallyTls(facts.flow().server().port());
    return (finds400 || tlsPort && !understandEachOther(facts))
        && (Unseen.any(facts) || stillTalking(facts));
  }

  /** Whether both sides speak one protocol that is known. */
  private static boolean understandEachOther(FlowFacts facts) {
    return facts.plaintext().stream()
        .filter(p -> p.from() == Sender.CLIENT && !isUnknown(p.value()))
        .anyMatch(
            p ->
                facts.plaintext().stream()
                    .anyMatch(
                        q ->
                            q.from() == Sender.SERVER
                                && q.value().protocol().equals(p.value().protocol())));
  }

  /** Whether the client's first bytes are a record that only a handshake allows. */
  private static boolean beginsAmidTls(FlowFacts facts) {
    return !Unseen.beginning(facts)
        && !Unseen.any(facts)
        && facts.clientHello().isEmpty()
        && facts.event(TlsEvent.ProtectedRecord.class, r -> r.from() == Sender.CLIENT).isPresent();
  }

  private static boolean isUnknown(PlaintextEvent spoken) {
    return spoken.protocol().equals("unknown");
  }

  /** A tunnel that carries plaintext, or a PROXY header before it: no TLS was wanted. */
  private static boolean speakPlainlyBehindTheUpgrade(FlowFacts facts) {
    int agreed =
        facts.plaintext().stream()
            .filter(
                p ->
                    p.value().role() == PlaintextEvent.Role.UPGRADE_ACCEPTED
                        || p.value().role() == PlaintextEvent.Role.HEADER)
            .mapToInt(Seen::index)
            .max()
            .orElse(Integer.MAX_VALUE);
    return spokeAfter(facts, Sender.CLIENT, agreed) && spokeAfter(facts, Sender.SERVER, agreed);
  }

  private static boolean spokeAfter(FlowFacts facts, Sender side, int index) {
    return facts.plaintext().stream()
        .anyMatch(
            p ->
                p.from() == side
                    && p.index() > index
                    && p.value().role() == PlaintextEvent.Role.DATA);
  }

  /** Plaintext on a port that usually speaks TLS, and not a word from the server. */
  private static Judgement unanswered(FlowFacts facts, Ending ending, Stage stage) {
    boolean tlsPort = Plaintext.usuallyTls(facts.flow().server().port());
    if (!tlsPort || Unseen.beginning(facts)) {
      return new Judgement(Outcome.NOT_TLS, stage, StoppedBy.NONE);
    }
    boolean close = ending.kind() == Ending.Kind.RST || ending.kind() == Ending.Kind.FIN;
    return close && !retransmits(facts)
        ? new Judgement(Outcome.FAILED, stage, side(ending.by()))
        : silent(facts, ending, stage);
  }

  private static Judgement withoutHello(FlowFacts facts) {
    Stage stage = facts.progress().stage();
    Stage reached = stage == Stage.TCP_SYN ? Stage.TCP_ESTABLISHED : stage;
    Ending ending = facts.ending();
    if (ending.kind() == Ending.Kind.ALERT && !tellsLittle(ending)) {
      return new Judgement(Outcome.FAILED, reached, side(ending.by()));
    }
    if (Unseen.beginning(facts) || Unseen.any(facts)) {
      return byCapture(reached);
    }
    return switch (ending.kind()) {
      case RST, FIN -> closed(facts, ending, reached);
      case SILENCE -> silent(facts, ending, reached);
      default -> new Judgement(Outcome.FAILED, reached, side(ending.by()));
    };
  }

  private static StoppedBy awaited(FlowFacts facts) {
    return side(facts.progress().awaited().orElse(Sender.NETWORK));
  }

  private static Judgement byCapture(Stage stage) {
    return new Judgement(Outcome.INDETERMINATE, stage, StoppedBy.CAPTURE);
  }

  private static StoppedBy side(Sender sender) {
    return switch (sender) {
      case CLIENT -> StoppedBy.CLIENT;
      case SERVER -> StoppedBy.SERVER;
      case NETWORK, LOG -> StoppedBy.NETWORK;
    };
  }

  private static boolean isNss(FlowFacts facts) {
    return facts.clientStack().filter(s -> s.stack() == PeerStack.Stack.NSS).isPresent();
  }
}
