package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static final String CAPTURE = "captures/401-unknown-ca.pcap";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private InputStream in = InputStream.nullInputStream();

  private int run(String... arguments) {
    return run(out, arguments);
  }

  private int run(OutputStream to, String... arguments) {
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Main(new Surroundings(in, to, messages, Locale.ENGLISH, false, false, 0, false))
        .run(arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void analyzeIsTheDefaultCommand() {
    assertEquals(0, run(CAPTURE), err());
    String byDefault = out();
    out.reset();
    assertEquals(0, run("analyze", CAPTURE));
    assertEquals(byDefault, out());
    assertTrue(byDefault.contains("unknown_ca"));
  }

  /** A pipe has neither length nor position, which some ways of reading ask for. */
  @Test
  void readsAPipe() throws Exception {
    Process shakedown =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shakedown.cli.Main",
                "--lang",
                "en",
                "-")
            .redirectErrorStream(true)
            .start();
    try (OutputStream pipe = shakedown.getOutputStream()) {
      Files.copy(Path.of(CAPTURE), pipe);
    }
    String printed = new String(shakedown.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shakedown.waitFor(), printed);
    assertTrue(printed.contains("unknown_ca"), printed);
  }

  @Test
  void saysThatACaptureInAFolderIsBroken() throws IOException {
    Files.copy(Path.of(CAPTURE), folder.resolve("good.pcap"));
    Files.writeString(folder.resolve("broken.pcap"), "no capture at all");
    Files.writeString(folder.resolve("notes.txt"), "nor this, but it does not claim to be");
    assertEquals(3, run(folder.toString()));
    assertTrue(err().contains("broken.pcap"), err());
    assertFalse(err().contains("notes.txt"), err());
    assertTrue(out().contains("unknown_ca"));
  }

  @Test
  void readsStandardInput() throws IOException {
    in = Files.newInputStream(Path.of(CAPTURE));
    assertEquals(0, run("-f", "json", "-"), err());
    assertTrue(out().contains("\"file\":\"-\""));
  }

  @Test
  void findsCapturesInAFolderByContent() throws IOException {
    Files.copy(Path.of(CAPTURE), folder.resolve("b.bin"));
    Files.copy(Path.of(CAPTURE), folder.resolve("a.data"));
    Files.writeString(folder.resolve("notes.txt"), "no capture");
    assertEquals(0, run("-f", "jsonl", folder.toString()), err());
    assertTrue(out().indexOf("a.data") < out().indexOf("b.bin"));
    assertFalse(out().contains("notes.txt"));
  }

  @Test
  void failOnOutcomeOrCodeGivesStatusOne() {
    assertEquals(1, run("--fail-on", "failed", CAPTURE));
    assertEquals(1, run("--fail-on=stalled,certificate-untrusted", CAPTURE));
    assertEquals(0, run("--fail-on", "stalled", CAPTURE));
  }

  @Test
  void wrongUsageGivesStatusTwo() {
    assertEquals(2, run("--no-such-option", CAPTURE));
    assertEquals(2, run("--format", "yaml", CAPTURE));
    assertEquals(2, run("--fail-on", "nonsense", CAPTURE));
    assertEquals(2, run("--host", "example.com", CAPTURE));
    assertEquals(2, run("--since", "yesterday", CAPTURE));
    assertEquals(2, run("--show", "some", CAPTURE));
    assertEquals(2, run("--lang", "fr", CAPTURE));
    assertEquals(2, run("analyze"));
    assertEquals("", out());
    assertFalse(err().contains("\tat "));
  }

  @Test
  void unreadableInputGivesStatusThreeAndTheOthersAreAnalysed() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.pcap"), "no capture at all");
    assertEquals(3, run(broken.toString(), CAPTURE, folder.resolve("none").toString()));
    assertTrue(out().contains("unknown_ca"));
    assertTrue(err().contains("broken.pcap: cannot be read: This is not a pcap or pcapng file."));
    assertTrue(err().contains("none: cannot be read: no such file"));
    assertFalse(err().contains("\tat "));
  }

  @Test
  void selectsConnections() {
    assertEquals(
        0, run("-f", "json", "--host", "203.0.113.0/24", "--sni", "*.EXAMPLE.com", CAPTURE));
    assertTrue(out().contains("\"flows\":1"));
    for (String[] none :
        new String[][] {
          {"--flow", "2"},
          {"--port", "1"},
          {"--host", "2001:db8::/32"},
          {"--sni", "other*"},
          {"--until", "2001-01-01"},
          {"--since", "2099-01-01T00:00:00Z"}
        }) {
      out.reset();
      assertEquals(0, run("-f", "json", none[0], none[1], CAPTURE), err());
      assertTrue(out().contains("\"flows\":0"), none[0]);
    }
  }

  @Test
  void writesAFileThatAppearsWhole() throws IOException {
    Path target = folder.resolve("result.json");
    assertEquals(0, run("-f", "json", "-o", target.toString(), CAPTURE), err());
    assertTrue(Files.readString(target).endsWith("]}\n"));
    assertEquals("", out());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() {
    assertEquals(2, run("-o", folder.resolve("no/such/folder").toString(), CAPTURE));
    assertTrue(err().contains("cannot be written"));
  }

  @Test
  void aReaderThatGoesAwayIsNoTrouble() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertEquals(0, run(broken, CAPTURE));
    assertEquals("", err());
  }

  @Test
  void explainsCodes() {
    assertEquals(0, run("explain", "path-mtu"));
    assertTrue(out().contains("Large packets do not arrive"));
    assertEquals(0, run("explain"));
    assertTrue(out().contains("version-mismatch"));
    assertEquals(2, run("explain", "no-such-code"));
  }

  @Test
  void helpIsThereInBothLanguages() {
    assertEquals(0, run("--help"));
    assertEquals(0, run("analyze", "--help"));
    assertTrue(out().contains("--fail-on"));
    assertTrue(out().contains("standard input"));
    out.reset();
    assertEquals(0, run("analyze", "--lang", "ja", "--help"));
    assertTrue(out().contains("標準入力"));
    assertEquals(0, run("--version"));
    assertTrue(out().contains("shakedown "));
    assertFalse(out().contains("${"));
  }

  @Test
  void neverWritesOverAnInput(@TempDir Path inputs) throws IOException {
    Path capture = Files.copy(Path.of("captures/402-expired.pcap"), inputs.resolve("in.pcap"));
    byte[] before = Files.readAllBytes(capture);
    Path link = Files.createSymbolicLink(inputs.resolve("link"), capture);
    assertEquals(2, Command.run("-o", link.toString(), capture.toString()).status());
    assertEquals(2, Command.run("-o", capture.toString(), inputs.toString()).status());
    assertArrayEquals(before, Files.readAllBytes(capture));
  }

  @Test
  void writesThroughNoSymbolicLink(@TempDir Path folder) throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("link"), victim);
    Command.Result result = Command.run("-o", link.toString(), "captures/402-expired.pcap");
    assertEquals(2, result.status());
    assertTrue(result.err().contains("is a symbolic link"), result.err());
    assertEquals("before", Files.readString(victim));
  }

  @Test
  void refusesEmptyNames() {
    assertEquals(2, Command.run("").status());
    assertEquals(2, Command.run("-o", "", "captures/402-expired.pcap").status());
  }

  @Test
  void aFileMayBeCalledLikeAnything(@TempDir Path folder) throws IOException {
    Path capture = Path.of("captures/402-expired.pcap");
    Path victim = folder.resolve("victim");
    // picocli would take the words in it for the command line's
    Path arguments = Files.writeString(folder.resolve("a"), "-o " + victim + " " + capture);
    assertEquals(3, Command.run("@" + arguments).status());
    assertEquals(3, Command.run("--color", "never", "@" + arguments).status());
    assertTrue(Files.notExists(victim));
    Path odd = Files.copy(capture, folder.resolve("a\n\u001b[31m\u009bb"));
    for (String format : List.of("text", "json", "jsonl", "html", "markdown")) {
      Command.Result result = Command.run("-f", format, odd.toString());
      assertEquals(0, result.status(), format);
      assertFalse(result.out().contains("\u001b"), format);
      assertFalse(result.out().contains("\u009b"), format);
    }
  }

  @Test
  void readsOfADeviceWithoutEndOnlyWhatALogCanBe() {
    Command.Result result =
        Command.run("--ltm-log", "/dev/zero", "--color", "never", "captures/402-expired.pcap");
    assertEquals(0, result.status());
    assertTrue(result.err().contains("a line is longer than 64 MB"), result.err());
  }

  @Test
  void saysOfHowManyLinesOfALogItReadOnlyTheBeginning() throws IOException {
    Path log = Files.writeString(folder.resolve("ltm"), "a".repeat(5_000) + "\nshort\n");
    for (String language : List.of("en", "ja")) {
      Command.Result result =
          Command.run("--ltm-log", log.toString(), "--lang", language, "captures/402-expired.pcap");
      assertTrue(
          result
              .err()
              .contains(language.equals("en") ? "1 line is longer than 4 kB" : "4 kB を超える 1 行"),
          result.err());
    }
  }

  @Test
  void writesNoTwoResultsToOneFileAndNoneOverAnInput() throws IOException {
    Path capture = Files.copy(Path.of("captures/402-expired.pcap"), folder.resolve("a.pcap"));
    byte[] before = Files.readAllBytes(capture);
    String in = capture.toString();
    String out = folder.resolve("out").toString();
    String same = folder.resolve("./out").toString();
    Path keys = Files.writeString(folder.resolve("keys"), "# none\n");
    for (List<String> words :
        List.of(
            List.of("extract", in, "-o", out, "--keylog-out", same),
            List.of("extract", in, "--keylog", keys.toString(), "--keylog-out", keys.toString()),
            List.of("corpus", "check", folder.toString(), "--result", out, "--metrics", same),
            List.of("corpus", "check", folder.toString(), "--result", in))) {
      Command.Result result = Command.run(words.toArray(String[]::new));
      assertEquals(2, result.status(), () -> words + result.err());
    }
    assertFalse(Files.exists(Path.of(out)));
    assertArrayEquals(before, Files.readAllBytes(capture));
  }

  @Test
  void saysInTheReportWhatItDidNotReadOfALog() throws IOException {
    String line = "Nov 24 06:25:42 bigip1 warning tmm1[11287]: 01260009:4: Connection error: x:1: ";
    Path log = Files.writeString(folder.resolve("ltm"), line + "a".repeat(5_000) + "\n");
    for (String format : List.of("text", "json", "jsonl", "html", "markdown")) {
      for (List<String> captures :
          List.of(List.of("captures/402-expired.pcap"), List.<String>of())) {
        for (String language : List.of("en", "ja")) {
          List<String> words =
              new ArrayList<>(
                  List.of("--ltm-log", log.toString(), "-f", format, "--lang", language));
          words.addAll(captures);
          String out = Command.run(words.toArray(String[]::new)).out();
          String said =
              format.startsWith("json")
                  ? "\"linesCut\":1"
                  : language.equals("en")
                      ? "1 line of the log is longer than 4 kB"
                      : "ログの 1 行は 4 kB を超える";
          assertTrue(out.contains(said), words + "\n" + out);
        }
      }
    }
  }

  @Test
  void namesNoFileGivenTwiceWhereItAnonymises() {
    String capture = "captures/402-expired.pcap";
    Command.Result result = Command.run("--anonymize", capture, capture);
    assertFalse(result.err().isEmpty());
    assertFalse(result.err().contains("402-expired"), result.err());
  }

  @Test
  void warningsAboutKeysAndLogsNameNoFileUnderPseudonyms(@TempDir Path folder) throws IOException {
    String empty = Files.createFile(folder.resolve("customer-of-ours.txt")).toString();
    String capture = "captures/402-expired.pcap";
    for (String option : List.of("--keylog", "--ltm-log")) {
      assertTrue(Command.run(option, empty, capture).err().contains("customer-of-ours"), option);
      Command.Result result = Command.run("--anonymize", option, empty, capture);
      assertFalse(result.err().isEmpty(), option);
      assertFalse(result.err().contains("customer-of-ours"), result.err());
    }
  }

  @Test
  void refusesASelectionThatNothingCanBe() {
    for (String[] impossible :
        new String[][] {
          {"--flow", "0"},
          {"--port", "99999"},
          {"--since", "2027-01-01T00:00:00Z", "--until", "2020-01-01T00:00:00Z"}
        }) {
      List<String> words = new ArrayList<>(List.of(impossible));
      words.add("captures/402-expired.pcap");
      assertEquals(2, Command.run(words.toArray(new String[0])).status(), words.toString());
    }
  }

  @Test
  void decryptsWithAnRsaKey() {
    String capture = "testdata/decrypt/rsa12.pcap";
    String plain = Command.run("-f", "json", capture).out();
    String opened =
        Command.run("-f", "json", "--rsa-key", "testdata/decrypt/rsa12.pem", capture).out();
    assertTrue(plain.contains("\"decrypted\":false"), plain);
    assertTrue(opened.contains("\"decrypted\":true"), opened);
  }
}
