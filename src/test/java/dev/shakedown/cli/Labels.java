package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The labelled captures of a folder, and what the command makes of them. A label tells the fault
 * that was injected, never what the program printed.
 */
final class Labels {
  /** The place of {@code null} among a label's codes, and of a connection without findings. */
  static final String NOTHING = "(none)";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A labelled connection and its verdict; {@code flow} is missing where the command found no such
   * connection.
   */
  record Verdict(String file, JsonNode label, JsonNode flow) {
    /** Whether the label accepts what the command says of this field, or says of its first code. */
    boolean right(String field) {
      List<String> answers = answers(field);
      return !flow.isMissingNode() && (answers.contains("*") || answers.contains(said(field)));
    }

    String said(String field) {
      JsonNode said = field.equals("codes") ? flow.at("/findings/0/code") : flow.path(field);
      return said.isMissingNode() ? NOTHING : said.asString();
    }

    /** The acceptable answers, best first. */
    List<String> answers(String field) {
      return StreamSupport.stream(label.get(field).spliterator(), false)
          .map(a -> a.isNull() ? NOTHING : a.asString())
          .toList();
    }
  }

  private Labels() {}

  static List<Verdict> verdicts(Path folder) {
    List<Verdict> verdicts = new ArrayList<>();
    for (JsonNode capture : JSON.readTree(folder.resolve("labels.json").toFile()).get("captures")) {
      JsonNode flows = analyze(folder, capture);
      for (JsonNode label : capture.get("flows")) {
        verdicts.add(new Verdict(capture.get("file").asString(), label, find(flows, label)));
      }
    }
    return verdicts;
  }

  private static JsonNode analyze(Path folder, JsonNode capture) {
    List<String> arguments = new ArrayList<>(List.of("-f", "json"));
    if (capture.hasNonNull("keylog")) {
      arguments.add("--keylog");
      arguments.add(folder.resolve(capture.get("keylog").asString()).toString());
    }
    arguments.add(folder.resolve(capture.get("file").asString()).toString());
    Command.Result result = Command.run(arguments.toArray(String[]::new));
    assertEquals(0, result.status(), result.err());
    return JSON.readTree(result.out()).at("/captures/0/flows");
  }

  /** The n-th connection between the label's ends, either of which may be taken for the client. */
  private static JsonNode find(JsonNode flows, JsonNode label) {
    int n = label.path("nth").asInt(0);
    for (JsonNode flow : flows) {
      boolean straight =
          end(flow, "client", label, "client") && end(flow, "server", label, "server");
      boolean turned = end(flow, "client", label, "server") && end(flow, "server", label, "client");
      if ((straight || turned) && n-- == 0) {
        return flow;
      }
    }
    return label.path("no such connection");
  }

  private static boolean end(JsonNode flow, String mine, JsonNode label, String theirs) {
    JsonNode a = flow.get(mine);
    JsonNode b = label.get(theirs);
    return a.get("port").asInt() == b.get("port").asInt()
        && a.get("ip").asString().equals(b.get("ip").asString());
  }
}
