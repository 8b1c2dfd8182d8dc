package dev.shakedown.diagnosis;

import static dev.shakedown.diagnosis.TestFlow.clientHello;
import static dev.shakedown.diagnosis.TestFlow.greeted;
import static dev.shakedown.diagnosis.TestFlow.serverHello;
import static dev.shakedown.tcp.Sender.CLIENT;
import static dev.shakedown.tcp.Sender.SERVER;
import static dev.shakedown.tls.registry.ContentType.ALERT;
import static dev.shakedown.tls.registry.ContentType.APPLICATION_DATA;
import static dev.shakedown.tls.registry.ContentType.CHANGE_CIPHER_SPEC;
import static dev.shakedown.tls.registry.ContentType.HANDSHAKE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.UnknownBody;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ClientKeyExchange;
import dev.shakedown.tls.handshake.ServerHelloDone;
import dev.shakedown.tls.registry.ExtensionType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows the client's Finished and can still mean a refusal, with its nearest neighbours. */
final class AfterTheFinishedTest {
  private static final String COMPLETED = "completed complete none []";

  @Test
  void takesGnuTlsTwoAlertsForTheRefusalOfAClientCertificate() {
    check(
        clientFinished13(500)
            .protectedRecord(CLIENT, APPLICATION_DATA, 97)
            .protectedRecord(SERVER, APPLICATION_DATA, 19)
            .protectedRecord(SERVER, APPLICATION_DATA, 19)
            .fin(SERVER),
        "failed client-finished server [client-certificate-rejected]");
  }

  /** A client that may send application settings begins with EncryptedExtensions of its own. */
  @Test
  void takesNoApplicationSettingsForACertificate() {
    check(settings(true).protectedRecord(CLIENT, APPLICATION_DATA, 69 + 10).fin(SERVER), COMPLETED);
    check(
        settings(true)
            .protectedRecord(CLIENT, APPLICATION_DATA, 27)
            .protectedRecord(CLIENT, APPLICATION_DATA, 69)
            .fin(SERVER),
        COMPLETED);
  }

  /** Ten bytes hold no certificate, whatever they are; a raw public key takes some more. */
  @Test
  void takesNothingForACertificateThatIsTooShortForOne() {
    check(
        settings(false)
            .protectedRecord(CLIENT, APPLICATION_DATA, 27)
            .protectedRecord(CLIENT, APPLICATION_DATA, 69)
            .fin(SERVER),
        COMPLETED);
    check(
        settings(false)
            .protectedRecord(CLIENT, APPLICATION_DATA, 74)
            .protectedRecord(CLIENT, APPLICATION_DATA, 69)
            .fin(SERVER),
        "failed client-finished server [client-certificate-rejected]");
  }

  /** A server that resets at once behind the Finished has said nothing: what it thought is open. */
  @Test
  void marksAResetRightBehindTheFinished() {
    String marked = "completed complete none [refused-after-handshake]";
    check(finished13().rst(SERVER), marked);
    check(finished13().protectedRecord(CLIENT, APPLICATION_DATA, 100).rst(SERVER), marked);
    // the client was done, or had its answer, or the server had been content with it for long
    check(finished13().fin(CLIENT).rst(SERVER), COMPLETED);
    check(finished13().rst(CLIENT), COMPLETED);
    check(finished13().protectedRecord(CLIENT, APPLICATION_DATA, 19).rst(SERVER), COMPLETED);
    check(finished13().protectedRecord(CLIENT, APPLICATION_DATA, 35).rst(SERVER), COMPLETED);
    check(finished13().protectedRecord(SERVER, APPLICATION_DATA, 234).rst(SERVER), COMPLETED);
    check(finished13().protectedRecord(SERVER, APPLICATION_DATA, 19).rst(SERVER), COMPLETED);
    check(finished13().quiet(3).rst(SERVER), COMPLETED);
  }

  private static TestFlow finished13() {
    return settings(false).protectedRecord(CLIENT, APPLICATION_DATA, 69);
  }

  private static TestFlow settings(boolean offered) {
    ClientHello hello = clientHello(0x0304);
    List<Extension> extensions = new ArrayList<>(hello.extensions());
    if (offered) {
      extensions.add(
          new Extension(ExtensionType.APPLICATION_SETTINGS, 5, new UnknownBody(Bytes.EMPTY)));
    }
    return greeted(
            new ClientHello(
                false,
                hello.legacyVersion(),
                hello.random(),
                hello.sessionId(),
                hello.cipherSuites(),
                hello.compressionMethods(),
                extensions))
        .message(SERVER, serverHello(0x0304, 0x1302))
        .protectedRecord(SERVER, APPLICATION_DATA, 23)
        .protectedRecord(SERVER, APPLICATION_DATA, 900);
  }

  @Test
  void takesTicketsBeforeTheAlertForAnAcceptedCertificate() {
    check(
        clientFinished13(500)
            .protectedRecord(SERVER, APPLICATION_DATA, 250)
            .protectedRecord(SERVER, APPLICATION_DATA, 19)
            .fin(SERVER),
        COMPLETED);
  }

  @Test
  void takesAResetInPlaceOfAnAnswerForARefusal() {
    check(
        clientFinished13(500).protectedRecord(CLIENT, APPLICATION_DATA, 97).rst(SERVER),
        "failed client-finished server [client-certificate-rejected]");
  }

  @Test
  void countsNoFinishedThatComesAfterTheServersRefusal() {
    check(
        serverFlight13()
            .protectedRecord(CLIENT, APPLICATION_DATA, 41)
            .protectedRecord(SERVER, APPLICATION_DATA, 19)
            .fin(SERVER)
            .protectedRecord(CLIENT, APPLICATION_DATA, 85)
            .rst(SERVER),
        "failed server-encrypted server [client-certificate-missing]");
  }

  @Test
  void readsJssesPaddedAlertBehindItsFirstMessages() {
    check(
        serverFlight13().protectedRecord(SERVER, APPLICATION_DATA, 35).fin(SERVER),
        "failed server-encrypted server [encrypted-alert]");
  }

  @Test
  void takesALoneShortRecordForEncryptedExtensions() {
    check(
        greeted(clientHello(0x0304))
            .message(SERVER, serverHello(0x0304, 0x1302))
            .protectedRecord(SERVER, APPLICATION_DATA, 35)
            .fin(SERVER),
        "failed server-encrypted server [closed-during-handshake]");
  }

  @Test
  void knowsNginxRefusalByTheLengthOfItsPage() {
    check(answered(413), "completed complete none [refused-after-handshake]");
    check(answered(223), COMPLETED);
    check(answered(828), COMPLETED);
  }

  @Test
  void namesARenegotiationThatAnAlertEnds() {
    check(
        renegotiating().protectedRecord(SERVER, ALERT, 26).fin(SERVER),
        "completed complete none [renegotiation-failed]");
    check(renegotiating().rst(CLIENT), "completed complete none [renegotiation-failed]");
  }

  @Test
  void keepsARenegotiationThatFinishes() {
    check(
        renegotiating()
            .protectedRecord(CLIENT, CHANGE_CIPHER_SPEC, 25)
            .protectedRecord(CLIENT, HANDSHAKE, 40)
            .protectedRecord(SERVER, CHANGE_CIPHER_SPEC, 25)
            .protectedRecord(SERVER, HANDSHAKE, 40)
            .protectedRecord(SERVER, ALERT, 26)
            .fin(SERVER),
        COMPLETED);
  }

  @Test
  void keepsAWishToRenegotiateThatIsIgnored() {
    check(finished12().protectedRecord(SERVER, HANDSHAKE, 28).fin(SERVER), COMPLETED);
    check(
        finished12()
            .protectedRecord(CLIENT, HANDSHAKE, 250)
            .protectedRecord(SERVER, APPLICATION_DATA, 500)
            .protectedRecord(SERVER, ALERT, 26)
            .fin(SERVER),
        COMPLETED);
  }

  @Test
  void saysNothingOfARenegotiationWithAHole() {
    check(renegotiating().missing(SERVER, 100).protectedRecord(SERVER, ALERT, 26), COMPLETED);
  }

  @Test
  void blamesTheClientThatClosesBeforeItsTurn() {
    check(
        greeted(clientHello(0x0303))
            .fin(CLIENT)
            .message(SERVER, serverHello(0x0303, 0xc02f))
            .message(SERVER, new ServerHelloDone())
            .fin(SERVER),
        "failed server-hello-done client [closed-during-handshake]");
  }

  private static TestFlow serverFlight13() {
    return greeted(clientHello(0x0304))
        .message(SERVER, serverHello(0x0304, 0x1302))
        .protectedRecord(SERVER, APPLICATION_DATA, 23)
        .protectedRecord(SERVER, APPLICATION_DATA, 900);
  }

  private static TestFlow clientFinished13(int certificate) {
    return serverFlight13()
        .protectedRecord(CLIENT, APPLICATION_DATA, certificate)
        .protectedRecord(CLIENT, APPLICATION_DATA, 95)
        .protectedRecord(CLIENT, APPLICATION_DATA, 69);
  }

  /** A client without a certificate sends a request, and the server answers once and closes. */
  private static TestFlow answered(int length) {
    return clientFinished13(25)
        .protectedRecord(SERVER, APPLICATION_DATA, 250)
        .protectedRecord(CLIENT, APPLICATION_DATA, 97)
        .protectedRecord(SERVER, APPLICATION_DATA, length)
        .protectedRecord(SERVER, APPLICATION_DATA, 19)
        .fin(SERVER);
  }

  private static TestFlow finished12() {
    return greeted(clientHello(0x0303))
        .message(SERVER, serverHello(0x0303, 0xc02f))
        .message(SERVER, new ServerHelloDone())
        .message(CLIENT, new ClientKeyExchange(Bytes.EMPTY, 0, 0, Bytes.EMPTY))
        .changeCipherSpec(CLIENT)
        .protectedRecord(CLIENT, HANDSHAKE, 40)
        .changeCipherSpec(SERVER)
        .protectedRecord(SERVER, HANDSHAKE, 40)
        .protectedRecord(CLIENT, APPLICATION_DATA, 97);
  }

  private static TestFlow renegotiating() {
    return finished12()
        .protectedRecord(SERVER, HANDSHAKE, 28)
        .protectedRecord(CLIENT, HANDSHAKE, 250)
        .protectedRecord(SERVER, HANDSHAKE, 1200);
  }

  private static void check(TestFlow flow, String expected) {
    List<Diagnosis> all = new ArrayList<>();
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
    engine.add(flow.build(), all::add);
    engine.finish(all::add);
    Diagnosis one = all.get(0);
    List<String> codes = one.findings().stream().map(Finding::code).toList();
    assertEquals(
        expected,
        one.outcome().id() + " " + one.stage().id() + " " + one.stoppedBy().id() + " " + codes);
  }
}
