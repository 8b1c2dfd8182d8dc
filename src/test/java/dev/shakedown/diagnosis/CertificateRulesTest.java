package dev.shakedown.diagnosis;

import static dev.shakedown.diagnosis.TestFlow.clientHello;
import static dev.shakedown.diagnosis.TestFlow.greeted;
import static dev.shakedown.diagnosis.TestFlow.serverHello;
import static dev.shakedown.diagnosis.TestFlow.sni;
import static dev.shakedown.tcp.Sender.CLIENT;
import static dev.shakedown.tcp.Sender.SERVER;
import static dev.shakedown.tls.x509.TestCertificates.bytes;
import static dev.shakedown.tls.x509.TestCertificates.certificate;
import static dev.shakedown.tls.x509.TestCertificates.store;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tls.extension.ExtensionBody;
import dev.shakedown.tls.extension.SignatureAlgorithms;
import dev.shakedown.tls.handshake.CertificateEntry;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.handshake.CertificateStatus;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ClientKeyExchange;
import dev.shakedown.tls.handshake.ServerHelloDone;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.CertificateStatusType;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.SignatureScheme;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.TrustStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of alerts and certificates together; each cause beside its nearest neighbours. */
class CertificateRulesTest {

  @Test
  void aMissingIntermediateIsLikelyWhereTheCertificateSaysWhereToGetIt() {
    check(rejected(AlertDescription.UNKNOWN_CA, "leaf"), "certificate-chain-incomplete/likely");
    check(
        rejected(AlertDescription.UNKNOWN_CA, "leaf-plain"),
        "certificate-chain-incomplete/possible");
  }

  @Test
  void aMissingIntermediateIsCertainWhereAnotherConnectionSentIt() {
    TestFlow whole = rejected(AlertDescription.UNKNOWN_CA, "leaf", "intermediate").id(2);
    List<Diagnosis> both =
        diagnose(new TrustStore(false), rejected(AlertDescription.UNKNOWN_CA, "leaf-plain"), whole);
    assertEquals("certificate-chain-incomplete/certain", codes(both.get(0)));
    assertEquals("certificate-untrusted/likely", codes(both.get(1)));
  }

  @Test
  void nothingIsMissingBelowARoot() {
    check(
        rejected(AlertDescription.UNKNOWN_CA, "leaf-keyid-issuer"),
        "certificate-untrusted/certain");
    check(
        rejected(AlertDescription.UNKNOWN_CA, "leaf", "intermediate", "root"),
        "certificate-untrusted/certain");
    List<Diagnosis> byStore =
        diagnose(store("root"), rejected(AlertDescription.UNKNOWN_CA, "leaf-under-root"));
    assertEquals("certificate-untrusted/certain", codes(byStore.get(0)));
    assertEquals("anchored", byStore.get(0).findings().get(0).variant());
  }

  @Test
  void aTrustedChainIsRejectedForAReasonOfTheClientsOwn() {
    List<Diagnosis> trusted =
        diagnose(
            store("root"), rejected(AlertDescription.CERTIFICATE_UNKNOWN, "leaf", "intermediate"));
    assertEquals("certificate-rejected/certain", codes(trusted.get(0)));
  }

  @Test
  void onlyATrustStoreTheUserNamedRefutesAnAcceptedChain() {
    assertEquals("certificate-untrusted/certain", codes(completed(store("other"))));
    assertEquals("", codes(completed(store("root"))));
    assertEquals("", codes(completed(new TrustStore(false))));
  }

  private static Diagnosis completed(TrustStore trust) {
    TestFlow flow =
        greeted(clientHello(0x0303, sni("shop.example.com")))
            .message(SERVER, serverHello(0x0303, 0xc02b))
            .message(SERVER, chain("leaf", "intermediate"))
            .message(SERVER, new ServerHelloDone())
            .message(CLIENT, new ClientKeyExchange(Bytes.EMPTY, 0, 0, Bytes.EMPTY))
            .changeCipherSpec(CLIENT)
            .protectedRecord(CLIENT, ContentType.HANDSHAKE, 40)
            .changeCipherSpec(SERVER)
            .protectedRecord(SERVER, ContentType.HANDSHAKE, 40);
    return diagnose(trust, flow).get(0);
  }

  @Test
  void anUntrustedRootStandsBesideAnotherFault() {
    TestFlow flow =
        rejected(
            clientHello(0x0303, sni("other.example.com")),
            AlertDescription.CERTIFICATE_UNKNOWN,
            "leaf",
            "intermediate");
    assertEquals(
        "certificate-name-mismatch/likely certificate-untrusted/likely",
        codes(diagnose(store("other"), flow).get(0)));
  }

  @Test
  void aBrokenSignatureIsNamed() {
    Diagnosis broken =
        diagnose(
                new TrustStore(false),
                rejected(AlertDescription.BAD_CERTIFICATE, "leaf-ed25519", "impostor"))
            .get(0);
    assertEquals("certificate-rejected", broken.findings().get(0).code());
    assertEquals("signature", broken.findings().get(0).details().get("fault"));
  }

  @Test
  void certificatesOfAKindNotOfferedAreAMismatch() {
    ExtensionBody rsaOnly = new SignatureAlgorithms(List.of(new SignatureScheme(0x0401)));
    ExtensionBody both =
        new SignatureAlgorithms(List.of(new SignatureScheme(0x0401), new SignatureScheme(0x0403)));
    check(
        rejected(
            clientHello(0x0303, rsaOnly),
            AlertDescription.ILLEGAL_PARAMETER,
            "leaf",
            "intermediate"),
        "signature-algorithm-mismatch/likely");
    List<Diagnosis> fits =
        diagnose(
            new TrustStore(false),
            rejected(
                clientHello(0x0303, both),
                AlertDescription.ILLEGAL_PARAMETER,
                "leaf",
                "intermediate"));
    assertEquals("message-malformed/certain", codes(fits.get(0)));
  }

  @Test
  void aStapledRevocationExplainsAGeneralAlert() {
    TestFlow flow =
        greeted(clientHello(0x0303, sni("shop.example.com")))
            .message(SERVER, serverHello(0x0303, 0xc02b))
            .message(SERVER, chain("leaf", "intermediate"))
            .message(
                SERVER,
                new CertificateStatus(new CertificateStatusType(1), List.of(bytes("ocsp-revoked"))))
            .message(SERVER, new ServerHelloDone())
            .alert(CLIENT, AlertDescription.CERTIFICATE_UNKNOWN);
    check(flow, "certificate-revoked/likely");
  }

  @Test
  void theClientsClockIsAWitness() {
    Diagnosis skew =
        diagnose(
                new TrustStore(false),
                rejected(
                    withClock("2025-06-01T00:00:00Z"),
                    AlertDescription.CERTIFICATE_EXPIRED,
                    "leaf",
                    "intermediate"))
            .get(0);
    assertEquals("clock-skew/likely", codes(skew));
    assertEquals(
        Instant.parse("2025-06-01T00:00:00Z"), skew.findings().get(0).details().get("clientClock"));
    check(
        rejected(
            withClock(now().toString()),
            AlertDescription.CERTIFICATE_EXPIRED,
            "leaf",
            "intermediate"),
        "clock-skew/possible");
    check(
        rejected(AlertDescription.CERTIFICATE_EXPIRED, "leaf", "intermediate"),
        "clock-skew/likely");
  }

  @Test
  void onlyAClockThatWasNeverSetExplainsAGeneralAlert() {
    check(
        rejected(
            withClock("1970-01-01T00:10:00Z"),
            AlertDescription.CERTIFICATE_UNKNOWN,
            "leaf",
            "intermediate"),
        "clock-skew/likely");
    check(
        rejected(
            withClock("2025-06-01T00:00:00Z"),
            AlertDescription.CERTIFICATE_UNKNOWN,
            "leaf",
            "intermediate"),
        "certificate-untrusted/likely");
  }

  @Test
  void aCaOfAnInspectionProductIsSuspected() {
    check(
        rejected(AlertDescription.UNKNOWN_CA, "inspected"),
        "interception-suspected/possible certificate-untrusted/likely");
    check(
        rejected(AlertDescription.UNKNOWN_CA, "leaf-keyid-issuer"),
        "certificate-untrusted/certain");
  }

  @Test
  void aClientThatClosesAtOnceRejectsWhatIsVisiblyWrong() {
    check(
        greeted(clientHello(0x0303, sni("other.example.com")))
            .message(SERVER, serverHello(0x0303, 0xc02b))
            .message(SERVER, chain("leaf", "intermediate"))
            .message(SERVER, new ServerHelloDone())
            .fin(CLIENT),
        "certificate-name-mismatch/likely");
    check(
        greeted(clientHello(0x0303, sni("shop.example.com")))
            .message(SERVER, serverHello(0x0303, 0xc02b))
            .message(SERVER, chain("leaf", "intermediate"))
            .message(SERVER, new ServerHelloDone())
            .fin(CLIENT),
        "closed-during-handshake/certain");
  }

  @Test
  void namesTheFaultOfTheClientsCertificate() {
    assertEquals("purpose", reason(AlertDescription.HANDSHAKE_FAILURE, "intermediate"));
    assertEquals("issuer-not-named", reason(AlertDescription.UNKNOWN_CA, "root"));
    assertEquals("untrusted", reason(AlertDescription.UNKNOWN_CA, "intermediate"));
    assertEquals("server-clock", reason(AlertDescription.CERTIFICATE_EXPIRED, "intermediate"));
    assertEquals("revoked", reason(AlertDescription.CERTIFICATE_REVOKED, "intermediate"));
  }

  private static Object reason(AlertDescription alert, String accepted) {
    List<Bytes> authorities = List.of(certificate(accepted).subjectDer());
    TestFlow flow =
        greeted(clientHello(0x0303, sni("shop.example.com")))
            .message(SERVER, serverHello(0x0303, 0xc02b))
            .message(SERVER, chain("leaf", "intermediate"))
            .message(
                SERVER,
                new CertificateRequest(List.of(), List.of(), authorities, Bytes.EMPTY, List.of()))
            .message(SERVER, new ServerHelloDone())
            .message(CLIENT, chain("client"))
            .message(CLIENT, new ClientKeyExchange(Bytes.EMPTY, 0, 0, Bytes.EMPTY))
            .changeCipherSpec(CLIENT)
            .alert(SERVER, alert);
    Finding finding = diagnose(new TrustStore(false), flow).get(0).findings().get(0);
    assertEquals(Codes.CLIENT_CERTIFICATE_REJECTED, finding.code());
    return finding.details().get("reason");
  }

  private static TestFlow rejected(AlertDescription alert, String... names) {
    return rejected(clientHello(0x0303, sni("shop.example.com")), alert, names);
  }

  private static TestFlow rejected(ClientHello hello, AlertDescription alert, String... names) {
    return greeted(hello)
        .message(SERVER, serverHello(0x0303, 0xc02b))
        .message(SERVER, chain(names))
        .message(SERVER, new ServerHelloDone())
        .alert(CLIENT, alert)
        .fin(CLIENT);
  }

  /** A hello whose random begins with gmt_unix_time. */
  private static ClientHello withClock(String time) {
    ClientHello hello = clientHello(0x0303, sni("shop.example.com"));
    String clock = String.format("%08x", Instant.parse(time).getEpochSecond());
    return new ClientHello(
        false,
        hello.legacyVersion(),
        Bytes.ofHex(clock + "22".repeat(28)),
        hello.sessionId(),
        hello.cipherSuites(),
        hello.compressionMethods(),
        hello.extensions());
  }

  /** The time of the flows, a moment after the certificates were made at the earliest. */
  private static Instant now() {
    return Instant.ofEpochSecond(TestFlow.START_SECONDS);
  }

  private static CertificateMessage chain(String... names) {
    List<CertificateEntry> entries = new ArrayList<>();
    for (String name : names) {
      Certificate certificate = certificate(name);
      entries.add(new CertificateEntry(certificate, List.of()));
    }
    return new CertificateMessage(Bytes.EMPTY, entries, Optional.empty());
  }

  private static void check(TestFlow flow, String expected) {
    assertEquals(expected, codes(diagnose(new TrustStore(false), flow).get(0)));
  }

  private static String codes(Diagnosis diagnosis) {
    return String.join(
        " ", diagnosis.findings().stream().map(f -> f.code() + "/" + f.confidence().id()).toList());
  }

  private static List<Diagnosis> diagnose(TrustStore trust, TestFlow... flows) {
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT, trust);
    List<Diagnosis> found = new ArrayList<>();
    Arrays.stream(flows).forEach(f -> engine.add(f.build(), found::add));
    engine.finish(found::add);
    return found;
  }
}
