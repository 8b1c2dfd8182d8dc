package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.capture.UnreadableCaptureException;
import dev.shakedown.fuzz.Seeds;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.Reports;
import dev.shakedown.report.html.HtmlWriter;
import dev.shakedown.report.json.JsonDocumentWriter;
import dev.shakedown.report.json.JsonLinesWriter;
import dev.shakedown.report.markdown.MarkdownWriter;
import dev.shakedown.report.text.TextWriter;
import dev.shakedown.tls.x509.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Any bytes analysed as a capture into every format in both languages. */
class AnalysisFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.captures(), Seeds.kept("analysis"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void reportsWhatThereIs(byte[] input) throws IOException {
    List<String> reports = run(input);
    if (reports.isEmpty()) {
      return;
    }
    long frames = frames(input);
    for (int i = 0; i < reports.size(); i += 5) {
      checkHtml(reports.get(i + 1));
      checkFlows(JSON.readTree(reports.get(i + 3)), frames);
      reports.get(i + 4).lines().forEach(JSON::readTree);
    }
    reports.forEach(AnalysisFuzzTest::checkCharacters);
    assertEquals(reports, run(input), "the same bytes give the same reports");
  }

  /** All formats in English, then all in Japanese; nothing of what is no capture. */
  private static List<String> run(byte[] input) throws IOException {
    List<ByteArrayOutputStream> outputs = new ArrayList<>();
    List<ReportWriter> writers = new ArrayList<>();
    for (Language language : Language.values()) {
      Catalogue catalogue = Catalogue.of(language);
      writers.add(
          new TextWriter(output(outputs), catalogue, new TextWriter.Layout(100, false, true)));
      writers.add(new HtmlWriter(output(outputs), catalogue, "1.0", true));
      writers.add(new MarkdownWriter(output(outputs), catalogue, true));
      writers.add(new JsonDocumentWriter(output(outputs), catalogue, "1.0"));
      writers.add(new JsonLinesWriter(output(outputs), catalogue, "1.0"));
    }
    ByteArrayInputStream in = new ByteArrayInputStream(input);
    try (ReportWriter all = Reports.all(writers);
        CaptureReader reader = CaptureReader.open(in, "fuzz", Limits.DEFAULT)) {
      Analysis.builder().trustStore(new TrustStore(false)).build().run(reader, "fuzz", all);
    } catch (UnreadableCaptureException e) {
      return List.of();
    }
    return outputs.stream().map(o -> o.toString(StandardCharsets.UTF_8)).toList();
  }

  private static ByteArrayOutputStream output(List<ByteArrayOutputStream> outputs) {
    outputs.add(new ByteArrayOutputStream());
    return outputs.get(outputs.size() - 1);
  }

  /**
   * The frames of the file; those that a capturing device made up are no packets, but have a
   * number.
   */
  private static long frames(byte[] input) throws IOException {
    long frames = 0;
    try (CaptureReader reader =
        CaptureReader.open(new ByteArrayInputStream(input), "fuzz", Limits.DEFAULT)) {
      while (reader.hasNext()) {
        frames += reader.next() instanceof CapturedPacket ? 1 : 0;
      }
    }
    return frames;
  }

  private static void checkFlows(JsonNode document, long frames) {
    JsonNode capture = document.at("/captures/0");
    assertTrue(capture.get("packets").asLong() <= frames, "packets are counted");
    int before = 0;
    for (JsonNode flow : capture.get("flows")) {
      assertTrue(flow.get("id").asInt() > before, "flows by first frame");
      before = flow.get("id").asInt();
      long last = flow.at("/frames/last").asLong();
      assertTrue(flow.at("/frames/first").asLong() >= 1 && last <= frames, "frames exist");
      for (JsonNode finding : flow.get("findings")) {
        assertTrue(!finding.get("code").asString().isEmpty(), "a code");
        for (JsonNode evidence : finding.get("evidence")) {
          long frame = evidence.path("frame").asLong(1);
          assertTrue(frame >= 1 && frame <= frames, "evidence names a frame: " + finding);
        }
      }
      for (JsonNode line : flow.get("timeline")) {
        long frame = line.path("frame").asLong(1);
        assertTrue(frame >= 1 && frame <= frames, "the timeline names a frame: " + line);
      }
    }
  }

  private static void checkHtml(String html) {
    Parser parser = Parser.htmlParser().setTrackErrors(1);
    Document document = parser.parseInput(html, "");
    assertTrue(parser.getErrors().isEmpty(), () -> parser.getErrors().toString());
    assertTrue(document.select("script[src], img, iframe, object, embed, base").isEmpty());
  }

  private static void checkCharacters(String report) {
    report
        .codePoints()
        .filter(c -> c != '\n')
        .forEach(
            c -> {
              int type = Character.getType(c);
              assertTrue(
                  type != Character.CONTROL
                      && type != Character.FORMAT
                      && type != Character.SURROGATE
                      && type != Character.LINE_SEPARATOR
                      && type != Character.PARAGRAPH_SEPARATOR,
                  () -> "U+" + Integer.toHexString(c));
            });
  }
}
