package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Verdicts on the shared BIG-IP samples and on the project's own captures of a BIG-IP. */
final class BigIpVerdictsTest {
  private static final Path SHARED = Path.of("../shared/corpus/f5");
  private static final Path OWN = Path.of("captures");

  @Test
  void clientThatSaysNothingMeetsTheHandshakeTimeout() {
    JsonNode flow = flows(SHARED, "70-client-silent-timeout.pcap").get(0);
    check(flow, "stalled", "tcp-established", "client", "client-silent");
    assertTrue(evidence(flow).contains("SSL handshake timeout exceeded"));
    assertTrue(evidence(flow).contains("BIG-IP client-ssl handshake-timeout"));
    assertFalse(evidence(flow).contains("Kestrel"), "the BIG-IP itself ended it");
    assertFalse(flow.has("peerFlow"));
  }

  @Test
  void alertOfABigIpNamesNoReason() {
    JsonNode flow = flows(SHARED, "71-generic-alert-40.pcap").get(0);
    check(flow, "failed", "client-hello", "server", "handshake-failure");
    assertTrue(evidence(flow).contains("generic-alert"));
  }

  @Test
  void plaintextToAClientSslProfile() {
    JsonNode flow = flows(SHARED, "72-plain-http-to-clientssl.pcap").get(0);
    check(flow, "failed", "tcp-established", "server", "plaintext-http-to-tls-port");
    // no alert and no cause of TLS: a virtual server for HTTP on 443 may reset like this, too
    assertEquals("likely", flow.at("/findings/0/confidence").asString());
  }

  @Test
  void poolMemberRefuses() {
    List<JsonNode> flows = flows(SHARED, "73-pool-member-refuses.pcap");
    check(flows.get(0), "failed", "tcp-established", "server", "closed-before-hello");
    check(flows.get(1), "no-connection", "tcp-syn", "server", "tcp-refused");
    causedBy(flows.get(0), 2, "tcp-refused");
    paired(flows);
  }

  @Test
  void poolMemberRefusesTheVersion() {
    List<JsonNode> flows = flows(SHARED, "74-serverssl-protocol-version.pcap");
    check(flows.get(0), "completed", "complete", "none", "refused-after-handshake");
    check(flows.get(1), "failed", "client-hello", "server", "version-mismatch");
    causedBy(flows.get(0), 2, "version-mismatch");
    paired(flows);
  }

  @Test
  void largeSegmentsAndHalfChecksumsOfOffloadAreNoFinding() {
    check(
        flows(SHARED, "80-offload-large-segments.pcap").get(0),
        "indeterminate",
        "client-hello",
        "capture",
        "capture-ends-early");
  }

  @Test
  void framesOfSeveralProcessesOutOfOrderAreNoLoss() {
    for (JsonNode flow : flows(SHARED, "81-out-of-order-tmm.pcap")) {
      assertEquals("capture-ends-early", flow.at("/findings/0/code").asString());
      long before = 0;
      for (JsonNode row : flow.get("timeline")) {
        assertFalse(row.get("event").asString().equals("Retransmission"));
        assertTrue(row.get("frame").asLong() >= before);
        before = row.get("frame").asLong();
      }
    }
  }

  @Test
  void oneFlowNumberMayServeSeveralConnections() {
    List<JsonNode> flows = flows(SHARED, "82-flowid-reuse.pcap");
    assertEquals(2, flows.size());
    flows.forEach(f -> assertFalse(f.has("peerFlow")));
  }

  @Test
  void synCookiesAndRepeatedSynsAreUnderstood() {
    check(
        flows(SHARED, "84-syn-cookie.pcap").get(0),
        "indeterminate",
        "client-hello",
        "capture",
        "capture-ends-early");
    JsonNode again = flows(SHARED, "85-syn-retransmit.pcap").get(0);
    check(again, "indeterminate", "tcp-syn", "capture", "capture-ends-early");
  }

  @Test
  void wordsOfABigIpOnThePathAreItsOwn() {
    JsonNode flow = flows(SHARED, "24-rst-payload-no-trailer.pcap").get(0);
    check(flow, "no-connection", "tcp-syn", "server", "tcp-refused");
    assertTrue(evidence(flow).contains("[0x287fa33:2267] No local listener"));
    assertTrue(evidence(flow).contains("one on the path sent this reset"));
  }

  @Test
  void plaintextHttp() {
    JsonNode flow = flows(OWN, "901-bigip-plaintext-http.pcap").get(0);
    check(flow, "failed", "tcp-established", "server", "plaintext-http-to-tls-port");
  }

  @Test
  void certificateOfThePoolMemberBehindAGoodClientSide() {
    List<JsonNode> flows = flows(OWN, "902-bigip-pool-member-certificate.pcap");
    check(flows.get(0), "completed", "complete", "none", "refused-after-handshake");
    check(flows.get(1), "failed", "server-hello-done", "client", "certificate-expired");
    causedBy(flows.get(0), 2, "certificate-expired");
    paired(flows);
  }

  @Test
  void handshakeTimeoutWithItsResetCause() {
    JsonNode flow = flows(OWN, "903-bigip-handshake-timeout.pcap").get(0);
    check(flow, "stalled", "server-hello-done", "client", "handshake-timeout");
    assertTrue(evidence(flow).contains("[0x2bfa6b5:1204] handshake timeout"));
    assertTrue(evidence(flow).contains("BIG-IP client-ssl handshake-timeout"));
  }

  @Test
  void blackHoleTowardsThePoolMember() {
    List<JsonNode> flows = flows(OWN, "904-bigip-pool-member-mtu.pcap");
    check(flows.get(0), "completed", "complete", "none", "refused-after-handshake");
    check(flows.get(1), "stalled", "client-hello", "network", "path-mtu");
    causedBy(flows.get(0), 2, "path-mtu");
    paired(flows);
  }

  @Test
  void textShowsBothSidesOnceInThreeLanes() {
    String file = OWN.resolve("902-bigip-pool-member-certificate.pcap").toString();
    assumeTrue(Files.exists(Path.of(file)), "not here: " + file);
    String english = Command.run("--lang", "en", file).out();
    assertEquals(
        1, english.lines().filter(l -> l.contains("──▶") && l.contains(" 17 ")).count(), english);
    assertTrue(english.contains("BIG-IP ····"), english);
    assertTrue(Command.run("--lang", "ja", file).out().contains("プールメンバー"));
  }

  private static void check(
      JsonNode flow, String outcome, String stage, String stoppedBy, String code) {
    assertEquals(outcome, flow.get("outcome").asString());
    assertEquals(stage, flow.get("stage").asString());
    assertEquals(stoppedBy, flow.get("stoppedBy").asString());
    assertEquals(code, flow.at("/findings/0/code").asString());
  }

  private static void causedBy(JsonNode flow, int other, String code) {
    JsonNode origin = flow.at("/findings/0/causedBy");
    assertEquals(other, origin.get("flow").asInt());
    assertEquals(code, origin.get("code").asString());
    assertEquals("certain", origin.get("confidence").asString());
  }

  /** The first two name each other, and only the first one is a consequence. */
  private static void paired(List<JsonNode> flows) {
    assertEquals(2, flows.get(0).get("peerFlow").asInt());
    assertEquals(1, flows.get(1).get("peerFlow").asInt());
    assertFalse(flows.get(1).at("/findings/0").has("causedBy"));
  }

  private static String evidence(JsonNode flow) {
    return flow.at("/findings/0/evidence").toString();
  }

  private static List<JsonNode> flows(Path folder, String file) {
    assumeTrue(Files.exists(folder.resolve(file)), "not here: " + folder.resolve(file));
    Command.Result result =
        Command.run("-f", "json", "--lang", "en", folder.resolve(file).toString());
    assertEquals(0, result.status(), result.err());
    JsonNode all = new ObjectMapper().readTree(result.out()).at("/captures/0/flows");
    return new ArrayList<>(StreamSupport.stream(all.spliterator(), false).toList());
  }
}
