package dev.shakedown.corpus;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.html.HtmlWriter;
import dev.shakedown.report.json.JsonDocumentWriter;
import dev.shakedown.report.markdown.MarkdownWriter;
import dev.shakedown.report.text.TextWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A whole output that stays as it is: what the command prints with {@code --show all}. */
enum PinnedOutput {
  JSON(".expect.json"),
  TEXT(".expect.txt"),
  JAPANESE_TEXT(".expect.ja.txt"),
  HTML(".expect.html"),
  JAPANESE_HTML(".expect.ja.html"),
  MARKDOWN(".expect.md");

  /** Columns of a text that does not go to a terminal. */
  private static final int WIDTH = 120;

  private final String ending;

  PinnedOutput(String ending) {
    this.ending = ending;
  }

  /** The file that holds it. */
  Path beside(Path capture) {
    return capture.resolveSibling(capture.getFileName() + ending);
  }

  /** What the name of such a file ends with. */
  String ending() {
    return ending;
  }

  ReportWriter writer(ByteArrayOutputStream out, Texts texts) {
    return switch (this) {
      case JSON -> new JsonDocumentWriter(out, texts.english(), "");
      case TEXT -> text(out, texts.english());
      case JAPANESE_TEXT -> text(out, texts.japanese());
      case HTML -> new HtmlWriter(out, texts.english(), "", true);
      case JAPANESE_HTML -> new HtmlWriter(out, texts.japanese(), "", true);
      case MARKDOWN -> new MarkdownWriter(out, texts.english(), true);
    };
  }

  private static ReportWriter text(ByteArrayOutputStream out, Catalogue catalogue) {
    return new TextWriter(out, catalogue, new TextWriter.Layout(WIDTH, false, true));
  }

  /** The form in which it is kept: JSON indented for review, and without the tool's version. */
  byte[] kept(byte[] output) {
    return this == JSON ? JsonDifferences.indented(output) : output;
  }

  /** What is printed in each language. */
  record Texts(Catalogue english, Catalogue japanese) {
    static Texts load() {
      return new Texts(Catalogue.of(Language.ENGLISH), Catalogue.of(Language.JAPANESE));
    }
  }

  static String text(byte[] output) {
    return new String(output, StandardCharsets.UTF_8);
  }
}
