package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Failures compared with captures of a time that worked. */
final class BaselineTest {
  private static final String GOOD_TLS12 = "captures/001-good-tls12.pcap";
  private static final String GOOD_TLS13 = "captures/002-good-tls13.pcap";

  @Test
  void tracesSuitesToTheKindOfTheServersKey() {
    JsonNode finding = first("captures/310-cipher-key-type.pcap", GOOD_TLS12);
    assertEquals("cipher-mismatch", finding.get("code").asString());
    assertEquals("likely", finding.get("confidence").asString());
    assertEquals("EC secp256r1", finding.at("/details/keyTypes/0").asString());
    assertEquals(GOOD_TLS12, finding.at("/details/difference/capture").asString());
  }

  @Test
  void takesOneComparisonForNoProofOfAGroup() {
    JsonNode finding = first("captures/312-group-tls13.pcap", GOOD_TLS13);
    assertEquals("group-mismatch", finding.get("code").asString());
    assertEquals("possible", finding.get("confidence").asString());
    assertTrue(finding.at("/details/difference/lacking").toString().contains("group"));
  }

  @Test
  void keepsAResetWhoseOfferWasAnsweredInTheBaseline() {
    JsonNode flow = flow("captures/101-reset-after-client-hello.pcap", GOOD_TLS12, GOOD_TLS13);
    assertEquals("reset-after-client-hello", flow.at("/findings/0/code").asString());
    assertEquals(1, flow.get("findings").size());
    assertEquals(0, flow.at("/offerAnswer/compared/lacking").size());
  }

  @Test
  void refusesABaselineThatIsNoCapture() {
    Command.Result result = Command.run("--baseline", "README.md", GOOD_TLS12);
    assertEquals(2, result.status());
    assertTrue(result.err().contains("README.md"), result.err());
  }

  private static JsonNode first(String capture, String... baselines) {
    return flow(capture, baselines).at("/findings/0");
  }

  private static JsonNode flow(String capture, String... baselines) {
    String[] arguments = new String[3 + 2 * baselines.length];
    arguments[0] = "-f";
    arguments[1] = "json";
    arguments[2] = capture;
    for (int i = 0; i < baselines.length; i++) {
      arguments[3 + 2 * i] = "--baseline";
      arguments[4 + 2 * i] = baselines[i];
    }
    Command.Result result = Command.run(arguments);
    assertEquals(0, result.status(), result.err());
    return new ObjectMapper().readTree(result.out()).at("/captures/0/flows/0");
  }
}
