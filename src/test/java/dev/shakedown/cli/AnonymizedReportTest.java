package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code analyze --anonymize} over all recorded captures: it says the same, and names nobody. What
 * must not show is taken from the plain report, so that a new field is checked unasked.
 */
class AnonymizedReportTest {
  private static final String KEY = "000102030405060708090a0b0c0d0e0f";

  /** The random that marks one (RFC 8446 4.1.3); not random at all. */
  private static final String HELLO_RETRY_REQUEST =
      "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a report may print of anybody: names as they stand, in the fields that hold them. */
  private static final List<String> NAMING =
      List.of(
          "ip",
          "serverName",
          "serial",
          "sha256",
          "random",
          "subject",
          "issuer",
          "subjectAltNames",
          "unicodeNames",
          "caIssuers",
          "ocspResponders",
          "subjectKeyId",
          "authorityKeyId",
          "keyId",
          "ja3",
          "ja3s",
          "ja3sHelloRetryRequest",
          "ja4",
          "file",
          "icmpFrom");

  @Test
  void saysTheSameOfEveryCaptureAndNamesNobody() throws IOException {
    List<String> wrong = new ArrayList<>();
    try (Stream<Path> captures = Files.list(Path.of("captures"))) {
      for (Path capture : captures.filter(AnonymizedReportTest::isCapture).sorted().toList()) {
        check(capture, wrong);
      }
    }
    assertEquals(List.of(), wrong);
  }

  static boolean isCapture(Path file) {
    return file.getFileName().toString().matches(".*\\.(pcap|pcapng)(\\.(gz|zst|lz4))?");
  }

  private static void check(Path capture, List<String> wrong) throws IOException {
    JsonNode plain = report(capture.toString());
    String text = run(capture.toString(), "-f", "json", "--anonymize-key", KEY);
    JsonNode anonymized = JSON.readTree(text);
    if (!gist(plain).equals(gist(anonymized))) {
      wrong.add(capture + "\n  " + gist(plain) + "\n  " + gist(anonymized));
    }
    String lines =
        run(capture.toString(), "--show", "all", "--anonymize-key", KEY)
            .toLowerCase(java.util.Locale.ROOT);
    for (String name : names(plain)) {
      String lower = name.toLowerCase(java.util.Locale.ROOT);
      if (text.toLowerCase(java.util.Locale.ROOT).contains(lower)) {
        wrong.add(capture + " json: " + name);
      } else if (lines.contains(lower)) {
        wrong.add(capture + " text: " + name);
      }
    }
  }

  private static JsonNode report(String... arguments) throws IOException {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("-f", "json")).toArray(String[]::new);
    return JSON.readTree(run(all));
  }

  private static String run(String... arguments) {
    Command.Result result = Command.run(arguments);
    assertEquals("", result.err(), String.join(" ", arguments));
    return result.out();
  }

  /** What must be the same: the verdicts, what they rest on, and what the chain is like. */
  private static String gist(JsonNode document) {
    StringBuilder gist = new StringBuilder();
    for (JsonNode flow : document.path("captures").path(0).path("flows")) {
      gist.append(flow.path("id")).append(' ');
      gist.append(flow.path("outcome").asString("")).append(' ');
      gist.append(flow.path("stage").asString("")).append(' ');
      gist.append(flow.path("stoppedBy").asString("")).append(' ');
      flow.path("findings").forEach(f -> gist.append(f.path("code").asString("")).append(' '));
      JsonNode chain = flow.path("certificates").path("serverChain").deepCopy();
      if (chain instanceof ObjectNode object) {
        object.remove(List.of("issuerNotSent", "needless"));
      }
      gist.append(chain);
      gist.append(flow.path("certificates").path("stapledOcsp").path("signature"));
      flow.path("timeline").forEach(e -> gist.append(e.path("event").asString("").charAt(0)));
      gist.append('\n');
    }
    return gist.toString();
  }

  static Set<String> names(JsonNode document) {
    Set<String> names = new TreeSet<>();
    collect(document, "", names);
    return names;
  }

  private static void collect(JsonNode node, String field, Set<String> names) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        collect(entry.getValue(), entry.getKey(), names);
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(e -> collect(e, field, names));
    } else if (NAMING.contains(field)) {
      // a wildcard's and a name's kind stay: *. and DNS:
      String name =
          node.asString("").replaceFirst("^(DNS|IP|URI|email):", "").replaceFirst("^\\*\\.", "");
      if (!name.equals(HELLO_RETRY_REQUEST)
          && name.length() > 3
          && !name.equals("(empty)")
          && !name.equals("::1")) {
        names.add(name);
      }
    }
  }
}
