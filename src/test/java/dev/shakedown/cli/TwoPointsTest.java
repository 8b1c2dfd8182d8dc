package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Connections recorded at two points at once, the client's and the server's side of a router. */
final class TwoPointsTest {
  @ParameterizedTest
  @CsvSource({
    "801-points-hello-lost,  sequence,   stalled,   client-hello-dropped",
    "802-points-answer-lost, sequence,   stalled,   path-loss",
    "803-points-reset-born,  sequence,   failed,    reset-injected",
    "804-points-nat,         random,     stalled,   path-loss",
    "805-points-intercepted, terminated, completed, interception-suspected"
  })
  void saysWhatHappensBetweenThem(String name, String tie, String outcome, String code) {
    String client = "captures/" + name + ".pcap";
    String server = "captures/" + name + ".server.pcap";
    Command.Result result = Command.run("-f", "json", client, server);
    assertEquals(0, result.status(), result.err());
    JsonNode captures = new ObjectMapper().readTree(result.out()).get("captures");
    JsonNode flow = captures.get(0).at("/flows/0");
    assertEquals(tie, flow.at("/seenAt/0/tie").asString());
    assertEquals("nearer-to-server", flow.at("/seenAt/0/position").asString());
    assertEquals(server, flow.at("/seenAt/0/file").asString());
    assertEquals(outcome, flow.get("outcome").asString());
    assertEquals(code, flow.at("/findings/0/code").asString());
    assertEquals(server, flow.at("/findings/0/details/otherFile").asString());
    JsonNode other = captures.get(1).at("/flows/0");
    assertEquals(tie, other.at("/seenAt/0/tie").asString());
    assertEquals("nearer-to-client", other.at("/seenAt/0/position").asString());
  }

  /** The client's own RST passes at its side later than the forged one arrives at the server's. */
  @Test
  void knowsAForgedResetByItsTimeToo() {
    String client = "captures/803-points-reset-born.pcap";
    String server = "captures/803-points-reset-born.server.pcap";
    Command.Result result = Command.run("-f", "json", server, client);
    JsonNode flow = new ObjectMapper().readTree(result.out()).at("/captures/0/flows/0");
    assertEquals("network", flow.get("stoppedBy").asString());
    assertEquals("reset-injected", flow.at("/findings/0/code").asString());
  }

  @Test
  void tiesNothingThatIsNotTheSame() {
    Command.Result result =
        Command.run("-f", "json", "captures/401-unknown-ca.pcap", "captures/402-expired.pcap");
    assertTrue(result.out().contains("certificate-expired"));
    assertEquals(-1, result.out().indexOf("seenAt"));
  }

  @Test
  void aSoundConnectionGetsNoFindingBySeeingItTwice() throws IOException {
    Path copy = Files.createTempFile("shakedown", ".pcap");
    try {
      Files.write(copy, Files.readAllBytes(Path.of("captures/001-good-tls12.pcap")));
      Command.Result result =
          Command.run("-f", "json", "captures/001-good-tls12.pcap", copy.toString());
      JsonNode captures = new ObjectMapper().readTree(result.out()).get("captures");
      for (JsonNode capture : captures) {
        assertEquals("sequence", capture.at("/flows/0/seenAt/0/tie").asString());
        assertEquals("completed", capture.at("/flows/0/outcome").asString());
        assertEquals(0, capture.at("/flows/0/findings").size());
      }
    } finally {
      Files.delete(copy);
    }
  }
}
