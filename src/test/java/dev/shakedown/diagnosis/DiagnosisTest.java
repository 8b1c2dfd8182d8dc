package dev.shakedown.diagnosis;

import static dev.shakedown.diagnosis.TestFlow.clientHello;
import static dev.shakedown.diagnosis.TestFlow.greeted;
import static dev.shakedown.diagnosis.TestFlow.serverHello;
import static dev.shakedown.diagnosis.TestFlow.sni;
import static dev.shakedown.tcp.Sender.CLIENT;
import static dev.shakedown.tcp.Sender.SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.rules.Rules;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.RenegotiationInfo;
import dev.shakedown.tls.handshake.ClientKeyExchange;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerHelloDone;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.AlertLevel;
import dev.shakedown.tls.registry.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The verdict over hand-made logs: one per way a handshake can end, and its nearest neighbours. */
final class DiagnosisTest {

  @Test
  void completesTls12WhenBothFinishedAreSeen() {
    check(tls12Finished(), "completed complete none");
  }

  @Test
  void completesTls12ClosedWithoutData() {
    TestFlow flow = tls12Finished().protectedRecord(CLIENT, ContentType.ALERT, 26).fin(SERVER);
    check(flow, "completed complete none");
  }

  @Test
  void takesAnEncryptedAlertBetweenTheFinishedForARefusal() {
    TestFlow flow =
        serverFlight12()
            .message(CLIENT, new ClientKeyExchange(Bytes.EMPTY, 0, 0, Bytes.EMPTY))
            .changeCipherSpec(CLIENT)
            .protectedRecord(CLIENT, ContentType.HANDSHAKE, 40)
            .protectedRecord(CLIENT, ContentType.ALERT, 26)
            .fin(CLIENT);
    check(flow, "failed client-finished client encrypted-alert");
  }

  /** A code that no rule gives would be a promise. */
  @Test
  void everyCodeOfTheCatalogueHasItsRule() {
    Set<String> given = new TreeSet<>();
    Rules.ALL.forEach(r -> given.addAll(r.codes()));
    Set<String> missing = new TreeSet<>(Codes.ALL);
    missing.removeAll(given);
    assertEquals(Set.of(), missing);
    assertTrue(Codes.ALL.containsAll(given));
  }

  @Test
  void saysWhatItCouldNotAssess() {
    Diagnosis hidden = diagnose(serverFlight13().protectedRecord(CLIENT, data(), 19)).get(0);
    assertEquals(List.of(Message.of("not-assessed.certificate-encrypted")), hidden.notAssessed());
    assertEquals(List.of(), diagnose(tls12Finished()).get(0).notAssessed());
  }

  /** A refusal and a farewell are equally long, and the client had left. */
  @Test
  void saysThatARefusalBehindTheClientsCloseCannotBeTold() {
    TestFlow asked =
        serverFlight13()
            .protectedRecord(CLIENT, data(), 25)
            .protectedRecord(CLIENT, data(), 69)
            .protectedRecord(CLIENT, data(), 19)
            .fin(CLIENT)
            .protectedRecord(SERVER, data(), 19)
            .fin(SERVER);
    Diagnosis hidden = diagnose(asked).get(0);
    assertEquals("completed complete none", gist(hidden));
    assertEquals(List.of(Message.of("not-assessed.refusal-behind-close")), hidden.notAssessed());
    Diagnosis tickets =
        diagnose(
                serverFlight13()
                    .protectedRecord(CLIENT, data(), 25)
                    .protectedRecord(CLIENT, data(), 69)
                    .protectedRecord(CLIENT, data(), 19)
                    .fin(CLIENT)
                    .protectedRecord(SERVER, data(), 250)
                    .protectedRecord(SERVER, data(), 19)
                    .fin(SERVER))
            .get(0);
    assertEquals(List.of(), tickets.notAssessed());
  }

  @Test
  void completesTls13ByTheLengthOfTheClientsFinished() {
    check(serverFlight13().protectedRecord(CLIENT, data(), 69), "completed complete none");
  }

  @Test
  void readsAnAlertLengthInsteadOfFinishedAsRefusal() {
    check(
        serverFlight13().protectedRecord(CLIENT, data(), 19).fin(CLIENT),
        "failed server-encrypted client encrypted-alert");
  }

  @Test
  void readsEmptyCertificateAndServerAlertAsMissingClientCertificate() {
    check(
        serverFlight13()
            .protectedRecord(CLIENT, data(), 25)
            .protectedRecord(CLIENT, data(), 69)
            .protectedRecord(CLIENT, data(), 120)
            .protectedRecord(SERVER, data(), 19)
            .fin(SERVER),
        "failed client-finished server client-certificate-missing");
  }

  @Test
  void keepsAnOptionalClientCertificateCompleted() {
    check(
        serverFlight13()
            .protectedRecord(CLIENT, data(), 25)
            .protectedRecord(CLIENT, data(), 69)
            .protectedRecord(SERVER, data(), 250)
            .protectedRecord(SERVER, data(), 19)
            .fin(SERVER),
        "completed complete none");
  }

  @Test
  void keepsACloseNotifyRightAfterFinishedCompleted() {
    check(
        serverFlight13()
            .protectedRecord(CLIENT, data(), 69)
            .protectedRecord(SERVER, data(), 19)
            .fin(SERVER),
        "completed complete none");
  }

  @Test
  void namesTheFirstCausalEventNotItsConsequence() {
    check(
        serverFlight12().fin(SERVER).alert(CLIENT, AlertDescription.DECODE_ERROR),
        "failed server-hello-done server closed-during-handshake");
  }

  @Test
  void goesOnAfterAWarning() {
    check(
        greeted(clientHello(0x0303, sni("a.example")))
            .alert(SERVER, AlertLevel.WARNING, AlertDescription.UNRECOGNIZED_NAME)
            .message(SERVER, serverHello(0x0303, 0xc02f))
            .message(SERVER, new ServerHelloDone())
            .fin(CLIENT),
        "failed server-hello-done client closed-during-handshake");
  }

  @Test
  void mapsNegotiationAlerts() {
    TestFlow hello = greeted(clientHello(0x0303, sni("a.example")));
    check(
        hello.alert(SERVER, AlertDescription.PROTOCOL_VERSION).fin(SERVER),
        "failed client-hello server version-mismatch");
    check(
        greeted(clientHello(0x0303)).alert(SERVER, AlertDescription.UNRECOGNIZED_NAME),
        "failed client-hello server sni-missing");
    check(
        greeted(clientHello(0x0303, sni("a.example")))
            .alert(SERVER, AlertDescription.UNRECOGNIZED_NAME),
        "failed client-hello server sni-unrecognized");
    check(
        greeted(clientHello(0x0304)).alert(SERVER, AlertDescription.NO_APPLICATION_PROTOCOL),
        "failed client-hello server alpn-mismatch");
  }

  @Test
  void leavesAHandshakeFailureWithoutVisibleCauseUnexplained() {
    check(
        greeted(clientHello(0x0304)).alert(SERVER, AlertDescription.HANDSHAKE_FAILURE),
        "failed client-hello server handshake-failure");
  }

  @Test
  void explainsAHandshakeFailureByWhatTheServerAcceptedFromOthers() {
    TestFlow good =
        greeted(clientHello(0x0304, sni("a.example")))
            .message(SERVER, serverHello(0x0304, 0x1302))
            .protectedRecord(SERVER, data(), 900)
            .protectedRecord(CLIENT, data(), 69);
    TestFlow bad =
        greeted(clientHello(0x0303, sni("a.example")))
            .id(2)
            .alert(SERVER, AlertDescription.HANDSHAKE_FAILURE);
    List<Diagnosis> all = diagnose(bad, good);
    assertEquals("completed complete none", gist(all.get(0)));
    assertEquals("failed client-hello server version-mismatch", gist(all.get(1)));
  }

  @Test
  void tellsResetFromTheServerAndFromTheMiddle() {
    check(
        greeted(clientHello(0x0304)).rst(SERVER),
        "failed client-hello server reset-after-client-hello");
    check(
        greeted(clientHello(0x0304)).rst(SERVER, 41), "failed client-hello network reset-injected");
    // another initial value, the same distance: the same host
    check(
        greeted(clientHello(0x0304)).rst(SERVER, 128),
        "failed client-hello server reset-after-client-hello");
  }

  @Test
  void saysThatAConnectionWasGivenUpForWantOfRoom() {
    TestFlow flow = greeted(clientHello(0x0304)).end(FinishedFlow.End.EVICTED);
    assertEquals("evicted", first(flow).variant());
  }

  @Test
  void tellsSilenceByItsLength() {
    check(
        greeted(clientHello(0x0304)).quiet(0.1),
        "indeterminate client-hello capture capture-ends-early");
    check(greeted(clientHello(0x0304)).quiet(5), "stalled client-hello server server-silent");
    check(
        greeted(clientHello(0x0304)).quiet(5).fin(CLIENT),
        "stalled client-hello server server-silent");
    check(
        serverFlight12().quiet(4).fin(SERVER),
        "stalled server-hello-done client handshake-timeout");
  }

  @Test
  void tellsMtuFromLoss() {
    check(
        greeted(clientHello(0x0304)).unacked(CLIENT, 569, 5, false).quiet(5),
        "stalled client-hello network client-hello-dropped");
    check(
        greeted(clientHello(0x0304))
            .unacked(CLIENT, 1500, 5, false)
            .unacked(CLIENT, 236, 1, true)
            .quiet(5),
        "stalled client-hello network path-mtu");
    check(
        greeted(clientHello(0x0303))
            .message(SERVER, serverHello(0x0303, 0xc02f))
            .unacked(SERVER, 1500, 4, false)
            .quiet(5),
        "stalled server-hello network path-mtu");
    check(
        greeted(clientHello(0x0303))
            .message(SERVER, serverHello(0x0303, 0xc02f))
            .unacked(SERVER, 300, 4, false)
            .quiet(5),
        "stalled server-hello network path-loss");
  }

  @Test
  void takesUnacknowledgedDataThatIsNeverRepeatedForTheEndOfTheRecording() {
    check(
        greeted(clientHello(0x0303))
            .message(SERVER, serverHello(0x0303, 0xc02f))
            .unacked(SERVER, 1500, 1, false)
            .quiet(30),
        "indeterminate server-hello capture capture-ends-early");
  }

  @Test
  void takesACloseFollowedByTheClientsResetForTheEnd() {
    check(
        greeted(clientHello(0x0304))
            .fin(CLIENT)
            .message(SERVER, serverHello(0x0304, 0x1302))
            .rst(CLIENT),
        "failed client-hello client closed-during-handshake");
  }

  /**
   * A server's alert behind an agreed upgrade blames it only if the client spoke on in plaintext.
   */
  @Test
  void namesTheClientThatLeavesAnAgreedUpgrade() {
    TestFlow agreed =
        TestFlow.established()
            .plaintext(CLIENT, "irc-starttls", Role.UPGRADE_REQUEST, "STARTTLS")
            .plaintext(SERVER, "irc-starttls", Role.UPGRADE_ACCEPTED, "670");
    check(
        agreed.fin(CLIENT).alert(SERVER, AlertDescription.CLOSE_NOTIFY).fin(SERVER),
        "failed preamble client closed-during-handshake");
    check(
        TestFlow.established()
            .plaintext(CLIENT, "http-connect", Role.UPGRADE_REQUEST, "CONNECT a:443")
            .plaintext(SERVER, "http-connect", Role.UPGRADE_ACCEPTED, "200")
            .plaintext(CLIENT, "http", Role.DATA, "GET / HTTP/1.1")
            .alert(SERVER, AlertDescription.UNEXPECTED_MESSAGE)
            .fin(SERVER),
        "failed preamble server unexpected-message");
  }

  @Test
  void recognisesPlaintextOnATlsPort() {
    check(
        TestFlow.established()
            .plaintext(CLIENT, "http", Role.DATA, "GET / HTTP/1.1")
            .alert(SERVER, AlertDescription.UNEXPECTED_MESSAGE),
        "failed tcp-established server plaintext-http-to-tls-port");
    check(
        TestFlow.established().plaintext(CLIENT, "http", Role.DATA, "GET / HTTP/1.1").fin(SERVER),
        "failed tcp-established server plaintext-http-to-tls-port");
    check(
        TestFlow.established()
            .port(80)
            .plaintext(CLIENT, "http", Role.DATA, "GET / HTTP/1.1")
            .plaintext(SERVER, "http", Role.DATA, "HTTP/1.1 400 Bad Request"),
        "not-tls tcp-established none");
  }

  @Test
  void recognisesTlsOnAPlaintextPort() {
    check(
        greeted(clientHello(0x0304))
            .plaintext(SERVER, "http", Role.DATA, "HTTP/1.1 400 Bad Request")
            .fin(CLIENT),
        "failed client-hello server tls-to-plaintext-port");
  }

  @Test
  void namesAHelloThatNoRetryAskedFor() {
    TestFlow repeated = greeted(clientHello(0x0303)).message(CLIENT, clientHello(0x0303));
    check(
        repeated.alert(SERVER, AlertDescription.HANDSHAKE_FAILURE),
        "failed client-hello server unexpected-message");
    // sent by the client itself, its end is no answer to its second hello
    check(
        greeted(clientHello(0x0303)).message(CLIENT, clientHello(0x0303)).fin(CLIENT),
        "failed client-hello client closed-during-handshake");
  }

  @Test
  void blamesNoMalformedRecordThatThePeerAccepted() {
    TestFlow accepted =
        serverFlight12()
            .message(CLIENT, new ClientKeyExchange(Bytes.EMPTY, 0, 0, Bytes.EMPTY))
            .add(CLIENT, new TlsEvent.MalformedRecord(0, Bytes.EMPTY, "legacy_record_version"))
            .changeCipherSpec(SERVER)
            .protectedRecord(SERVER, ContentType.HANDSHAKE, 40)
            .quiet(3)
            .fin(SERVER);
    check(accepted, "indeterminate server-finished capture record-malformed");
  }

  @Test
  void blamesNobodyForWhatTheCaptureLost() {
    check(
        greeted(clientHello(0x0304)).missing(SERVER, 1448).fin(CLIENT),
        "indeterminate client-hello capture capture-lost-packets");
  }

  @Test
  void saysOfASilentClientOnlyWhatTheCaptureLasts() {
    TestFlow open = TestFlow.established().quiet(5);
    Finding finding = diagnose(open).get(0).findings().get(0);
    assertEquals("client-silent", finding.code());
    assertEquals("open", finding.variant());
    assertEquals(Confidence.LIKELY, finding.confidence());
  }

  @Test
  void countsProbesApart() {
    check(
        TestFlow.established().fin(CLIENT).fin(SERVER),
        "not-attempted tcp-established none closed-before-hello");
    check(
        TestFlow.established().quiet(5).fin(SERVER),
        "stalled tcp-established client client-silent");
    check(TestFlow.established().rst(SERVER), "failed tcp-established server closed-before-hello");
    check(
        TestFlow.established()
            .quiet(5)
            .fin(CLIENT)
            .alert(SERVER, AlertLevel.WARNING, AlertDescription.CLOSE_NOTIFY)
            .rst(CLIENT),
        "not-attempted tcp-established none closed-before-hello");
    check(
        TestFlow.established()
            .quiet(5)
            .alert(SERVER, AlertLevel.WARNING, AlertDescription.CLOSE_NOTIFY)
            .fin(SERVER),
        "stalled tcp-established client client-silent");
  }

  @Test
  void tellsRefusedFromUnanswered() {
    check(TestFlow.opened().rst(SERVER), "no-connection tcp-syn server tcp-refused");
    check(TestFlow.opened().quiet(3), "no-connection tcp-syn network tcp-unanswered");
  }

  @Test
  void saysThatASynWasSentOnceOnly() {
    assertEquals("syn-once", first(TestFlow.opened().quiet(20)).variant());
    assertEquals("single", first(TestFlow.opened().quiet(2)).variant());
  }

  private static Finding first(TestFlow flow) {
    List<Diagnosis> out = new ArrayList<>();
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
    engine.add(flow.build(), out::add);
    engine.finish(out::add);
    return out.get(0).findings().get(0);
  }

  /** The client repeats its SYN once; whether it gets the second answer the file may not hold. */
  @Test
  void lastSynAckAtTheEndOfTheFileMayStillBeAcknowledged() {
    check(answeredTwice().quiet(0.0002), "indeterminate tcp-syn capture capture-ends-early");
    check(answeredTwice().quiet(5), "no-connection tcp-syn network tcp-unanswered");
    TestFlow again = answeredTwice().quiet(3).add(SERVER, syn(true, true));
    check(again.quiet(0.0002), "no-connection tcp-syn network tcp-unanswered");
  }

  private static TestFlow answeredTwice() {
    return TestFlow.opened()
        .add(SERVER, syn(true, false))
        .quiet(1)
        .add(CLIENT, syn(false, true))
        .add(SERVER, syn(true, true));
  }

  private static TcpEvent.Syn syn(boolean ack, boolean again) {
    return new TcpEvent.Syn(ack, ack ? 2000 : 1000, 1460, 7, true, true, again);
  }

  @Test
  void putsTheSymptomBeforeWhatAHelloWithoutRenegotiationSignalMayExplain() {
    TestFlow flow =
        greeted(clientHello(0x0303, sni("a.example")))
            .alert(SERVER, AlertDescription.HANDSHAKE_FAILURE);
    check(flow, "failed client-hello server handshake-failure");
    Finding second = diagnose(flow).get(0).findings().get(1);
    assertEquals(Codes.LEGACY_RENEGOTIATION, second.code());
    assertEquals(Confidence.POSSIBLE, second.confidence());
  }

  @Test
  void seesNoRenegotiationInAFirstHandshake() {
    check(
        greeted(clientHello(0x0303)).alert(SERVER, AlertDescription.NO_RENEGOTIATION),
        "failed client-hello server handshake-failure");
    check(
        greeted(clientHello(0x0303, new RenegotiationInfo(Bytes.ofHex("aabb"))))
            .alert(SERVER, AlertDescription.NO_RENEGOTIATION),
        "failed client-hello server renegotiation-failed");
  }

  @Test
  void namesADowngradeThatTheClientRefuses() {
    ServerHello hello = serverHello(0x0303, 0xc02f);
    ServerHello marked =
        new ServerHello(
            hello.legacyVersion(),
            Bytes.ofHex("11".repeat(24) + "444f574e47524401"),
            hello.sessionId(),
            hello.cipherSuite(),
            hello.compressionMethod(),
            hello.extensions());
    check(
        greeted(clientHello(0x0304))
            .message(SERVER, marked)
            .alert(CLIENT, AlertDescription.ILLEGAL_PARAMETER),
        "failed server-hello client version-mismatch");
    check(
        greeted(clientHello(0x0304))
            .message(SERVER, hello)
            .alert(CLIENT, AlertDescription.ILLEGAL_PARAMETER),
        "failed server-hello client message-malformed");
  }

  @Test
  void blamesDataThatComesBeforeAnyHello() {
    check(
        TestFlow.established()
            .protectedRecord(CLIENT, data(), 100)
            .plaintext(SERVER, "http", PlaintextEvent.Role.DATA, "HTTP/1.1 400 Bad Request")
            .fin(SERVER),
        "failed tcp-established server unexpected-message");
  }

  @Test
  void takesAProtocolThatBothSidesKnowForNoTls() {
    check(
        TestFlow.established()
            .plaintext(CLIENT, "fb-zero", PlaintextEvent.Role.DATA, "1QTV0")
            .plaintext(SERVER, "fb-zero", PlaintextEvent.Role.DATA, "32 bytes"),
        "not-tls tcp-established none");
  }

  private static TestFlow serverFlight12() {
    return greeted(clientHello(0x0303))
        .message(SERVER, serverHello(0x0303, 0xc02f))
        .message(SERVER, new ServerHelloDone());
  }

  private static TestFlow tls12Finished() {
    return serverFlight12()
        .message(CLIENT, new ClientKeyExchange(Bytes.EMPTY, 0, 0, Bytes.EMPTY))
        .changeCipherSpec(CLIENT)
        .protectedRecord(CLIENT, ContentType.HANDSHAKE, 40)
        .changeCipherSpec(SERVER)
        .protectedRecord(SERVER, ContentType.HANDSHAKE, 40);
  }

  private static TestFlow serverFlight13() {
    return greeted(clientHello(0x0304))
        .message(SERVER, serverHello(0x0304, 0x1302))
        .changeCipherSpec(SERVER)
        .protectedRecord(SERVER, data(), 23)
        .protectedRecord(SERVER, data(), 900)
        .changeCipherSpec(CLIENT);
  }

  private static ContentType data() {
    return ContentType.APPLICATION_DATA;
  }

  private static void check(TestFlow flow, String expected) {
    List<Diagnosis> all = diagnose(flow);
    assertEquals(1, all.size());
    assertEquals(expected, gist(all.get(0)));
    for (Finding finding : all.get(0).findings()) {
      assertTrue(Codes.ALL.contains(finding.code()), finding.code());
      assertTrue(!finding.evidence().isEmpty(), finding.code() + " without evidence");
    }
  }

  private static List<Diagnosis> diagnose(TestFlow... flows) {
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
    List<Diagnosis> all = new ArrayList<>();
    for (TestFlow flow : flows) {
      engine.add(flow.build(), all::add);
    }
    engine.finish(all::add);
    return all;
  }

  private static String gist(Diagnosis diagnosis) {
    String verdict =
        diagnosis.outcome().id() + " " + diagnosis.stage().id() + " " + diagnosis.stoppedBy().id();
    return diagnosis.findings().isEmpty()
        ? verdict
        : verdict + " " + diagnosis.findings().get(0).code();
  }
}
