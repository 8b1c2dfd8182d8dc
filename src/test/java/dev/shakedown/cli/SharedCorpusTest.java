package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Extras over captures that nobody here made; skipped where they are absent. */
final class SharedCorpusTest {
  private static final Path CORPUS = Path.of("../shared/corpus");

  @Test
  void everyFileGivesAResultOrAClearError() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no shared corpus beside this repository");
    List<Path> files;
    try (Stream<Path> all = Files.walk(CORPUS)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Command.Result result = Command.run("-f", "json", file.toString());
      assertTrue(Set.of(0, 3).contains(result.status()), () -> file + ": " + result);
      assertFalse(result.err().contains("Exception"), () -> file + ": " + result.err());
      assertFalse(result.err().contains("internal error"), () -> file + ": " + result.err());
    }
  }

  /**
   * The index tells of each TCP stream whether tshark saw a finished handshake and data both ways.
   */
  @Test
  void noCompletedHandshakeFails() throws IOException {
    Path index = CORPUS.resolve("index.tsv");
    assumeTrue(Files.exists(index), "no shared corpus beside this repository");
    List<String> lines = Files.readAllLines(index);
    List<String> names = List.of(lines.get(0).split("\t", -1));
    Map<String, List<String[]>> completed = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\t", -1);
      if (row[names.indexOf("complete")].equals("yes")
          && !row[names.indexOf("server")].isEmpty()
          && row[names.indexOf("synthetic")].equals("0")) {
        completed.computeIfAbsent(row[0], f -> new ArrayList<>()).add(row);
      }
    }
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<String[]>> entry : completed.entrySet()) {
      Command.Result result = Command.run("-f", "json", CORPUS.resolve(entry.getKey()).toString());
      JsonNode flows = new ObjectMapper().readTree(result.out()).at("/captures/0/flows");
      for (String[] row : entry.getValue()) {
        String client = row[names.indexOf("client")];
        long failed = 0;
        long all = 0;
        for (JsonNode flow : flows) {
          if (end(flow, "client").equals(client)) {
            all++;
            String outcome = flow.get("outcome").asString();
            failed += outcome.equals("failed") || outcome.equals("stalled") ? 1 : 0;
          }
        }
        if (all > 0 && failed == all && !refusedByLength(flows, client)) {
          wrong.add(entry.getKey() + " " + client);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** tshark cannot tell a TLS 1.3 client's alert from its Finished; the record's length can. */
  private static boolean refusedByLength(JsonNode flows, String client) {
    for (JsonNode flow : flows) {
      JsonNode alerts = flow.get("alerts");
      if (end(flow, "client").equals(client) && alerts != null) {
        return flow.at("/findings/0/code").asString("").equals("encrypted-alert");
      }
    }
    return false;
  }

  private static String end(JsonNode flow, String side) {
    String ip = flow.at("/" + side + "/ip").asString();
    String shown = ip.contains(":") ? "[" + ip + "]" : ip;
    return shown + ":" + flow.at("/" + side + "/port").asInt();
  }
}
