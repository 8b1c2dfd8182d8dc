package dev.shakedown.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.shakedown.Analysis;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureFiles;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tls.x509.TrustStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real output, held against the published schema. */
class JsonContractTest {
  private static final Catalogue ENGLISH = Catalogue.of(Language.ENGLISH);

  private final JsonMapper mapper = new JsonMapper();
  private final Schema schema;

  JsonContractTest() throws IOException {
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/shakedown-1.schema.json")));
  }

  @Test
  void documentsFollowTheSchema() throws IOException {
    for (Path capture : captures()) {
      String document = write(capture, out -> new JsonDocumentWriter(out, ENGLISH, "1.0"));
      assertEquals(List.of(), schema.validate(document, InputFormat.JSON), capture.toString());
    }
  }

  @Test
  void linesFollowTheSchema() throws IOException {
    for (Path capture : captures()) {
      String lines = write(capture, out -> new JsonLinesWriter(out, ENGLISH, "1.0"));
      for (String line : lines.lines().toList()) {
        assertEquals(List.of(), schema.validate(line, InputFormat.JSON), capture.toString());
      }
    }
  }

  @Test
  void theSchemaRefusesWhatIsNotInTheContract() {
    assertEquals(
        false,
        schema
            .validate("{\"schema\":\"shakedown/2\",\"captures\":[]}", InputFormat.JSON)
            .isEmpty());
  }

  @Test
  void flowsStandInOrderOfTheirFirstFrames() throws IOException {
    for (Path capture : captures()) {
      JsonNode document =
          mapper.readTree(write(capture, out -> new JsonDocumentWriter(out, ENGLISH, "1.0")));
      int before = 0;
      for (JsonNode flow : document.get("captures").get(0).get("flows")) {
        assertTrue(flow.get("id").asInt() > before, capture.toString());
        before = flow.get("id").asInt();
      }
    }
  }

  @Test
  void theSameInputGivesTheSameBytes() throws IOException {
    Path capture = captures().get(0);
    assertEquals(
        write(capture, out -> new JsonDocumentWriter(out, ENGLISH, "1.0")),
        write(capture, out -> new JsonDocumentWriter(out, ENGLISH, "1.0")));
  }

  @Test
  void unreadableFilesStandInTheDocument() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReportWriter writer = new JsonDocumentWriter(out, ENGLISH, "1.0")) {
      writer.unreadable("a.txt", "not-a-capture", "This is not a pcap or pcapng file.");
    }
    String document = out.toString(StandardCharsets.UTF_8);
    assertEquals(List.of(), schema.validate(document, InputFormat.JSON));
    JsonNode capture = mapper.readTree(document).at("/captures/0");
    assertEquals("not-a-capture", capture.at("/problems/0/code").asString());
    assertEquals(0, capture.get("flows").size());
  }

  @Test
  void noCapturesMakeAnEmptyDocument() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonDocumentWriter(out, ENGLISH, "1.0").close();
    String document = out.toString(StandardCharsets.UTF_8);
    assertEquals(List.of(), schema.validate(document, InputFormat.JSON));
  }

  private static String write(Path capture, Function<OutputStream, ReportWriter> format)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CaptureReader reader = CaptureReader.open(capture, Limits.DEFAULT);
        ReportWriter writer = format.apply(out)) {
      Analysis.builder()
          .trustStore(new TrustStore(false))
          .build()
          .run(reader, capture.toString(), writer);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<Path> captures() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("captures")), "no captures here");
    return CaptureFiles.below(Path.of("captures"));
  }
}
