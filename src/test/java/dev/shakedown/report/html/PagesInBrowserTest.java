package dev.shakedown.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tls.x509.TrustStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The pages as a browser shows them. Skipped where there is no Chromium. */
class PagesInBrowserTest {
  private static final int PHONE = 390;
  private static final int DESK = 1400;

  /** Captures on one page, so that few pages show all of them. */
  private static final int TOGETHER = 40;

  private static Browser browser;
  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start().orElse(null);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyCaptureIsShownWithoutComplaint() throws IOException {
    assumeTrue(browser != null, "no Chromium here");
    List<Path> captures = captures();
    for (int i = 0; i < captures.size(); i += TOGETHER) {
      List<Path> some = captures.subList(i, Math.min(captures.size(), i + TOGETHER));
      Path page = page(i / TOGETHER % 2 == 0 ? Language.ENGLISH : Language.JAPANESE, some);
      for (int width : new int[] {PHONE, DESK}) {
        browser.show(width, 900, "light");
        String where = some.get(0) + " … at " + width;
        assertEquals(List.of(), browser.open(page), where);
        assertTrue(isAsWideAsTheWindow(), where);
      }
      assertEquals("[]", deadLinks().toString(), some.toString());
      assertEquals(0, browser.evaluate("document.scripts.length").asInt());
    }
  }

  @Test
  void axeFindsNothingSerious() throws IOException {
    assumeTrue(browser != null, "no Chromium here");
    List<Path> captures =
        Stream.of(
                "718-mixed",
                "401-unknown-ca",
                "118-path-mtu-icmp-ignored",
                "124-reset-injected",
                "902-bigip-pool-member-certificate")
            .map(n -> Path.of("captures", n + ".pcap"))
            .toList();
    List<Path> pages =
        List.of(
            page(Language.ENGLISH, captures.subList(0, 1)),
            page(Language.JAPANESE, captures.subList(1, 5)));
    for (Path page : pages) {
      for (String colours : List.of("light", "dark")) {
        for (int width : new int[] {PHONE, DESK}) {
          browser.show(width, 900, colours);
          browser.open(page);
          browser.evaluate(axe());
          assertEquals("[]", seriousViolations().toString(), page + " " + colours + " " + width);
        }
      }
    }
  }

  private static boolean isAsWideAsTheWindow() {
    String overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    return browser.evaluate(overflow).asInt() <= 0;
  }

  private static JsonNode deadLinks() {
    return browser.evaluate(
        """
        [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))
            .filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))
        """);
  }

  private static String axe() throws IOException {
    try (InputStream in = PagesInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + ";0";
    }
  }

  private static JsonNode seriousViolations() {
    return browser.evaluate(
        """
        axe.run(document, {resultTypes: ['violations']}).then(r => r.violations
            .filter(v => v.impact === 'serious' || v.impact === 'critical')
            .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary)))
        """);
  }

  private Path page(Language language, List<Path> captures) throws IOException {
    Path page = Files.createTempFile(folder, "page", ".html");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(page));
        ReportWriter writer = new HtmlWriter(out, Catalogue.of(language), "1.0", true)) {
      for (Path file : captures) {
        try (CaptureReader reader = CaptureReader.open(file, Limits.DEFAULT)) {
          Analysis.builder()
              .trustStore(new TrustStore(false))
              .build()
              .run(reader, file.toString(), writer);
        }
      }
    }
    return page;
  }

  private static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("captures"))) {
      return new ArrayList<>(
          files.filter(f -> f.toString().matches(".*\\.pcap(ng)?")).sorted().toList());
    }
  }
}
