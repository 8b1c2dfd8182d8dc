package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class CorpusCommandTest {
  private static final Path CAPTURES = Path.of("captures");
  private static final String EXPIRED = "402-expired.pcap";

  @TempDir private Path scratch;
  private Path corpus;

  @BeforeEach
  void copySomeCaptures() throws IOException {
    corpus = Files.createDirectory(scratch.resolve("corpus"));
    for (String name : new String[] {"001-good-tls12.pcap", EXPIRED, "718-mixed.pcap"}) {
      copy(name);
      copy(name + ".expect");
    }
  }

  private void copy(String name) throws IOException {
    Files.copy(CAPTURES.resolve(name), corpus.resolve(name));
  }

  private Command.Result check(String... options) {
    return corpus("check", options);
  }

  private Command.Result corpus(String command, String... options) {
    String[] arguments = new String[3 + options.length];
    arguments[0] = "corpus";
    arguments[1] = command;
    arguments[2] = corpus.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return Command.run(arguments);
  }

  private void edit(String name, String old, String current) throws IOException {
    Path file = corpus.resolve(name);
    String text = Files.readString(file);
    assertTrue(text.contains(old), text);
    Files.writeString(file, text.replace(old, current));
  }

  private String read(String name) throws IOException {
    return Files.readString(corpus.resolve(name));
  }

  @Test
  void allIsAsExpected() {
    Command.Result result = check();
    assertEquals(0, result.status(), result.out());
    assertTrue(result.out().startsWith("3 captures: 3 as expected"));
    assertEquals("", result.err());
  }

  @Test
  void namesCaptureConnectionAndFieldOfWhatDiffers() throws Exception {
    edit(EXPIRED + ".expect", "certificate-expired", "certificate-weak");
    Path xml = scratch.resolve("junit.xml");
    Path markdown = scratch.resolve("summary.md");
    Command.Result result =
        check("--junit-xml", xml.toString(), "--markdown", markdown.toString(), "--github");
    assertEquals(1, result.status());
    String out = result.out();
    assertTrue(out.contains("402-expired.pcap: differences: 1"), out);
    assertTrue(out.contains("  connection 1  198.51.100.10:"), out);
    assertTrue(out.contains("    code  (402-expired.pcap.expect:"), out);
    assertTrue(out.contains("- expected  certificate-weak"), out);
    assertTrue(out.contains("+ found     certificate-expired"), out);
    assertTrue(out.contains("(frames "), out);
    assertTrue(out.contains("::error file=" + corpus + "/402-expired.pcap.expect,line="), out);
    assertTrue(Files.readString(markdown).contains("| `code` | `certificate-weak"));

    Document document = valid(xml);
    Element suite = document.getDocumentElement();
    assertEquals("3", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    Element failure = (Element) document.getElementsByTagName("failure").item(0);
    assertEquals(EXPIRED, ((Element) failure.getParentNode()).getAttribute("name"));
    assertTrue(failure.getTextContent().contains("certificate-weak"));
  }

  /** By the schema of Maven's Surefire, whose reports Jenkins and GitLab read. */
  private static Document valid(Path xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Path.of("testdata/junit/surefire-test-report.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(xml.toFile()));
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
  }

  @Test
  void markupInAnExpectationStaysText() throws Exception {
    edit(EXPIRED + ".expect", "certificate-expired", "<b>&amp;]]>\"' \u0001\u001b[31m\ufffe|| x");
    assertEquals(3, check().status()); // an empty answer between the bars
    edit(EXPIRED + ".expect", "|| x", "");
    Path xml = scratch.resolve("junit.xml");
    Command.Result result = check("--junit-xml", xml.toString());
    assertEquals(1, result.status(), result.err());
    assertFalse(result.out().contains("\u001b"));
    assertTrue(valid(xml).getElementsByTagName("failure").item(0).getTextContent().contains("<b>"));
  }

  @Test
  void saysWhatIsNewMissingAndUnreadable() throws Exception {
    Files.delete(corpus.resolve("718-mixed.pcap"));
    Files.delete(corpus.resolve("001-good-tls12.pcap.expect"));
    Command.Result found = check();
    assertEquals(1, found.status());
    assertTrue(found.out().contains("718-mixed.pcap: there is an expectation, but no capture"));
    assertTrue(found.out().contains("001-good-tls12.pcap: no expectation"));

    Files.writeString(corpus.resolve(EXPIRED), "no capture");
    Path xml = scratch.resolve("junit.xml");
    Command.Result unreadable = check("--junit-xml", xml.toString());
    assertEquals(3, unreadable.status());
    assertTrue(unreadable.out().contains("402-expired.pcap: "), unreadable.out());
    assertEquals("1", valid(xml).getDocumentElement().getAttribute("errors"));
  }

  @Test
  void whatCannotBeReadMayBeExpected() throws IOException {
    Files.writeString(corpus.resolve("note.pcap"), "no capture");
    assertEquals(3, check().status());
    assertEquals(0, corpus("accept").status());
    assertEquals("unreadable not-a-capture\n", read("note.pcap.expect"));
    assertEquals(0, check().status());
  }

  @Test
  void aBadExpectationIsSaidWithItsLine() throws IOException {
    edit(EXPIRED + ".expect", "  outcome", "outcome");
    Command.Result result = check();
    assertEquals(3, result.status());
    assertTrue(result.out().contains("402-expired.pcap: expectation, line "), result.out());
    assertFalse(result.out().contains("Exception"));
    assertEquals(3, corpus("accept").status());
    assertTrue(read(EXPIRED + ".expect").contains("\noutcome"), "left as it was");
  }

  @Test
  void acceptWritesWhatHolds() throws IOException {
    for (String name : new String[] {"001-good-tls12.pcap", EXPIRED, "718-mixed.pcap"}) {
      Files.delete(corpus.resolve(name + ".expect"));
    }
    assertEquals(0, corpus("accept").status());
    assertTrue(read("001-good-tls12.pcap.expect").endsWith("  code       none\n"));
    assertEquals(0, check().status());
    assertTrue(corpus("accept").out().contains("0 files written, 0 renewed"));
  }

  @Test
  void acceptKeepsWhatPeopleWrote() throws IOException {
    String name = EXPIRED + ".expect";
    String before = read(name);
    edit(
        name,
        "  stage ",
        "  # by hand\n  tls.serverName  wrong.example\n  tls.version.id  771\n  stage ");
    edit(name, "certificate-expired", "certificate-weak");
    assertEquals(1, check().status());
    assertEquals(0, corpus("accept").status());
    String after = read(name);
    assertTrue(after.contains("  # by hand\n  tls.serverName  "), after);
    assertFalse(after.contains("wrong.example"));
    assertTrue(after.contains("\n  code       certificate-expired"), after);
    assertEquals(before.lines().count() + 3, after.lines().count());
    assertEquals(0, check().status());
  }

  @Test
  void connectionsComeAndGo() throws IOException {
    String name = EXPIRED + ".expect";
    String text = read(name);
    Files.writeString(corpus.resolve(name), text.replaceFirst("flow \\S+", "flow 192.0.2.1:1"));
    Command.Result result = check();
    assertEquals(1, result.status());
    assertTrue(result.out().contains("connection 192.0.2.1:1 -> "), result.out());
    assertTrue(result.out().contains("- expected  nothing"), result.out());
    Files.writeString(corpus.resolve(name), "flow *\n  outcome  failed\n");
    assertEquals(0, check().status());
    Files.writeString(corpus.resolve(name), "flow *\n  outcome  completed\n");
    assertEquals(1, check().status());
    corpus("accept");
    assertTrue(read(name).startsWith("flow *\n  outcome  completed\n\nflow "), read(name));
    assertEquals(0, check().status());
  }

  @Test
  void aTurnedConnectionIsADifference() throws IOException {
    String name = EXPIRED + ".expect";
    Files.writeString(
        corpus.resolve(name), read(name).replaceFirst("flow (\\S+) -> (\\S+)", "flow $2 -> $1"));
    Command.Result result = check();
    assertTrue(result.out().contains("    client  ("), result.out());
    corpus("accept");
    assertEquals(0, check().status());
  }

  @Test
  void strictComparesTheWholeJson() throws IOException {
    assertEquals(1, check("--strict").status());
    corpus("accept", "--strict");
    assertEquals(0, check("--strict").status());
    edit(EXPIRED + ".expect.json", "\"TLS 1.2\"", "\"TLS 1.1\"");
    Command.Result result = check();
    assertEquals(1, result.status(), "what is kept is always compared");
    assertTrue(result.out().contains("clientHello."), result.out());
    edit(EXPIRED + ".expect.json", "{", "");
    assertEquals(1, check().status());
    assertFalse(check().out().contains("Exception"));
  }

  @Test
  void keyLogsAndPointsAreUsed() throws IOException {
    for (String name : new String[] {"516-expired-tls13-keys.pcap", "801-points-hello-lost.pcap"}) {
      copy(name);
      copy(name + ".expect");
    }
    copy("516-expired-tls13-keys.keys");
    copy("801-points-hello-lost.server.pcap");
    edit("516-expired-tls13-keys.pcap.expect", "  stage ", "  tls.decrypted true\n  stage ");
    Command.Result result = check();
    assertEquals(0, result.status(), result.out());
    edit("516-expired-tls13-keys.pcap.expect", "keylog ", "# keylog ");
    assertEquals(1, check("--only", "5*").status());
  }

  @Test
  void onlySelects() {
    assertTrue(check("--only", "4*,7*").out().startsWith("2 captures"));
    assertEquals(2, check("--only", "9*").status());
    assertEquals(2, check("--only", "[").status());
    assertEquals(2, check("--jobs", "0").status());
    assertEquals(2, Command.run("corpus").status());
    assertEquals(2, Command.run("corpus", "check").status());
    assertEquals(3, Command.run("corpus", "check", scratch.resolve("absent").toString()).status());
    Command.Result file = Command.run("corpus", "check", corpus.resolve(EXPIRED).toString());
    assertEquals(3, file.status());
    assertTrue(file.err().contains("Not a directory"), file.err());
  }

  @Test
  void theNumberOfJobsChangesNothing() throws IOException {
    edit(EXPIRED + ".expect", "certificate-expired", "certificate-weak");
    Files.delete(corpus.resolve("001-good-tls12.pcap.expect"));
    assertEquals(check("--jobs", "1").out(), check("--jobs", "8").out());
    assertTrue(check("--lang", "ja").out().contains("期待値がない"));
  }

  @Test
  void twoResultsShowTheDrift() throws IOException {
    Path old = scratch.resolve("old.json");
    Path current = scratch.resolve("new.json");
    check("--result", old.toString());
    Command.Result same = Command.run("corpus", "diff", old.toString(), old.toString());
    assertEquals(0, same.status(), same.err());
    assertTrue(same.out().contains("no verdict changed"));
    edit(EXPIRED + ".expect", "certificate-expired", "certificate-weak");
    Files.delete(corpus.resolve("718-mixed.pcap"));
    Files.delete(corpus.resolve("718-mixed.pcap.expect"));
    check("--result", current.toString());
    Command.Result diff = Command.run("corpus", "diff", old.toString(), current.toString());
    assertEquals(1, diff.status());
    assertTrue(diff.out().contains("718-mixed.pcap: no longer there"), diff.out());
    assertTrue(diff.out().contains("402-expired.pcap: as-expected -> different"), diff.out());
    assertTrue(diff.out().contains("code certificate-expired -> certificate-expired (wrong)"));
    Files.writeString(current, "{\"schema\": \"other\"}");
    assertEquals(3, Command.run("corpus", "diff", old.toString(), current.toString()).status());
    Files.writeString(current, "[".repeat(100_000));
    assertEquals(3, Command.run("corpus", "diff", old.toString(), current.toString()).status());
  }

  @Test
  void measuresHowGoodTheVerdictsAre() throws IOException {
    Path metrics = scratch.resolve("metrics.md");
    assertEquals(0, check("--metrics", metrics.toString()).status());
    String text = Files.readString(metrics);
    assertTrue(text.contains("| `certificate-expired` | 1 | 1 | 100.0 % | 100.0 % |"), text);
  }
}
