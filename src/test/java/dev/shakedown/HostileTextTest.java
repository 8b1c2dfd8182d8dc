package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.html.HtmlWriter;
import dev.shakedown.report.json.JsonDocumentWriter;
import dev.shakedown.report.markdown.MarkdownWriter;
import dev.shakedown.report.text.TextWriter;
import dev.shakedown.tls.x509.TrustStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Text that an attacker puts on the wire is text in every format: a capture with it gives the same
 * structure as a twin with harmless text of the same length in the same places.
 */
class HostileTextTest {
  /** In the captures; a hostile text takes the place of its 16 bytes. */
  private static final String HOST = "shop.example.com";

  private static final String MAIL_HOST = "mail.example.com";

  private static final List<String> HOSTILE =
      List.of(
          "<script>a=1</s><",
          "\"'><img src=x a>",
          "'/><svg/onload='",
          "<!--a--><?b?>]]>",
          "&lt;&#60;&amp;<b",
          "\u001b[31m\u001b]0;a\u0007\u009bA",
          "\u0000\u0000\u0001\u007f\b\t-\u001b[2J\u0000\u0000",
          "ab\u202ecd\u2066e\u200b",
          "\ufeff\ue000\u2028\u2029.co",
          "a\r\n\n# b\n\n- c\n> d",
          "```\n```` **a** _",
          "`a` ~~b~~ *c* |d",
          "[a](//b.c) ![d]!",
          "@abc #12 GH-1 :a",
          "http://b.c/d?e=f",
          "www.example.com/",
          "\\`\\*\\_$a$${b}@{c",
          "# a\t# b 1. c\t> d");

  /** One capture, before its text is changed. */
  private record Case(String capture, Function<MemoryCapture, MemoryCapture> prepare) {}

  @TestFactory
  Stream<DynamicTest> isNothingButText() {
    return Stream.of(
            new Case("401-unknown-ca", c -> c),
            new Case("216-starttls-smtp", c -> replace(c, bytes(MAIL_HOST), bytes(HOST))),
            new Case("201-http-to-tls-port", HostileTextTest::withPath))
        .map(c -> DynamicTest.dynamicTest(c.capture(), () -> check(c)));
  }

  /** Puts the host into the request line, which is what a report shows of the request. */
  private static MemoryCapture withPath(MemoryCapture capture) {
    byte[] plain = bytes("GET / HTTP/1.1\r\nHost: shop.example.com:443\r\n");
    return replace(capture, plain, bytes("GET /" + HOST + " HTTP/1.1\r\nHost: aaaa\r\n"));
  }

  private static void check(Case subject) throws IOException {
    MemoryCapture capture =
        subject
            .prepare()
            .apply(MemoryCapture.read(Path.of("captures", subject.capture() + ".pcap")));
    for (String text : HOSTILE) {
      MemoryCapture hostile = replace(capture, bytes(HOST), padded(text));
      compare(hostile, replace(capture, bytes(HOST), padded(harmless(text))), text);
    }
    // no UTF-8: a surrogate, an overlong NUL, a byte that is never legal
    byte[] illegal = padded("ab");
    byte[] sequence = {
      (byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xc0, (byte) 0x80, (byte) 0xff
    };
    System.arraycopy(sequence, 0, illegal, 2, sequence.length);
    MemoryCapture damaged = replace(capture, bytes(HOST), illegal);
    compare(damaged, damaged, "no UTF-8");
  }

  /**
   * A text of as many bytes and lines that a diagnosis reads the same way, but that has no meaning
   * in any format.
   */
  private static String harmless(String text) {
    StringBuilder harmless = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n' || c == '\t' || c == '.' || c == ' ') {
        harmless.append(c);
      } else if (c < ' ' || c == 0x7f) {
        harmless.append('\u0001');
      } else {
        harmless.append(c < 0x80 ? 'a' : c < 0x800 ? '\u00e9' : '\u3042');
      }
    }
    return harmless.toString();
  }

  private static void compare(MemoryCapture hostile, MemoryCapture twin, String text)
      throws IOException {
    for (Language language : Language.values()) {
      Catalogue catalogue = Catalogue.of(language);
      Function<OutputStream, ReportWriter> html =
          out -> new HtmlWriter(out, catalogue, "1.0", true);
      assertEquals(
          shape(Jsoup.parse(run(twin, html))), shape(Jsoup.parse(run(hostile, html))), text);
      assertHarmless(run(hostile, html), text);
      Function<OutputStream, ReportWriter> markdown =
          out -> new MarkdownWriter(out, catalogue, true);
      assertEquals(
          shape(Jsoup.parse(rendered(run(twin, markdown)))),
          shape(Jsoup.parse(rendered(run(hostile, markdown)))),
          text + "\n" + run(hostile, markdown));
      assertHarmless(run(hostile, markdown), text);
      Function<OutputStream, ReportWriter> plain =
          out -> new TextWriter(out, catalogue, new TextWriter.Layout(120, false, true));
      assertHarmless(run(hostile, plain), text);
      Function<OutputStream, ReportWriter> json =
          out -> new JsonDocumentWriter(out, catalogue, "1.0");
      assertEquals(shape(parsed(run(twin, json))), shape(parsed(run(hostile, json))), text);
      assertHarmless(run(hostile, json), text);
    }
  }

  /** No character but those that show themselves, and line feeds of our own. */
  private static void assertHarmless(String output, String text) {
    output
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
                  () -> text + ": U+" + Integer.toHexString(c));
            });
  }

  private static String run(MemoryCapture capture, Function<OutputStream, ReportWriter> format)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReportWriter writer = format.apply(out);
        CaptureReader reader = CaptureReader.open(capture.open(), "a.pcap", Limits.DEFAULT)) {
      Analysis.builder().trustStore(new TrustStore(false)).build().run(reader, "a.pcap", writer);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String rendered(String markdown) {
    List<Extension> github = List.of(AutolinkExtension.create(), StrikethroughExtension.create());
    return HtmlRenderer.builder()
        .extensions(github)
        .build()
        .render(Parser.builder().extensions(github).build().parse(markdown));
  }

  /** All elements in order, with their attributes but those that hold text. */
  private static List<String> shape(Element document) {
    List<String> shape = new ArrayList<>();
    for (Element element : document.getAllElements()) {
      // a long text may take a code span, which is text as well
      if (element.tagName().equals("code") && !element.parent().tagName().equals("pre")) {
        continue;
      }
      StringBuilder line = new StringBuilder(element.tagName());
      for (Attribute attribute : element.attributes()) {
        line.append(' ').append(attribute);
      }
      shape.add(line.toString());
    }
    return shape;
  }

  private static JsonNode parsed(String json) {
    return new ObjectMapper().readTree(json);
  }

  /** The tree with its names, without its values. */
  private static String shape(JsonNode node) {
    StringBuilder shape = new StringBuilder(node.getNodeType().toString());
    node.propertyStream()
        .forEach(p -> shape.append(p.getKey()).append('{').append(shape(p.getValue())).append('}'));
    if (node.isArray()) {
      node.forEach(n -> shape.append('[').append(shape(n)).append(']'));
    }
    return shape.toString();
  }

  private static byte[] padded(String text) {
    byte[] bytes = bytes(text);
    assertTrue(bytes.length <= HOST.length(), "too long");
    return bytes(text + "x".repeat(HOST.length() - bytes.length));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Replaces bytes wherever they stand in a frame by as many others. */
  private static MemoryCapture replace(MemoryCapture capture, byte[] old, byte[] other) {
    return capture.each(
        frame -> {
          String content = new String(frame.bytes(), StandardCharsets.ISO_8859_1);
          String changed =
              content.replace(
                  new String(old, StandardCharsets.ISO_8859_1),
                  new String(other, StandardCharsets.ISO_8859_1));
          return frame.with(changed.getBytes(StandardCharsets.ISO_8859_1));
        });
  }
}
