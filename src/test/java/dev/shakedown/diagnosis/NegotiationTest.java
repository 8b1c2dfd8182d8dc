package dev.shakedown.diagnosis;

import static dev.shakedown.diagnosis.TestFlow.greeted;
import static dev.shakedown.diagnosis.TestFlow.serverHello;
import static dev.shakedown.tcp.Sender.CLIENT;
import static dev.shakedown.tcp.Sender.SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.log.LogMatching;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.diagnosis.negotiation.ServerProfiles;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.ExtensionBody;
import dev.shakedown.tls.extension.ProtocolNames;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.extension.SignatureAlgorithms;
import dev.shakedown.tls.extension.SupportedGroups;
import dev.shakedown.tls.extension.SupportedVersions;
import dev.shakedown.tls.extension.UnknownBody;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.CompressionMethod;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.SignatureScheme;
import dev.shakedown.tls.x509.TrustStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Refusals without a reason, traced to what was not common; each with its nearest neighbour. */
final class NegotiationTest {
  private static final String USUAL = "1301 1302 c02b c02f c02c c030 009c 002f";
  private static final String TLS12 = "c02b c02f c02c c030 009c 002f";

  @Test
  void tracesATls12ClientAtAServerThatChoseTls13() {
    TestFlow good = answered(hello(true, USUAL, "a.example"), 0x0304, 0x1301);
    assertEquals(
        "version-mismatch/likely", verdict(refused(hello(false, TLS12, "a.example")), good));
  }

  @Test
  void saysOnlyPossibleWhereTheOlderOfferIsNarrowToo() {
    TestFlow good = answered(hello(true, USUAL, "a.example"), 0x0304, 0x1301);
    assertEquals(
        "version-mismatch/possible", verdict(refused(hello(false, "c02b", "a.example")), good));
  }

  @Test
  void namesNoSingleCauseWhereTwoThingsDiffer() {
    TestFlow good = answered(hello(true, USUAL, "a.example"), 0x0304, 0x1301);
    Diagnosis bad = diagnose(refused(hello(false, TLS12, "b.example")), good).get(1);
    assertEquals(List.of("handshake-failure", "version-mismatch", "sni-unrecognized"), codes(bad));
    assertEquals(Confidence.POSSIBLE, bad.findings().get(1).confidence());
  }

  @Test
  void doesNotBlameAnOfferThatWasAnsweredBefore() {
    TestFlow good = answered(hello(true, USUAL, "a.example"), 0x0304, 0x1301);
    Diagnosis bad = diagnose(refused(hello(true, USUAL, "a.example")), good).get(1);
    assertEquals(List.of("handshake-failure"), codes(bad));
    OfferAnswer table = bad.offerAnswer().orElseThrow();
    assertEquals(java.util.Set.of(), table.compared().orElseThrow().lacking());
    assertTrue(table.rows().stream().noneMatch(OfferAnswer.Row::failed));
  }

  @Test
  void tracesSuitesByTwoServedClients() {
    TestFlow one = answered(hello(false, "c030 c02f 009d", "a.example"), 0x0303, 0xc030);
    TestFlow two = answered(hello(false, "c030 c028", "a.example"), 0x0303, 0xc030).id(3);
    TestFlow bad = refused(hello(false, "c02f 009c 002f", "a.example"));
    assertEquals("cipher-mismatch/likely", verdict(bad, one, two));
    assertEquals(
        "cipher-mismatch/possible",
        verdict(refused(hello(false, "c02f 009c 002f", "a.example")), one));
  }

  @Test
  void keepsTheResetInFrontOfWhatIsOnlyPossible() {
    TestFlow good = answered(hello(false, TLS12, "a.example"), 0x0303, 0xc030);
    TestFlow bad = greeted(hello(false, "c02f", "a.example")).id(2).rst(SERVER);
    assertEquals(
        List.of("reset-after-client-hello", "cipher-mismatch"), codes(diagnose(bad, good).get(1)));
  }

  @Test
  void tracesAResetWithoutNameWhereAllOthersNamedOne() {
    TestFlow one = answered(hello(true, USUAL, "a.example"), 0x0304, 0x1301);
    TestFlow two = answered(hello(true, USUAL, "b.example"), 0x0304, 0x1301).id(3);
    assertEquals(
        "sni-missing/likely", verdict(greeted(hello(true, USUAL, "")).id(2).rst(SERVER), one, two));
    TestFlow bare = answered(hello(true, USUAL, ""), 0x0304, 0x1301);
    assertEquals(
        "reset-after-client-hello/certain",
        verdict(greeted(hello(true, USUAL, "")).id(2).rst(SERVER), one, bare));
  }

  @Test
  void namesOddOffersByThemselves() {
    assertEquals(
        "cipher-mismatch/likely", verdict(refused(hello(false, "0018 0034", "a.example"))));
    assertEquals(
        "signature-algorithm-mismatch/likely",
        verdict(refused(hello(false, TLS12, "a.example", schemes(0x0201, 0x0203)))));
    assertEquals("handshake-failure/certain", verdict(refused(hello(false, TLS12, "a.example"))));
    assertEquals("handshake-failure/certain", verdict(refused(hello(true, USUAL, "a.example"))));
  }

  @Test
  void mentionsAMissingNameBehindAFailureThatNothingExplains() {
    assertEquals(
        List.of("handshake-failure", "sni-missing"),
        codes(diagnose(refused(hello(true, USUAL, ""))).get(0)));
    assertEquals(
        List.of("handshake-failure"),
        codes(diagnose(refused(hello(true, USUAL, "a.example"))).get(0)));
  }

  @Test
  void namesWhatTheServerChoseWithoutAnOffer() {
    TestFlow group =
        greeted(hello(false, TLS12, "a.example", new SupportedGroups(List.of(NamedGroup.X25519))))
            .message(SERVER, serverHello(0x0303, 0xc02f))
            .message(SERVER, keys(NamedGroup.SECP521R1, 0x0401));
    assertEquals(
        "group-mismatch/likely", verdict(group.alert(CLIENT, AlertDescription.ILLEGAL_PARAMETER)));
    TestFlow scheme =
        greeted(hello(false, TLS12, "a.example", schemes(0x0403, 0x0401)))
            .message(SERVER, serverHello(0x0303, 0xc02f))
            .message(SERVER, keys(NamedGroup.X25519, 0x0201));
    assertEquals(
        "signature-algorithm-mismatch/likely",
        verdict(scheme.alert(CLIENT, AlertDescription.ILLEGAL_PARAMETER)));
    TestFlow neither =
        greeted(hello(false, TLS12, "a.example", schemes(0x0403, 0x0401)))
            .message(SERVER, serverHello(0x0303, 0xc02f))
            .message(SERVER, keys(NamedGroup.X25519, 0x0401));
    assertEquals(
        "message-malformed/certain",
        verdict(neither.alert(CLIENT, AlertDescription.ILLEGAL_PARAMETER)));
  }

  @Test
  void readsAnEncryptedAlertInPlaceOfEncryptedExtensionsAsAlpn() {
    ProtocolNames alpn = new ProtocolNames(List.of("imap"));
    TestFlow bad =
        greeted(hello(true, USUAL, "a.example", alpn))
            .message(SERVER, serverHello(0x0304, 0x1301))
            .changeCipherSpec(SERVER)
            .protectedRecord(SERVER, ContentType.APPLICATION_DATA, 19)
            .fin(SERVER);
    assertEquals("alpn-mismatch/likely", verdict(bad));
    TestFlow without =
        greeted(hello(true, USUAL, "a.example"))
            .message(SERVER, serverHello(0x0304, 0x1301))
            .changeCipherSpec(SERVER)
            .protectedRecord(SERVER, ContentType.APPLICATION_DATA, 19)
            .fin(SERVER);
    assertEquals("encrypted-alert/likely", verdict(without));
  }

  @Test
  void comparesWithABaselineByAddressAndByName() {
    ServerProfiles baseline = new ServerProfiles(Limits.DEFAULT);
    FlowFacts good =
        FlowFacts.of(answered(hello(true, USUAL, "a.example"), 0x0304, 0x1301).port(8443).build());
    baseline.learn(good, true, "good.pcap");
    List<Diagnosis> all = new ArrayList<>();
    DiagnosisEngine engine =
        new DiagnosisEngine(
            Limits.DEFAULT,
            new TrustStore(false),
            baseline,
            facts -> List.of(),
            LogMatching.none(Limits.DEFAULT),
            false);
    engine.add(refused(hello(false, TLS12, "a.example")).build(), all::add);
    engine.add(refused(hello(false, TLS12, "b.example")).id(3).build(), all::add);
    engine.finish(all::add);
    assertEquals("version-mismatch", all.get(0).findings().get(0).code());
    assertTrue(
        all.get(0).findings().get(0).evidence().stream()
            .anyMatch(e -> e.text().key().equals("evidence.profile.baseline-by-name")));
    assertEquals("handshake-failure", all.get(1).findings().get(0).code());
  }

  private static TestFlow answered(ClientHello hello, int version, int suite) {
    TestFlow flow = greeted(hello).message(SERVER, serverHello(version, suite));
    return version == 0x0304
        ? flow.protectedRecord(SERVER, ContentType.APPLICATION_DATA, 900)
            .protectedRecord(CLIENT, ContentType.APPLICATION_DATA, 53)
        : flow;
  }

  private static TestFlow refused(ClientHello hello) {
    return greeted(hello).id(2).alert(SERVER, AlertDescription.HANDSHAKE_FAILURE);
  }

  private static SignatureAlgorithms schemes(Integer... codes) {
    return new SignatureAlgorithms(Arrays.stream(codes).map(SignatureScheme::new).toList());
  }

  private static ServerKeyExchange keys(NamedGroup group, int scheme) {
    return new ServerKeyExchange(
        Optional.of(group),
        32,
        0,
        Bytes.EMPTY,
        Optional.of(new SignatureScheme(scheme)),
        Bytes.EMPTY);
  }

  private static ClientHello hello(
      boolean tls13, String suites, String name, ExtensionBody... more) {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(
        new Extension(ExtensionType.RENEGOTIATION_INFO, 1, new UnknownBody(Bytes.EMPTY)));
    if (tls13) {
      extensions.add(
          new Extension(
              ExtensionType.SUPPORTED_VERSIONS,
              5,
              new SupportedVersions(List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2))));
    }
    if (!name.isEmpty()) {
      extensions.add(new Extension(ExtensionType.SERVER_NAME, 5, new ServerNames(List.of(name))));
    }
    for (ExtensionBody body : more) {
      extensions.add(new Extension(new ExtensionType(0xfff0), 0, body));
    }
    return new ClientHello(
        false,
        ProtocolVersion.TLS_1_2,
        Bytes.ofHex("11".repeat(32)),
        Bytes.EMPTY,
        Arrays.stream(suites.split(" ", -1))
            .map(s -> new CipherSuite(Integer.parseInt(s, 16)))
            .toList(),
        List.of(CompressionMethod.NULL),
        extensions);
  }

  private static List<Diagnosis> diagnose(TestFlow... flows) {
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
    List<Diagnosis> all = new ArrayList<>();
    for (TestFlow flow : flows) {
      engine.add(flow.build(), all::add);
    }
    engine.finish(all::add);
    all.sort(java.util.Comparator.comparingInt(d -> d.facts().flow().id()));
    return all;
  }

  private static List<String> codes(Diagnosis diagnosis) {
    return diagnosis.findings().stream().map(Finding::code).toList();
  }

  /** The first finding of the first flow given. */
  private static String verdict(TestFlow bad, TestFlow... others) {
    List<TestFlow> flows = new ArrayList<>(List.of(bad));
    flows.addAll(List.of(others));
    int id = bad.build().id();
    Finding first =
        diagnose(flows.toArray(TestFlow[]::new)).stream()
            .filter(d -> d.facts().flow().id() == id)
            .findFirst()
            .orElseThrow()
            .findings()
            .get(0);
    return first.code() + "/" + first.confidence().id();
  }
}
