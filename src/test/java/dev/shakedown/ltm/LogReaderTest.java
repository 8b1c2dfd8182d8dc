package dev.shakedown.ltm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogReaderTest {
  private static final Path SAMPLES = Path.of("../shared/corpus/f5");

  /** Each line of the samples against what the set's author says of it. */
  @Test
  void readsEveryFormOfTheSamples() throws IOException {
    assumeTrue(Files.isDirectory(SAMPLES), "no ../shared here");
    List<String> lines = Files.readAllLines(SAMPLES.resolve("ltm-forms.log"));
    List<String> expected = Files.readAllLines(SAMPLES.resolve("ltm-forms.expected.jsonl"));
    assertEquals(expected.size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      JsonNode wanted = new JsonMapper().readTree(expected.get(i));
      Optional<LogLine> line = LogReader.parse("ltm", i + 1, lines.get(i));
      assertEquals(!kind(wanted).equals("not-a-log-line"), line.isPresent(), lines.get(i));
      line.ifPresent(l -> check(wanted, l));
    }
  }

  private static String kind(JsonNode wanted) {
    return wanted.get("kind").asString();
  }

  private static void check(JsonNode wanted, LogLine line) {
    LogMessage message = line.message();
    assertEquals(kind(wanted), kind(message), line.text());
    for (String name : wanted.propertyNames()) {
      String actual =
          switch (name) {
            case "kind" -> kind(message);
            case "host" -> line.host();
            case "id" -> line.id();
            case "level" -> line.level();
            case "severity" -> String.valueOf(line.severity());
            case "time" -> line.time().text();
            case "tmm" -> String.valueOf(line.tmm().orElseThrow());
            case "first" -> json(message.namedEnds().orElseThrow().first());
            case "second" -> json(message.namedEnds().orElseThrow().second());
            case "alert" -> String.valueOf(((LogMessage.ConnectionError) message).alert());
            case "where" -> ((LogMessage.ConnectionError) message).where();
            case "cause" ->
                message instanceof LogMessage.ResetSent reset
                    ? reset.cause()
                    : ((LogMessage.ConnectionError) message).cause();
            case "causeLine" -> String.valueOf(((LogMessage.ResetSent) message).line());
            case "value" -> String.valueOf(((LogMessage.ResetSent) message).value());
            case "peer" -> String.valueOf(((LogMessage.ResetSent) message).peer());
            default -> throw new IllegalArgumentException(name);
          };
      JsonNode value = wanted.get(name);
      assertEquals(value.isString() ? value.asString() : value.toString(), actual, name);
    }
  }

  private static String kind(LogMessage message) {
    if (message instanceof LogMessage.HandshakeFailed) {
      return "handshake-failed";
    }
    if (message instanceof LogMessage.ConnectionError) {
      return "connection-error";
    }
    if (message instanceof LogMessage.NoSharedCiphers) {
      return "no-shared-ciphers";
    }
    if (message instanceof LogMessage.ResetSent) {
      return "rst-sent";
    }
    return message instanceof LogMessage.Throttled ? "throttle" : "other";
  }

  private static String json(LogEndpoint end) {
    String domain = end.routeDomain() < 0 ? "" : ",\"routeDomain\":" + end.routeDomain();
    return "{\"ip\":\"%s\",\"port\":%d%s}"
        .formatted(end.endpoint().address(), end.endpoint().port(), domain);
  }

  @Test
  void everyHeadAroundEveryTextReadsBack() {
    String[] stamps = {
      "Nov  4 02:03:04",
      "Nov 14 22:13:30",
      "2023-11-15T07:13:30+09:00",
      "2023-11-15T07:13:30.123456Z",
      "11-14 22:13:30"
    };
    String[] heads = {
      "%s bigip1 warning tmm1[11287]: ", "%s warning slot1/b tmm1: ", "%s b tmm1: "
    };
    String[] before = {"", "ltm ", "<132>", "ltm <7>", "/var/log/ltm.1:", "ltm.2.gz:"};
    String[] ids = {"01260013:4: ", "01260013:7:", ""};
    String[] texts = {
      "SSL Handshake failed for TCP 192.0.2.10%2:50010 -> 2001:db8::1.443",
      "SSL handshake failed for TCP 192.0.2.10%2:50010 -> 2001:db8::1:443 reason=unknown"
    };
    for (String stamp : stamps) {
      for (String head : heads) {
        for (String prefix : before) {
          for (String id : ids) {
            for (String text : texts) {
              String whole = prefix + head.formatted(stamp) + id + text;
              LogLine line = LogReader.parse("ltm", 1, whole).orElseThrow();
              assertEquals(stamp, line.time().text(), whole);
              assertEquals(text, line.text(), whole);
              assertEquals(OptionalInt.of(1), line.tmm(), whole);
              assertEquals(id.isEmpty() ? "" : "01260013", line.id(), whole);
              LogMessage.Ends ends = line.message().namedEnds().orElseThrow();
              assertEquals("192.0.2.10%2:50010", ends.first().toString(), whole);
              assertEquals("2001:db8::1.443", ends.second().toString(), whole);
            }
          }
        }
      }
    }
  }

  @Test
  void readsEndpointsOfEveryNotation() {
    for (String text :
        List.of("192.0.2.1:443", "192.0.2.1%0:443", "2001:db8::1.443", "2001:db8::1%65535.1")) {
      assertEquals(text, LogEndpoint.parse(text).orElseThrow().toString());
    }
    assertEquals("192.0.2.1:443", LogEndpoint.parse("::ffff:192.0.2.1.443").get().toString());
    for (String text :
        List.of("", ":", "1", "a:1", "192.0.2.1", "192.0.2.1:65536", "192.0.2.256:1", "::1%:1")) {
      assertEquals(Optional.empty(), LogEndpoint.parse(text), text);
    }
  }

  @Test
  void theYearIsTheOneNearestToTheCapture() {
    LogTime december = LogTime.parse("Dec 31 23:59:59").orElseThrow();
    LogTime january = LogTime.parse("Jan  1 00:00:01").orElseThrow();
    LocalDateTime capture = LocalDateTime.of(2026, 1, 1, 0, 0, 0);
    assertEquals(2025, december.nearest(capture).getYear());
    assertEquals(2026, january.nearest(capture).getYear());
    assertEquals(2, december.secondsUntil(january));
    assertEquals(-2, january.secondsUntil(december));
    LogTime leap = LogTime.parse("Feb 29 12:00:00").orElseThrow();
    assertEquals(2024, leap.nearest(LocalDateTime.of(2025, 3, 1, 0, 0)).getYear());
    assertEquals(Optional.empty(), LogTime.parse("Feb 30 12:00:00"));
    assertEquals(Optional.empty(), LogTime.parse("Foo 10 12:00:00"));
  }

  @Test
  void controlCharactersDoNotGetIn() throws IOException {
    byte[] log =
        "Nov 14 22:13:30 bigip1 err tmm[1]: 01260009:4: \u001b[31mred\u0007\u202etext\n"
            .getBytes(StandardCharsets.UTF_8);
    LogLine line = read(log).get(0);
    assertEquals("\ufffd[31mred\ufffd\ufffdtext", line.text());
  }

  @Test
  void linesAreBounded() throws IOException {
    String head = "Nov 14 22:13:30 bigip1 err tmm[1]: 01260009:4: ";
    byte[] log =
        (head + "x".repeat(1_000_000) + "\n" + head + "y\r\n").getBytes(StandardCharsets.US_ASCII);
    try (LogReader reader = LogReader.open(new ByteArrayInputStream(log), "ltm")) {
      assertTrue(reader.next().orElseThrow().text().length() < 500);
      LogLine second = reader.next().orElseThrow();
      assertEquals("y", second.text());
      assertEquals(2, second.number());
      assertEquals(Optional.empty(), reader.next());
      assertEquals(1, reader.cut());
    }
  }

  @Test
  void readsGzipUpToTheDamage() throws IOException {
    StringBuilder log = new StringBuilder();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2000; i++) {
      log.append("Nov 14 22:13:30 bigip1 err tmm[1]: 01260009:4: ")
          .append(random.nextInt())
          .append('\n');
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(log.toString().getBytes(StandardCharsets.US_ASCII));
    }
    byte[] whole = packed.toByteArray();
    assertEquals(2000, read(whole).size());
    try (LogReader cut =
        LogReader.open(
            new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2)), "ltm.1.gz")) {
      int lines = 0;
      while (cut.next().isPresent()) {
        lines++;
      }
      assertTrue(lines > 100 && lines < 2000, lines + " lines");
      assertTrue(cut.damaged());
    }
  }

  @Test
  void noBytesMakeItThrow() throws IOException {
    SplittableRandom random = new SplittableRandom(42);
    byte[] sample =
        Files.isDirectory(SAMPLES)
            ? Files.readAllBytes(SAMPLES.resolve("ltm-forms.log"))
            : "Nov 14 22:13:30 b err tmm[1]: 01260009:4: Connection error: a:1: x (40)\n"
                .getBytes(StandardCharsets.US_ASCII);
    for (int round = 0; round < 300; round++) {
      byte[] log = sample.clone();
      for (int i = 0; i < 200; i++) {
        log[random.nextInt(log.length)] = (byte) random.nextInt(256);
      }
      Incidents incidents = new Incidents(i -> assertFalse(i.lines().isEmpty()));
      read(log).forEach(incidents::add);
      incidents.finish();
      byte[] noise = new byte[5000];
      random.nextBytes(noise);
      assertEquals(0, read(noise).size());
    }
  }

  private static List<LogLine> read(byte[] log) throws IOException {
    List<LogLine> lines = new ArrayList<>();
    try (InputStream in = new ByteArrayInputStream(log);
        LogReader reader = LogReader.open(in, "ltm")) {
      for (Optional<LogLine> l = reader.next(); l.isPresent(); l = reader.next()) {
        lines.add(l.get());
      }
    }
    return lines;
  }
}
