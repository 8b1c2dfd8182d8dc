package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tls.x509.Certificates;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/limits.md} names the bounds that the code has, and the lines that it prints. */
class LimitsDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/limits.md");
  private static final Limits LIMITS = Limits.DEFAULT;

  /** Said by a library, or by the shell's own words; no text of ours. */
  private static final List<String> NOT_OURS = List.of("maximum nested construction level reached");

  private record Row(String what, String limit, String said) {}

  /** Each row by the words it begins with, and what must stand in its second column. */
  private static Map<String, List<String>> bounds() {
    Map<String, List<String>> bounds = new LinkedHashMap<>();
    bounds.put("capture", List.of("none"));
    bounds.put("compression in compression", List.of("one level"));
    bounds.put("window of Zstandard", List.of("128 MB"));
    bounds.put("one packet", List.of(size(LIMITS.maxPacketBytes())));
    bounds.put(
        "what is wrong with one file", List.of(constant("capture.ProblemLog", "KEPT") + " places"));
    bounds.put("headers in one packet", List.of("" + LIMITS.maxTunnelDepth()));
    bounds.put(
        "fragments waiting",
        List.of(
            size(LIMITS.maxFragmentBytes()),
            constant("packet.FragmentTable", "TIMEOUT_NANOS") / 1_000_000_000 + " s"));
    bounds.put("connections followed", List.of(size(LIMITS.maxLiveFlowBytes())));
    bounds.put(
        "a connection that both sides closed",
        List.of(constant("tcp.FlowTable", "SETTLE_NANOS") / 1_000_000_000 + " s"));
    bounds.put("silence", List.of(LIMITS.idleNanos() / 60_000_000_000L + " minutes"));
    bounds.put(
        "bytes behind a gap",
        List.of(
            size(LIMITS.maxBufferedBytesPerDirection()) + " a direction",
            size(LIMITS.maxBufferedBytes()) + " in all"));
    bounds.put("one handshake message", List.of(size(LIMITS.maxHandshakeMessageBytes())));
    bounds.put(
        "compressed certificate",
        List.of(size(constant("tls.handshake.CompressedCertificate", "MAX_UNCOMPRESSED"))));
    bounds.put("extensions, certificates", List.of("what fits into it"));
    bounds.put("name constraints", List.of(count(constant("tls.x509.NamesAllowed", "MAX_NAMES"))));
    bounds.put(
        "CAs of one name",
        List.of("" + constant("diagnosis.facts.CertificateChain", "MAX_ISSUERS")));
    bounds.put("keys of RSA", List.of(count(constant("tls.x509.RareSignatures", "MAX_KEY_BITS"))));
    bounds.put("nesting of ASN.1", List.of("64"));
    bounds.put(
        "events of a connection",
        List.of("" + LIMITS.maxEventsPerFlow(), LIMITS.maxRecordsLogged() + " protected records"));
    bounds.put("failed connections kept", List.of(size(LIMITS.maxHeldFlowBytes())));
    bounds.put("connections compared", List.of(count(LIMITS.maxComparedFlows())));
    bounds.put("connections looked for", List.of(count(LIMITS.maxSightings())));
    bounds.put(
        "servers whose answers",
        List.of("" + LIMITS.maxProfiledServers(), LIMITS.maxOffersPerServer() + " offers"));
    bounds.put("report in JSON", List.of(size(constant("report.Spill", "DEFAULT_MEMORY"))));
    bounds.put(
        "key log",
        List.of(
            size(constant("cli.SecretFiles", "MAX_KEY_LOG")) + " a file",
            count(constant("tls.decrypt.SecretStore", "MAX_SECRETS")) + " secrets",
            constant("tls.decrypt.KeyLogReader", "MAX_LINE") + " characters"));
    bounds.put(
        "TLS secrets in a capture",
        List.of(count(constant("tls.decrypt.SecretStore", "MAX_SECRETS"))));
    bounds.put("interfaces", List.of(count(constant("capture.PcapngReader", "MAX_INTERFACES"))));
    bounds.put("RSA key", List.of(size(constant("cli.SecretFiles", "MAX_KEY_FILE"))));
    bounds.put("trust store", List.of(size(constant("tls.x509.TrustStoreFile", "MAX_SIZE"))));
    bounds.put(
        "device's log",
        List.of(
            constant("ltm.LineInput", "MAX_LINE_BYTES") / 1024 + " kB a line",
            count(LIMITS.maxLogIncidents()) + " failures"));
    bounds.put("`decode`", List.of(size(LooseBytes.MAX_SIZE)));
    bounds.put(
        "expectation",
        List.of(
            size(constant("corpus.ExpectationReader", "MAX_SIZE")),
            count(constant("corpus.ExpectationReader", "MAX_LINES")) + " lines",
            constant("corpus.ExpectationReader", "MAX_LINE") / 1024 + " kB a line",
            constant("corpus.Answers", "MAX_ANSWERS") + " alternatives"));
    return bounds;
  }

  @Test
  void namesTheBoundsOfTheCode() throws IOException {
    Map<String, List<String>> bounds = bounds();
    for (Row row : rows()) {
      List<String> keys = bounds.keySet().stream().filter(k -> row.what().startsWith(k)).toList();
      assertEquals(1, keys.size(), "a row that is not compared with the code: " + row.what());
      bounds
          .remove(keys.get(0))
          .forEach(
              b ->
                  assertTrue(
                      Pattern.compile("(?<![\\d,])" + Pattern.quote(b)).matcher(row.limit()).find(),
                      () -> row + " does not name " + b));
    }
    assertEquals(Map.of(), bounds, "rows that the document lacks");
  }

  @Test
  void quotesWhatIsPrinted() throws IOException {
    String texts = texts();
    int quotes = 0;
    for (Row row : rows()) {
      Matcher quote = Pattern.compile("(?<![\\w*])\\*([^*]+)\\*").matcher(row.said());
      while (quote.find()) {
        quotes++;
        for (String part : quote.group(1).split("…|\\bN\\b", -1)) {
          assertTrue(
              NOT_OURS.contains(part) || texts.contains(part.strip()),
              () -> "printed nowhere: " + part + " of " + row.what());
        }
      }
    }
    assertTrue(quotes > 20, "quotes: " + quotes);
  }

  /** The bound is a library's; it moves with it. */
  @Test
  void certificatesNestSixtyFourDeep() {
    assertTrue(nested(64).contains("maximum nested") == false, nested(64));
    assertTrue(nested(66).contains("maximum nested construction level reached"), nested(66));
  }

  private static String nested(int depth) {
    String hex = "";
    for (int i = 0; i < depth; i++) {
      int length = hex.length() / 2;
      hex = (length < 128 ? "30%02x" : "3081%02x").formatted(length) + hex;
    }
    return Certificates.decode(Bytes.ofHex(hex)).problem();
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      String[] columns = line.split(" \\| ", -1);
      if (line.startsWith("| ") && columns.length == 3 && !line.startsWith("| ---")) {
        rows.add(new Row(columns[0].substring(2), columns[1], columns[2]));
      }
    }
    rows.remove(0); // its heading
    assertTrue(rows.size() > 25, "rows: " + rows.size());
    return rows;
  }

  /** All texts, a line each, with both forms of words that follow a number, and without values. */
  private static String texts() throws IOException {
    String all =
        new String(
            LimitsDocumentTest.class
                .getResourceAsStream("/dev/shakedown/report/catalogue.properties")
                .readAllBytes(),
            StandardCharsets.UTF_8);
    Pattern plural = Pattern.compile("\\{\\w+:([^{}|]*)\\|([^{}|]*)}");
    String one = plural.matcher(all).replaceAll("$1");
    String many = plural.matcher(all).replaceAll("$2");
    return (one + "\n" + many)
            .lines()
            .map(l -> l.replaceAll("\\{megabytes}", "16").replaceAll("\\{\\w+}", ""))
            .collect(Collectors.joining("\n"))
        + many.replaceAll("\\{megabytes}", "256");
  }

  private static String size(long bytes) {
    assertEquals(0, bytes % (1 << 20), "whole megabytes");
    return (bytes >> 20) + " MB";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static final Map<String, Long> READ = new HashMap<>();

  private static long constant(String type, String field) {
    return READ.computeIfAbsent(
        type + "." + field,
        k -> {
          try {
            Field constant = Class.forName("dev.shakedown." + type).getDeclaredField(field);
            constant.setAccessible(true);
            return ((Number) constant.get(null)).longValue();
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
