package dev.shakedown.diagnosis.facts;

import dev.shakedown.diagnosis.Stage;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.MalformedMessage;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.Ssl2ClientMasterKey;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a connection's log once and keeps the state of the handshake (RFC 5246 7.3, RFC 8446 2).
 */
final class ProgressFold {
  private static final Map<HandshakeType, Stage> SERVER_STAGES =
      Map.of(
          HandshakeType.SERVER_HELLO, Stage.SERVER_HELLO,
          HandshakeType.ENCRYPTED_EXTENSIONS, Stage.ENCRYPTED_EXTENSIONS,
          HandshakeType.CERTIFICATE_REQUEST, Stage.CERTIFICATE_REQUEST,
          HandshakeType.CERTIFICATE, Stage.SERVER_CERTIFICATE,
          HandshakeType.COMPRESSED_CERTIFICATE, Stage.SERVER_CERTIFICATE,
          HandshakeType.CERTIFICATE_STATUS, Stage.CERTIFICATE_STATUS,
          HandshakeType.SERVER_KEY_EXCHANGE, Stage.SERVER_KEY_EXCHANGE,
          HandshakeType.SERVER_HELLO_DONE, Stage.SERVER_HELLO_DONE,
          HandshakeType.CERTIFICATE_VERIFY, Stage.SERVER_CERTIFICATE_VERIFY,
          HandshakeType.FINISHED, Stage.SERVER_FINISHED);
  private static final Map<HandshakeType, Stage> CLIENT_STAGES =
      Map.of(
          HandshakeType.CLIENT_HELLO, Stage.CLIENT_HELLO,
          HandshakeType.CERTIFICATE, Stage.CLIENT_CERTIFICATE,
          HandshakeType.COMPRESSED_CERTIFICATE, Stage.CLIENT_CERTIFICATE,
          HandshakeType.CLIENT_KEY_EXCHANGE, Stage.CLIENT_KEY_EXCHANGE,
          HandshakeType.CERTIFICATE_VERIFY, Stage.CLIENT_CERTIFICATE_VERIFY,
          HandshakeType.FINISHED, Stage.CLIENT_FINISHED);

  private final FlowFacts facts;
  private final List<AlertSeen> alerts = new ArrayList<>();
  private final List<Seen<TlsEvent.ProtectedRecord>> flights = new ArrayList<>();
  private final Set<Sender> oversized = EnumSet.noneOf(Sender.class);
  private Stage stage = Stage.TCP_SYN;
  private Seen<?> lastStep;
  private final boolean agreedTls13;
  private boolean serverHello;
  private boolean tls13;
  private RecordLengths lengths = RecordLengths.UNKNOWN;
  private boolean clientCcs;
  private boolean serverCcs;
  private boolean clientFinished;
  private boolean serverFinished;
  private boolean serverFinishedFirst;
  private boolean inferred;
  private ClientCertificate clientCertificate = ClientCertificate.NONE;
  private boolean clientCertificateInferred;
  private boolean clientData;
  private boolean serverData;
  private Optional<AlertSeen> refusal = Optional.empty();
  private boolean refusedByServer;
  private boolean refusalHidden;
  private Sender unfinished;

  /** Folds the first {@code end} events. */
  ProgressFold(FlowFacts facts, int end) {
    this.facts = facts;
    this.agreedTls13 =
        facts
            .serverHello()
            .filter(h -> h.index() < end && h.value().version().isTls13())
            .isPresent();
    List<FlowLog.Entry> entries = facts.flow().log().entries();
    for (int i = 0; i < end; i++) {
      step(entries.get(i), i);
    }
    if (tls13 && !clientFinished) {
      take(new ProtectedFlights(facts, flights, lengths, end).read());
    }
  }

  /** Adds what the lengths of TLS 1.3's protected records tell. */
  private void take(ProtectedFlights.Reading read) {
    read.alert().ifPresent(alerts::add);
    inferred = read.alert().isPresent() || read.clientFinished().isPresent();
    if (read.clientCertificate() != ClientCertificate.NONE) {
      clientCertificate = read.clientCertificate();
      clientCertificateInferred = true;
    }
    serverData |= read.serverGoesOn();
    if (read.clientFinished().isPresent()) {
      clientFinished = true;
      serverFinished = true;
      reach(Stage.CLIENT_FINISHED, read.clientFinished().get().index());
      clientData = read.clientGoesOn();
      refusedByServer = read.refusedByServer();
      refusalHidden = read.refusalHidden();
    }
  }

  Progress result() {
    Optional<Sender> refused =
        refusedByServer ? Optional.of(Sender.SERVER) : refusal.map(AlertSeen::from);
    boolean completed =
        (clientFinished && serverFinished || bothSidesSpeak() || ssl2GoesOn()) && refused.isEmpty();
    Stage reached = completed ? Stage.COMPLETE : stage;
    return new Progress(
        reached,
        completed,
        inferred,
        serverFinishedFirst && !tls13,
        clientCertificate,
        clientCertificateInferred,
        alerts,
        refused,
        refusalHidden,
        completed ? Optional.empty() : Optional.of(awaited()),
        lastStep == null ? -1 : lastStep.index(),
        lastStep == null ? facts.flow().firstFrame() : lastStep.frame(),
        lastStep == null ? facts.flow().startNanos() : lastStep.epochNanos(),
        clientData,
        serverData);
  }

  /**
   * SSL 2.0 encrypts from the CLIENT-MASTER-KEY on (draft-hickman-netscape-ssl-00 1.2); that both
   * sides go on after it is all that can be seen.
   */
  private boolean ssl2GoesOn() {
    Optional<Seen<TlsEvent.Handshake>> key =
        facts.handshake().stream()
            .filter(h -> h.value().message() instanceof Ssl2ClientMasterKey)
            .findFirst();
    return key.filter(
            k ->
                facts.flow().clientFacts().lastDataFrame() > k.frame()
                    && facts.flow().serverFacts().lastDataFrame() > k.frame())
        .isPresent();
  }

  /**
   * Application data both ways proves a handshake of which parts may be missing from the capture.
   */
  private boolean bothSidesSpeak() {
    return serverHello && !tls13 && clientData && serverData;
  }

  private void step(FlowLog.Entry entry, int index) {
    if (entry.event() instanceof TcpEvent.Syn && stage == Stage.TCP_SYN) {
      reach(Stage.TCP_SYN, index);
    } else if (entry.event() instanceof TcpEvent.Established) {
      reach(Stage.TCP_ESTABLISHED, index);
    } else if (entry.event() instanceof PlaintextEvent spoken) {
      plaintext(spoken, index);
    } else if (entry.event() instanceof TlsEvent.PartialMessage
        || entry.event() instanceof TlsEvent.PartialRecord) {
      unfinished = entry.from(); // it owes the rest, whoever's turn the last whole step made it
    } else if (entry.event() instanceof TlsEvent.OversizedRecord) {
      oversized.add(entry.from());
    } else if (entry.event() instanceof TlsEvent.Handshake handshake) {
      // what stands in a record that no receiver accepts is no step
      if (handshake.handshake() == 0 && !oversized.contains(entry.from())) {
        message(handshake, entry.from(), index);
      }
    } else if (entry.event() instanceof TlsEvent.ChangeCipherSpec) {
      changeCipherSpec(entry.from(), index);
    } else if (entry.event() instanceof TlsEvent.Alert alert) {
      alerts.add(
          new AlertSeen(
              entry.frame(),
              entry.epochNanos(),
              entry.from(),
              Optional.of(alert.level()),
              Optional.of(alert.description()),
              alert.decrypted(),
              false,
              index));
      refuseIfRightBehindFinished(alerts.get(alerts.size() - 1));
    } else if (entry.event() instanceof TlsEvent.ProtectedRecord protectedRecord) {
      protectedRecord(facts.at(index, protectedRecord));
    } else if (entry.event() instanceof TlsEvent.Totals totals && !tls13) {
      clientData |= totals.clientRecords() > 0;
      serverData |= totals.serverRecords() > 0;
    }
  }

  private void plaintext(PlaintextEvent spoken, int index) {
    if (facts.clientHello().isPresent() && facts.clientHello().get().index() < index) {
      return;
    }
    if (spoken.role() != PlaintextEvent.Role.DATA) {
      reach(Stage.PREAMBLE, index);
    } else {
      lastStep = facts.at(index, spoken);
      if (stage == Stage.TCP_SYN) {
        stage = Stage.TCP_ESTABLISHED;
      }
    }
  }

  private void message(TlsEvent.Handshake handshake, Sender from, int index) {
    HandshakeMessage message = handshake.message();
    if (message instanceof ClientHello) {
      boolean second = facts.helloRetryRequest().filter(h -> h.index() < index).isPresent();
      reach(second ? Stage.SECOND_CLIENT_HELLO : Stage.CLIENT_HELLO, index);
    } else if (message instanceof ServerHello hello) {
      tls13 = hello.version().isTls13();
      lengths = RecordLengths.of(hello.cipherSuite());
      serverHello = !hello.isHelloRetryRequest();
      reach(serverHello ? Stage.SERVER_HELLO : Stage.HELLO_RETRY_REQUEST, index);
    } else {
      Stage reached = (from == Sender.CLIENT ? CLIENT_STAGES : SERVER_STAGES).get(message.type());
      boolean sent = reached == Stage.CLIENT_HELLO || !(message instanceof MalformedMessage);
      boolean postHandshake = clientFinished && serverFinished;
      if (reached != null && sent && !postHandshake) {
        reach(reached, index);
      }
      if (message instanceof CertificateMessage certificate && from == Sender.CLIENT) {
        clientCertificate =
            certificate.entries().isEmpty() ? ClientCertificate.EMPTY : ClientCertificate.PRESENT;
      }
      if (message.type().equals(HandshakeType.FINISHED)) {
        finished(from, index);
      }
    }
  }

  private void changeCipherSpec(Sender from, int index) {
    if (tls13 || agreedTls13) {
      return; // middlebox compatibility mode (RFC 8446 D.4): no step of the handshake
    }
    if (from == Sender.CLIENT) {
      clientCcs = true;
      reach(Stage.CLIENT_CHANGE_CIPHER_SPEC, index);
    } else {
      serverCcs = true;
      reach(Stage.SERVER_CHANGE_CIPHER_SPEC, index);
    }
  }

  private void protectedRecord(Seen<TlsEvent.ProtectedRecord> seen) {
    boolean client = seen.from() == Sender.CLIENT;
    // before the ServerHello stands early data, or what a file has out of order
    if (tls13 || agreedTls13 && !facts.offers(ExtensionType.EARLY_DATA)) {
      if (clientFinished && serverFinished) {
        // Both were decrypted, and so would be any message: this is application data.
        clientData |= client;
        serverData |= !client;
      }
      flights.add(seen);
      if (!client && !serverFinished && stage.compareTo(Stage.SERVER_ENCRYPTED) < 0) {
        reach(Stage.SERVER_ENCRYPTED, seen.index());
      }
      return;
    }
    ContentType type = seen.value().type();
    if (type.equals(ContentType.HANDSHAKE) && (client ? clientCcs : serverCcs)) {
      finished(seen.from(), seen.index());
    } else if (type.equals(ContentType.ALERT)) {
      AlertSeen alert = AlertSeen.unreadable(seen, false);
      alerts.add(alert);
      refuseIfRightBehindFinished(alert);
    } else if (type.equals(ContentType.APPLICATION_DATA)) {
      clientData |= client;
      serverData |= !client;
    }
  }

  private void finished(Sender from, int index) {
    if (from == Sender.CLIENT && !clientFinished) {
      clientFinished = true;
      if (serverFinishedFirst && refusal.filter(a -> a.description().isEmpty()).isPresent()) {
        refusal = Optional.empty(); // the client took the session up; a farewell that overtook it
      }
      reach(Stage.CLIENT_FINISHED, index);
    } else if (from == Sender.SERVER && !serverFinished) {
      serverFinished = true;
      serverFinishedFirst = !clientFinished;
      if (serverFinishedFirst || clientFinished) {
        reach(clientFinished ? Stage.COMPLETE : Stage.SERVER_FINISHED, index);
      }
    }
  }

  /**
   * An alert that comes before the other side could take the handshake for done refuses it: between
   * the two Finished, or from the server right after the client's Finished in TLS 1.3.
   */
  private void refuseIfRightBehindFinished(AlertSeen alert) {
    boolean fatal = alert.isFatal() || alert.description().isEmpty();
    boolean between = clientFinished != serverFinished;
    boolean afterTls13 =
        tls13
            && clientFinished
            && serverFinished
            && alert.from() == Sender.SERVER
            && alert.isFatal();
    // a close of the other side's explains many an alert, but none about its certificate
    boolean consequence =
        !alert.isAboutCertificate() && Closes.before(facts, alert.from().peer(), alert.index());
    // nobody can encrypt before the ServerHello: the file has frames out of order
    boolean overtook =
        alert.description().isEmpty() && !serverHello && facts.serverHello().isPresent();
    if (fatal
        && !consequence
        && !overtook
        && refusal.isEmpty()
        && (between || afterTls13)
        && !(clientData && serverData)) {
      refusal = Optional.of(alert);
    }
  }

  private Sender awaited() {
    return unfinished != null ? unfinished : awaitedByStage();
  }

  private Sender awaitedByStage() {
    return switch (stage) {
      case TCP_SYN,
          CLIENT_HELLO,
          SECOND_CLIENT_HELLO,
          SERVER_HELLO,
          ENCRYPTED_EXTENSIONS,
          SERVER_CERTIFICATE,
          CERTIFICATE_STATUS,
          CERTIFICATE_REQUEST,
          SERVER_KEY_EXCHANGE,
          SERVER_CERTIFICATE_VERIFY,
          CLIENT_FINISHED ->
          Sender.SERVER;
      case SERVER_CHANGE_CIPHER_SPEC -> Sender.SERVER;
      case PREAMBLE, TCP_ESTABLISHED -> awaitedInPlaintext();
      case HELLO_RETRY_REQUEST,
          SERVER_ENCRYPTED,
          SERVER_HELLO_DONE,
          SERVER_FINISHED,
          CLIENT_CERTIFICATE,
          CLIENT_KEY_EXCHANGE,
          CLIENT_CERTIFICATE_VERIFY,
          CLIENT_CHANGE_CIPHER_SPEC,
          COMPLETE ->
          Sender.CLIENT;
    };
  }

  private Sender awaitedInPlaintext() {
    if (lastStep == null || !(lastStep.value() instanceof PlaintextEvent spoken)) {
      return Sender.CLIENT;
    }
    boolean header = spoken.role() == PlaintextEvent.Role.HEADER;
    return header ? Sender.CLIENT : lastStep.from().peer();
  }

  private void reach(Stage reached, int index) {
    stage = reached;
    lastStep = facts.at(index, facts.flow().log().entries().get(index).event());
  }
}
