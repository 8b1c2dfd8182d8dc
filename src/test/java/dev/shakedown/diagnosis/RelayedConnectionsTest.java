package dev.shakedown.diagnosis;

import static dev.shakedown.diagnosis.RelayedFlows.device;
import static dev.shakedown.diagnosis.RelayedFlows.diagnose;
import static dev.shakedown.diagnosis.RelayedFlows.flow;
import static dev.shakedown.diagnosis.RelayedFlows.peering;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.pairs.Pair;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tcp.FlowDevice.Peering;
import dev.shakedown.tcp.FlowDevice.Side;
import dev.shakedown.tcp.ResetReason;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayedConnectionsTest {
  private static final long OUTER = 0x5600df76bf00L;
  private static final long INNER = 0x560293f6cb00L;

  @Test
  void namesTheRefusalByThePoolMemberAsTheCauseOfTheClientsReset() {
    TestFlow client = TestFlow.established().id(1);
    client.quiet(0.01);
    reset(client, Sender.SERVER, "TCP RST from remote system", true);
    TestFlow server = TestFlow.opened(0.005).id(2).host(9).serverHost(20);
    server.rst(Sender.SERVER);
    List<Diagnosis> given = paired(client, server);

    assertEquals(Codes.TCP_REFUSED, flow(2, given).findings().get(0).code());
    assertTrue(flow(2, given).findings().get(0).origin().isEmpty());
    Finding symptom = flow(1, given).findings().get(0);
    assertEquals(Codes.CLOSED_BEFORE_HELLO, symptom.code());
    Origin origin = symptom.origin().orElseThrow();
    assertEquals(2, origin.flow());
    assertEquals(Confidence.CERTAIN, origin.confidence());
    assertEquals(Codes.TCP_REFUSED, origin.finding().orElseThrow().code());
    assertTrue(symptom.evidence().stream().anyMatch(Evidence::isOfOtherFlow));
    assertTrue(symptom.evidence().stream().anyMatch(e -> !e.isOfOtherFlow()));
  }

  @Test
  void completedClientSideStaysCompletedAndSaysWhatFailedBehindIt() {
    TestFlow client = completed(1, 0);
    client.quiet(0.1);
    reset(client, Sender.SERVER, "", false);
    TestFlow server = TestFlow.established(0.05).id(2).host(9).serverHost(20);
    server.message(Sender.CLIENT, TestFlow.clientHello(0x0304));
    server.alert(Sender.SERVER, AlertDescription.PROTOCOL_VERSION);
    List<Diagnosis> given = paired(client, server);

    assertEquals(Outcome.COMPLETED, flow(1, given).outcome());
    Finding first = flow(1, given).findings().get(0);
    assertEquals(Codes.REFUSED_AFTER_HANDSHAKE, first.code());
    assertEquals("other-side", first.variant());
    assertEquals(Confidence.LIKELY, first.confidence());
    assertEquals(Outcome.FAILED, flow(2, given).outcome());
    assertEquals(Codes.VERSION_MISMATCH, flow(2, given).findings().get(0).code());
  }

  @Test
  void anotherServerThatTookOverIsNoCause() {
    TestFlow client = completed(1, 0);
    client.quiet(0.3);
    client.rst(Sender.SERVER);
    TestFlow refused = TestFlow.opened(0.05).id(2).host(9).serverHost(20);
    refused.rst(Sender.SERVER);
    TestFlow second = completed(3, 0.1).host(9).serverHost(21);
    FinishedFlow inner = refused.build();
    FinishedFlow next = second.build();
    FinishedFlow outer =
        client
            .device(
                device(
                    Side.CLIENT,
                    OUTER,
                    peering(Side.CLIENT, inner, OUTER, INNER, inner.server(), inner.client()),
                    peering(Side.CLIENT, next, OUTER, 3, next.server(), next.client())))
            .build();
    List<Diagnosis> given =
        diagnose(
            outer,
            refused.device(device(Side.SERVER, INNER)).build(),
            second.device(device(Side.SERVER, 3)).build());

    assertTrue(flow(1, given).findings().isEmpty());
    assertEquals(List.of(2, 3), numbers(flow(1, given)));
  }

  @Test
  void clientsAbortIsNamedOnTheServerSide() {
    TestFlow client = TestFlow.greeted(TestFlow.clientHello(0x0303)).id(1);
    client.rst(Sender.CLIENT);
    TestFlow server = TestFlow.established(0.001).id(2).host(9).serverHost(20);
    server.message(Sender.CLIENT, TestFlow.clientHello(0x0303));
    reset(server, Sender.CLIENT, "TCP RST from remote system", true);
    Finding finding = flow(2, paired(client, server)).findings().get(0);
    assertEquals(1, finding.origin().orElseThrow().flow());
    assertFalse(finding.origin().orElseThrow().towardsServer());
  }

  @Test
  void resetOfBothSidesAtOnceIsNobodysConsequence() {
    TestFlow client = TestFlow.greeted(TestFlow.clientHello(0x0303)).id(1);
    reset(client, Sender.SERVER, "HA disconnect", false);
    TestFlow server = TestFlow.established(0.001).id(2).host(9).serverHost(20);
    server.message(Sender.CLIENT, TestFlow.clientHello(0x0303));
    reset(server, Sender.CLIENT, "HA disconnect", false);
    List<Diagnosis> given = paired(client, server);
    assertTrue(flow(1, given).findings().get(0).origin().isEmpty());
    assertTrue(flow(2, given).findings().get(0).origin().isEmpty());
  }

  @Test
  void flowNumbersCountOnlyWhereBothNameEachOtherInOneProcess() {
    FinishedFlow outer = completed(1, 0).build();
    Peering toInner = peering(Side.CLIENT, outer, OUTER, INNER, null, null);
    Peering toOuter = peering(Side.SERVER, outer, INNER, OUTER, null, null);
    FinishedFlow client = completed(1, 0).device(device(Side.CLIENT, OUTER, toInner)).build();
    TestFlow inner = completed(2, 0.001).host(9).serverHost(20);
    FinishedFlow named = inner.device(device(Side.SERVER, INNER, toOuter)).build();
    assertEquals(List.of(2), numbers(flow(1, diagnose(client, named))));
    assertEquals(Pair.Tie.FLOW_IDS, tie(flow(1, diagnose(client, named))));

    FinishedFlow silent = inner.device(device(Side.SERVER, INNER)).build();
    assertEquals(List.of(), numbers(flow(1, diagnose(client, silent))));

    FlowDevice elsewhere =
        new FlowDevice(
            Side.SERVER, "/Common/vs1", 1, 3, 4093, List.of(INNER), List.of(toOuter), 0, false, 9);
    FinishedFlow otherProcess = inner.device(elsewhere).build();
    assertEquals(List.of(), numbers(flow(1, diagnose(client, otherProcess))));
  }

  @Test
  void addressesWithAnotherNumberAreAnOlderConnection() {
    TestFlow server = completed(2, 0.001).host(9).serverHost(20);
    FinishedFlow inner = server.build();
    Peering said = peering(Side.CLIENT, inner, OUTER, INNER, inner.server(), inner.client());
    FinishedFlow client = completed(1, 0).device(device(Side.CLIENT, OUTER, said)).build();
    FinishedFlow reused = server.device(device(Side.SERVER, 0x77)).build();
    assertEquals(List.of(), numbers(flow(1, diagnose(client, reused))));
  }

  @Test
  void withoutNumbersOneCandidateIsPossibleAndTwoAreNone() {
    FinishedFlow client = completed(1, 0).device(device(Side.CLIENT, 0)).build();
    FinishedFlow one = lowNoise(2, 20);
    Diagnosis alone = flow(1, diagnose(client, one));
    assertEquals(List.of(2), numbers(alone));
    assertEquals(Pair.Tie.TIMING, tie(alone));
    assertEquals(List.of(), numbers(flow(1, diagnose(client, one, lowNoise(3, 21)))));
  }

  @Test
  void relayThatReusesConnectionsHasManyOtherSides() {
    TestFlow server = completed(1, 0).host(9).serverHost(20);
    FinishedFlow inner = server.device(device(Side.SERVER, INNER)).build();
    List<FinishedFlow> flows = new ArrayList<>(List.of(inner));
    for (int id = 2; id <= 4; id++) {
      TestFlow client = completed(id, 0.001 * id);
      FinishedFlow start = client.build();
      Peering said = peering(Side.CLIENT, start, id, INNER, inner.server(), inner.client());
      flows.add(client.device(device(Side.CLIENT, id, said)).build());
    }
    List<Diagnosis> given = diagnose(flows.toArray(FinishedFlow[]::new));
    assertEquals(List.of(2, 3, 4), numbers(flow(1, given)));
    assertEquals(List.of(1), numbers(flow(3, given)));
    assertTrue(flow(2, given).otherSides().get(0).first());
    assertFalse(flow(3, given).otherSides().get(0).first());
  }

  @Test
  void pairIsGivenOutTogetherWhenBothHaveEnded() {
    FinishedFlow inner = completed(2, 0.001).host(9).serverHost(20).build();
    Peering said = peering(Side.CLIENT, inner, OUTER, INNER, inner.server(), inner.client());
    FinishedFlow outer = ended(completed(1, 0).device(device(Side.CLIENT, OUTER, said)).build());
    FinishedFlow server =
        ended(
            completed(2, 0.001).host(9).serverHost(20).device(device(Side.SERVER, INNER)).build());

    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
    List<Diagnosis> given = new ArrayList<>();
    engine.add(outer, (one, other) -> true, given::add);
    assertEquals(List.of(), given);
    engine.add(server, (one, other) -> false, given::add);
    assertEquals(2, given.size());

    given.clear();
    engine = new DiagnosisEngine(Limits.DEFAULT);
    engine.add(outer, (one, other) -> false, given::add);
    assertEquals(1, given.size(), "the other side is not in the capture");
  }

  @Test
  void serverSideWithoutTheClientsNameIsSaid() {
    TestFlow client = completed(1, 0, TestFlow.sni("shop.example.com"));
    client.quiet(0.1).rst(Sender.SERVER);
    TestFlow server = TestFlow.established(0.05).id(2).host(9).serverHost(20);
    server.message(Sender.CLIENT, TestFlow.clientHello(0x0303));
    server.alert(Sender.SERVER, AlertDescription.UNRECOGNIZED_NAME);
    Finding finding = flow(2, paired(client, server)).findings().get(0);
    assertEquals(Codes.SNI_MISSING, finding.code());
    assertTrue(
        finding.evidence().stream().anyMatch(e -> e.text().key().equals("evidence.pair.no-sni")));
  }

  @Test
  void plaintextBehindTlsIsNoFailure() {
    TestFlow server = TestFlow.established(0.05).id(2).host(9).serverHost(20).port(80);
    server.plaintext(Sender.CLIENT, "http", PlaintextEvent.Role.DATA, "GET / HTTP/1.1");
    server.plaintext(Sender.SERVER, "http", PlaintextEvent.Role.DATA, "HTTP/1.1 200 OK");
    List<Diagnosis> given = paired(completed(1, 0), server);
    assertEquals(Outcome.COMPLETED, flow(1, given).outcome());
    assertEquals(Outcome.NOT_TLS, flow(2, given).outcome());
    assertTrue(flow(1, given).findings().isEmpty() && flow(2, given).findings().isEmpty());
  }

  /** Pairs two built connections by addresses and numbers. */
  private static List<Diagnosis> paired(TestFlow client, TestFlow server) {
    FinishedFlow inner = server.build();
    FinishedFlow outer = client.build();
    Peering toInner = peering(Side.CLIENT, inner, OUTER, INNER, inner.server(), inner.client());
    Peering toOuter = peering(Side.SERVER, inner, INNER, OUTER, outer.client(), outer.server());
    return diagnose(
        client.device(device(Side.CLIENT, OUTER, toInner)).build(),
        server.device(device(Side.SERVER, INNER, toOuter)).build());
  }

  private static FinishedFlow lowNoise(int id, int serverHost) {
    return completed(id, 0.001).serverHost(serverHost).device(device(Side.SERVER, 0)).build();
  }

  private static TestFlow completed(
      int id, double seconds, dev.shakedown.tls.extension.ExtensionBody... hello) {
    TestFlow flow = TestFlow.established(seconds).id(id);
    flow.message(Sender.CLIENT, TestFlow.clientHello(0x0303, hello));
    flow.message(Sender.SERVER, TestFlow.serverHello(0x0303, 0xc02f));
    flow.changeCipherSpec(Sender.CLIENT);
    flow.protectedRecord(Sender.CLIENT, ContentType.HANDSHAKE, 40);
    flow.changeCipherSpec(Sender.SERVER);
    flow.protectedRecord(Sender.SERVER, ContentType.HANDSHAKE, 40);
    return flow;
  }

  private static void reset(TestFlow flow, Sender from, String text, boolean ofPeer) {
    ResetReason reason =
        new ResetReason(ResetReason.Place.TRAILER, "", text, ofPeer, 0x31ae141, 4666);
    flow.add(
        from,
        new TcpEvent.Rst(
            0,
            0,
            255,
            0,
            true,
            0,
            true,
            TcpEvent.Rst.Timestamp.ABSENT,
            text.isEmpty() ? Optional.empty() : Optional.of(reason)));
  }

  private static FinishedFlow ended(FinishedFlow f) {
    return new FinishedFlow(
        f.id(),
        f.client(),
        f.server(),
        f.clientCertain(),
        f.startNanos(),
        f.endNanos(),
        f.firstFrame(),
        f.lastFrame(),
        f.frames(),
        f.clientFacts(),
        f.serverFacts(),
        f.synRttNanos(),
        f.ackRttNanos(),
        f.log(),
        FinishedFlow.End.CLOSED,
        f.device(),
        f.captureEndNanos());
  }

  private static List<Integer> numbers(Diagnosis diagnosis) {
    return diagnosis.otherSides().stream().map(s -> s.pair().there().flow()).toList();
  }

  private static Pair.Tie tie(Diagnosis diagnosis) {
    return diagnosis.otherSides().get(0).pair().tie();
  }
}
