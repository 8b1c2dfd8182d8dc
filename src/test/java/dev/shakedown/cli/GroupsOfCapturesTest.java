package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What recorded connections have in common. */
final class GroupsOfCapturesTest {
  private static final String LAB = "../shared/corpus/lab/";

  @Test
  void countsTheProbesOfAMonitorApart() {
    JsonNode groups = json("captures/108-health-check.pcap").at("/captures/0/groups");
    assertEquals(1, groups.size());
    assertEquals("health-monitor", groups.at("/0/kind").asString());
    assertEquals(0.2, groups.at("/0/periodSeconds").asDouble(), 0.01);
    assertEquals(3, groups.at("/0/count").asInt());
    assertEquals("closed-before-hello", groups.at("/0/code").asString());
    assertEquals("Health monitor", groups.at("/0/text").asString());
    String text = Command.run("--lang", "en", "captures/108-health-check.pcap").out();
    assertTrue(
        text.contains(
            "0 connections; 3 health-monitor probes (every 0.202 s from 198.51.100.10) not counted"),
        text);
    String japanese = Command.run("--lang", "ja", "captures/108-health-check.pcap").out();
    assertTrue(
        japanese.contains("接続 0 件。ほかにヘルスモニターの接続 3 件(0.202 s 間隔、送信元 198.51.100.10)(件数に含まない)"),
        japanese);
  }

  @Test
  void findsTheMonitorOfTheLab() {
    String file = LAB + "110-connect-and-close-health-check.pcap";
    assumeTrue(Files.exists(Path.of(file)), "no shared corpus beside this repository");
    JsonNode groups = json(file).at("/captures/0/groups");
    assertEquals("health-monitor", groups.at("/0/kind").asString());
    assertEquals(0.2, groups.at("/0/periodSeconds").asDouble(), 0.01);
  }

  @Test
  void aBusyCaptureHasFailuresButNoMonitor() {
    String file = LAB + "801-busy-320-flows-client-view.pcap";
    assumeTrue(Files.exists(Path.of(file)), "no shared corpus beside this repository");
    for (JsonNode group : json(file).at("/captures/0/groups")) {
      assertEquals("failure", group.get("kind").asString(), group.toString());
    }
    String text = Command.run("--lang", "en", file).out();
    assertTrue(text.replaceAll("\\s+", " ").contains("14 closed without a word not counted"));
  }

  @Test
  void theSameFailureInSeveralCapturesIsOneGroupOfTheRun() throws Exception {
    Path copy = Files.createTempFile("shakedown", ".pcap");
    try {
      // the same connections seen twice count once
      Files.write(copy, Files.readAllBytes(Path.of("captures/103-refused.pcap")));
      JsonNode twice = json("captures/103-refused.pcap", copy.toString());
      assertEquals(1, twice.at("/groups/0/count").asInt());
      assertEquals(1, twice.at("/groups/0/captures").size());
    } finally {
      Files.delete(copy);
    }
    JsonNode two = json("captures/401-unknown-ca.pcap", "captures/403-expired-gnutls.pcap");
    assertTrue(two.has("groups"));
    assertFalse(json("captures/401-unknown-ca.pcap").has("groups"));
  }

  private static JsonNode json(String... files) {
    String[] arguments = new String[files.length + 2];
    arguments[0] = "-f";
    arguments[1] = "json";
    System.arraycopy(files, 0, arguments, 2, files.length);
    Command.Result result = Command.run(arguments);
    assertEquals(0, result.status(), result.err());
    return new ObjectMapper().readTree(result.out());
  }
}
