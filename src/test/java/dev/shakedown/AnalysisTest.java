package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.capture.CaptureFiles;
import dev.shakedown.capture.UnreadableCaptureException;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.report.json.JsonDocumentWriter;
import dev.shakedown.tls.x509.TrustStore;
import dev.shakedown.tls.x509.TrustStoreFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalysisTest {
  private static final Path EXPIRED = Path.of("captures/402-expired.pcap");

  @Test
  void givesConnectionsOfFilesAndStreams() throws IOException {
    List<Diagnosis> ofFile = new ArrayList<>();
    CaptureResult result = Analysis.builder().build().run(EXPIRED, ofFile::add);
    assertEquals(1, ofFile.size());
    assertEquals(Outcome.FAILED, ofFile.get(0).outcome());
    assertEquals(List.of(), result.problems());
    List<Diagnosis> ofStream = new ArrayList<>();
    try (InputStream in = Files.newInputStream(EXPIRED)) {
      Analysis.builder().build().run(in, "stream", ofStream::add);
    }
    assertEquals("certificate-expired", ofStream.get(0).findings().get(0).code());
  }

  @Test
  void takesWhatItIsTold(@TempDir Path folder) throws IOException {
    List<Diagnosis> none = new ArrayList<>();
    Analysis.builder().select(d -> false).build().run(EXPIRED, none::add);
    assertTrue(none.isEmpty());

    Path keyed = Path.of("captures/516-expired-tls13-keys.pcap");
    List<Diagnosis> open = new ArrayList<>();
    Analysis.builder()
        .keyLog(Path.of("captures/516-expired-tls13-keys.keys"))
        .build()
        .run(keyed, open::add);
    assertTrue(open.get(0).facts().serverCertificate().isPresent());

    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    assertThrows(IOException.class, () -> Analysis.builder().trustStore(empty));
    assertThrows(
        UnreadableCaptureException.class,
        () -> Analysis.builder().build().run(new ByteArrayInputStream(new byte[9]), "x", d -> {}));
  }

  /** Eight at a time, each capture twice, say the same as one after the other. */
  @Test
  void analysesRunSideBySide() throws Exception {
    List<Path> captures = CaptureFiles.below(Path.of("captures"));
    TrustStore roots = TrustStoreFile.ofJdk();
    List<Callable<String>> tasks = new ArrayList<>();
    for (Path capture : captures) {
      tasks.add(() -> json(capture, roots));
      tasks.add(() -> json(capture, roots));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> together = threads.invokeAll(tasks);
      for (int i = 0; i < captures.size(); i++) {
        String alone = json(captures.get(i), TrustStoreFile.ofJdk());
        assertEquals(alone, together.get(2 * i).get());
        assertEquals(alone, together.get(2 * i + 1).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String json(Path capture, TrustStore roots) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonDocumentWriter writer =
        new JsonDocumentWriter(out, Catalogue.of(Language.ENGLISH), "")) {
      Analysis.builder().trustStore(roots).build().run(capture, writer);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What all analyses of a process share never changes. */
  @Test
  void noClassHoldsMutableState() throws Exception {
    Path classes = Path.of("target/classes");
    Set<String> mutable =
        Set.of(
            "java.util.HashMap",
            "java.util.ArrayList",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.HashSet",
            "java.util.EnumMap",
            "java.util.TreeSet");
    List<String> wrong = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes.resolve("dev/shakedown"))) {
      files = walk.filter(f -> f.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      String name = classes.relativize(file).toString().replace('/', '.');
      Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
          continue;
        }
        if (!Modifier.isFinal(field.getModifiers())) {
          wrong.add(field.toString());
        } else if (field.trySetAccessible()) {
          Object value = field.get(null);
          boolean grows = value != null && mutable.contains(value.getClass().getName());
          if (grows || value instanceof Thread || value instanceof ThreadLocal) {
            wrong.add(field + " = " + value.getClass());
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }
}
