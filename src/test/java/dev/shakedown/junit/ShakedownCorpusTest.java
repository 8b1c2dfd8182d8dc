package dev.shakedown.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.corpus.CaptureVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

final class ShakedownCorpusTest {
  @TempDir private Path scratch;

  @ShakedownCorpus(value = "captures", only = "00*")
  void runsOnceForEachCapture(CaptureVerdict verdict) {
    assertTrue(verdict.name().startsWith("00"));
  }

  /** Run by hand below: names an absent connection, so it fails. */
  @Test
  void failsWithWhatDiffers() throws Exception {
    Path folder = Path.of("target/corpus-of-a-test");
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve("402-expired.pcap.expect"));
    if (!Files.exists(folder.resolve("402-expired.pcap"))) {
      Files.copy(Path.of("captures/402-expired.pcap"), folder.resolve("402-expired.pcap"));
    }
    Path source = scratch.resolve("OnlyTest.java");
    Files.writeString(
        source,
        """
        public class OnlyTest {
          @dev.shakedown.junit.ShakedownCorpus("target/corpus-of-a-test")
          void isAsExpected() {}
        }
        """);
    Class<?> test = compile(List.of(source), "OnlyTest");
    SummaryGeneratingListener first = run(test, false);
    assertEquals(1, first.getSummary().getTestsFailedCount());
    String message = first.getSummary().getFailures().get(0).getException().getMessage();
    assertTrue(message.contains("402-expired.pcap: no expectation"), message);
    assertEquals(1, run(test, true).getSummary().getTestsSucceededCount());
    assertTrue(Files.exists(folder.resolve("402-expired.pcap.expect")));
  }

  /** The project under docs/example compiles against these classes. */
  @Test
  void theExampleCompiles() throws Exception {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("docs/example/src"))) {
      sources = files.filter(f -> f.toString().endsWith(".java")).toList();
    }
    Class<?> failures = compile(sources, "example.Failures");
    Object lines =
        failures
            .getMethod("of", Path.class)
            .invoke(null, Path.of("docs/example/captures/402-expired.pcap"));
    assertEquals(List.of("203.0.113.20:443 certificate-expired"), lines);
  }

  private Class<?> compile(List<Path> sources, String name)
      throws IOException, ReflectiveOperationException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-Xlint:all",
                "-Werror",
                "-d",
                scratch.toString(),
                "-cp",
                System.getProperty("java.class.path")));
    sources.forEach(s -> arguments.add(s.toString()));
    java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
    int status = compiler.run(null, said, said, arguments.toArray(String[]::new));
    assertEquals(0, status, said.toString(StandardCharsets.UTF_8));
    java.net.URL[] classes = {scratch.toUri().toURL()};
    return new java.net.URLClassLoader(classes, getClass().getClassLoader()).loadClass(name);
  }

  private static SummaryGeneratingListener run(Class<?> test, boolean accept) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(test))
            .configurationParameter("shakedown.accept", Boolean.toString(accept))
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    return summary;
  }
}
