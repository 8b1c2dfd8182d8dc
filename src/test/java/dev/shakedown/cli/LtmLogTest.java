package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A BIG-IP's log beside captures and alone. */
class LtmLogTest {
  private static final Path SAMPLES = Path.of("../shared/corpus/f5");

  /** A line of every form that is known. */
  private static final String FORMS = "testdata/ltm/forms.log";

  private static final String CAPTURE = "captures/307-cipher-tls12.pcap";

  @TempDir Path folder;

  @Test
  void aLogBesideACaptureIsAnonymisedWithIt() {
    Command.Result result =
        Command.run(
            "--anonymize-key",
            "000102030405060708090a0b0c0d0e0f",
            "--ltm-log",
            "testdata/ltm/ltm",
            "captures/202-tls-to-http-port.pcap");
    assertEquals("", result.err());
    assertEquals(0, result.status());
    assertFalse(result.out().contains("203.0.113.20"), result.out());
    assertFalse(result.out().contains("192.0.2.77"), result.out());
  }

  /** The same kinds of failure, as often, whatever the format. */
  @Test
  void aLogAloneIsReportedInEveryFormat() {
    for (String format : List.of("text", "json", "jsonl", "html", "markdown")) {
      Command.Result result = Command.run("-f", format, "--ltm-log", "testdata/ltm/ltm");
      assertEquals("", result.err(), format);
      assertTrue(result.out().contains("No cipher suite in common"), format);
    }
  }

  @Test
  void aLogUnderPseudonymsMeansTheSame() {
    String[] plain = {"-f", "json", "--ltm-log", FORMS};
    List<String> meanings = causes(Command.run(plain).out());
    String[] command = {"-f", "json", "--ltm-log", FORMS, "--anonymize"};
    assertEquals(meanings, causes(Command.run(command).out()));
    assertTrue(meanings.size() > 20, meanings::toString);
  }

  private static List<String> causes(String report) {
    JsonNode log = JsonMapper.shared().readTree(report).get("log");
    List<String> causes = new ArrayList<>();
    for (JsonNode service : log.get("services")) {
      service.get("causes").forEach(c -> causes.add(c.get("cause") + " " + c.get("count")));
    }
    log.get("states").forEach(c -> causes.add(c.get("cause") + " " + c.get("count")));
    return causes;
  }

  /** Device zone UTC+9: each sample finds its lines, and only those. */
  @Test
  void linesOfTheSamplesAttachToTheirConnections() throws IOException {
    assumeTrue(Files.isDirectory(SAMPLES), "no ../shared here");
    check("70-client-silent-timeout.pcap", "client-silent", List.of("8", "9"));
    check("71-generic-alert-40.pcap", "cipher-mismatch", List.of("1", "2", "3"));
    check("72-plain-http-to-clientssl.pcap", "plaintext-http-to-tls-port", List.of("4", "5"));
    check("73-pool-member-refuses.pcap", "", List.of("6"));
    check("74-serverssl-protocol-version.pcap", "version-mismatch", List.of("7"));
  }

  private static void check(String sample, String code, List<String> lines) {
    JsonNode capture = json(SAMPLES.resolve("ltm-70-74.log"), SAMPLES.resolve(sample).toString());
    assertEquals("+09:00", capture.at("/bigip/log/utcOffset").asString(), sample);
    assertEquals("derived", capture.at("/bigip/log/clock").asString(), sample);
    assertEquals(lines.size(), capture.at("/bigip/log/attached").asInt(), sample);
    List<String> found = new ArrayList<>();
    boolean coded = code.isEmpty();
    for (JsonNode flow : capture.get("flows")) {
      for (JsonNode row : flow.get("timeline")) {
        if (row.get("from").asString().equals("log")) {
          found.add(row.get("log").asString().replaceAll(".*:", ""));
          coded |= flow.at("/findings/0/code").asString().equals(code);
        }
      }
    }
    assertEquals(lines, found, sample);
    assertTrue(coded, sample + ": " + capture.get("flows"));
  }

  @Test
  void theLogProvesTheCauseThatTheAlertHides() throws IOException {
    JsonNode before = json(null, CAPTURE);
    String client = end(before, "client");
    String server = end(before, "server");
    String second = before.at("/flows/0/start").asString().substring(11, 19);
    Path log =
        Files.writeString(
            folder.resolve("ltm"),
            """
            DAY SECOND bigip1 warning tmm[1]: 01260009:4: CLIENT -> SERVER: Connection error: \
            ssl_select_suite:1: alert(40) no shared ciphers
            DAY SECOND bigip1 warning tmm[1]: 01260013:4: SSL Handshake failed for TCP CLIENT -> SERVER
            DAY SECOND bigip1 warning tmm[1]: 01260013:4: SSL Handshake failed for TCP 192.0.2.1:80 -> SERVER
            """
                .replace("DAY", day(before))
                .replace("SECOND", second)
                .replace("CLIENT", client)
                .replace("SERVER", server));
    JsonNode capture = json(log, CAPTURE);
    JsonNode finding = capture.at("/flows/0/findings/0");
    assertEquals("cipher-mismatch", finding.get("code").asString());
    assertEquals("certain", finding.get("confidence").asString());
    assertTrue(finding.get("evidence").toString().contains("\"log\":\"ltm:1\""));
    assertEquals(2, capture.at("/bigip/log/attached").asInt());
    assertEquals("ltm:3", capture.at("/bigip/log/withoutFlow/0/log").asString());
    Command.Result text = Command.run("--ltm-log", log.toString(), CAPTURE);
    assertTrue(text.out().contains("Ports alone do not show the reason"), text.out());
  }

  @Test
  void aLineAboutACompletedHandshakeChangesNothing() throws IOException {
    String good = "captures/001-good-tls12.pcap";
    JsonNode before = json(null, good);
    Path log =
        Files.writeString(
            folder.resolve("ltm"),
            "%s %s b warning tmm[1]: 01260013:4: SSL Handshake failed for TCP %s -> %s\n"
                .formatted(
                    day(before),
                    before.at("/flows/0/start").asString().substring(11, 19),
                    end(before, "client"),
                    end(before, "server")));
    JsonNode after = json(log, good);
    assertEquals(1, after.at("/bigip/log/attached").asInt());
    assertEquals("completed", after.at("/flows/0/outcome").asString());
    assertEquals(before.at("/flows/0/findings"), after.at("/flows/0/findings"));
  }

  /** A reset without words in the capture gets them from the log, mapped like a trailer's. */
  @Test
  void aLoggedResetTellsItsCause() throws IOException {
    String capture = "captures/203-http-to-openssl.pcap";
    JsonNode flow = json(null, capture).at("/flows/0");
    String time = flow.get("start").asString().substring(0, 19) + "Z";
    Path log =
        Files.writeString(
            folder.resolve("ltm"),
            "%s b err tmm[1]: 01230140:3: RST sent from %s to %s, [0x2bfa6b5:1175] {peer} No route\n"
                .formatted(
                    time, end(json(null, capture), "server"), end(json(null, capture), "client")));
    JsonNode cause = json(log, capture).at("/flows/0/bigip/resetCause");
    assertEquals("No route", cause.path("text").asString(), flow.toString());
    assertEquals("log", cause.get("from").asString());
    assertEquals("0x2bfa6b5", cause.get("value").asString());
    assertTrue(cause.get("peer").asBoolean());
    assertFalse(cause.has("frame"));
  }

  @Test
  void aLogOfAnotherDayFitsNothing() throws IOException {
    JsonNode before = json(null, CAPTURE);
    Path log =
        Files.writeString(
            folder.resolve("ltm"),
            "Feb  2 03:04:05 b warning tmm[1]: 01260013:4: SSL Handshake failed for TCP %s -> %s\n"
                .formatted(end(before, "client"), end(before, "server")));
    JsonNode after = json(log, CAPTURE);
    assertEquals(0, after.at("/bigip/log/attached").asInt());
    assertEquals("assumed", after.at("/bigip/log/clock").asString());
    assertEquals("[1]", after.at("/bigip/log/failedWithoutLine").toString());
    assertEquals(before.at("/flows/0/findings"), after.at("/flows/0/findings"));
  }

  @Test
  void aLogAloneIsSummedUp() throws IOException {
    assumeTrue(Files.isDirectory(SAMPLES), "no ../shared here");
    String log = SAMPLES.resolve("ltm-forms.log").toString();
    Command.Result result = Command.run("-f", "json", "--ltm-log", log);
    assertEquals(0, result.status(), result.err());
    follows(result.out());
    JsonNode summary = new JsonMapper().readTree(result.out()).get("log");
    assertEquals(41, summary.get("lines").asInt());
    assertTrue(summary.get("throttled").asBoolean());
    JsonNode first = summary.at("/services/0/server");
    assertEquals("198.51.100.80", first.get("ip").asString());
    assertEquals(443, first.get("port").asInt());
    follows(Command.run("-f", "jsonl", "--ltm-log", log).out());
    for (String language : List.of("en", "ja")) {
      String text = Command.run("--lang", language, "--ltm-log", log).out();
      assertTrue(text.contains("198.51.100.80:443"), text);
      assertFalse(text.contains("ltm.") && text.contains(".title"), text);
    }
  }

  /** With {@code -Dgolden.accept=true} the blocks are written anew. */
  @ParameterizedTest
  @CsvSource({"README.md, en", "README.ja.md, ja"})
  void theReadmeShowsARealRun(Path readme, String language) throws IOException {
    String head = "$ bin/shakedown --ltm-log testdata/ltm/ltm captures/202-tls-to-http-port.pcap\n";
    Command.Result run =
        Command.run(
            "--lang",
            language,
            "--ltm-log",
            "testdata/ltm/ltm",
            "captures/202-tls-to-http-port.pcap");
    String text = Files.readString(readme);
    int start = text.indexOf(head) + head.length();
    int end = text.indexOf("```", start);
    if (Boolean.getBoolean("golden.accept")) {
      Files.writeString(readme, text.substring(0, start) + run.out() + text.substring(end));
    }
    text = Files.readString(readme);
    assertEquals(run.out(), text.substring(start, text.indexOf("```", start)));
  }

  @Test
  void wrongUsageIsSaid() {
    assertEquals(2, Command.run("--ltm-log", "-", "-").status());
    assertEquals(2, Command.run("--ltm-log", folder.resolve("none").toString(), CAPTURE).status());
    assertEquals(2, Command.run("--log-zone", "Mars", "--ltm-log", "README.md").status());
    assertEquals(2, Command.run("--device", "toaster", CAPTURE).status());
    Command.Result empty = Command.run("--ltm-log", "README.md");
    assertEquals(0, empty.status());
    assertTrue(empty.err().contains("holds no lines of a BIG-IP log"), empty.err());
  }

  private static JsonNode json(Path log, String capture) {
    Command.Result result =
        log == null
            ? Command.run("-f", "json", capture)
            : Command.run("-f", "json", "--ltm-log", log.toString(), capture);
    assertEquals(0, result.status(), result.err());
    follows(result.out());
    return new JsonMapper().readTree(result.out()).at("/captures/0");
  }

  private static void follows(String document) {
    try {
      var schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Files.readString(Path.of("docs/shakedown-1.schema.json")));
      assertEquals(List.of(), schema.validate(document, InputFormat.JSON));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String end(JsonNode capture, String side) {
    return capture.at("/flows/0/" + side + "/ip").asString()
        + ":"
        + capture.at("/flows/0/" + side + "/port").asInt();
  }

  /** The capture's day as syslog writes it. */
  private static String day(JsonNode capture) {
    String date = capture.at("/flows/0/start").asString();
    String month =
        "JanFebMarAprMayJunJulAugSepOctNovDec"
            .substring(
                3 * (Integer.parseInt(date.substring(5, 7)) - 1),
                3 * Integer.parseInt(date.substring(5, 7)));
    return month + " " + String.format("%2d", Integer.parseInt(date.substring(8, 10)));
  }

  @Test
  void aYearThatIsGivenIsBelieved() {
    String[] words = {"-f", "json", "--ltm-log", "testdata/ltm/ltm", "--log-year", "2020", CAPTURE};
    JsonNode log = new JsonMapper().readTree(Command.run(words).out()).at("/captures/0/bigip/log");
    assertEquals(0, log.get("attached").asInt());
    words[5] = "2026";
    log = new JsonMapper().readTree(Command.run(words).out()).at("/captures/0/bigip/log");
    assertTrue(log.get("attached").asInt() > 0);
    words[5] = "soon";
    assertEquals(2, Command.run(words).status());
  }
}
