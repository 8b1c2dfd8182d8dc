package dev.shakedown.report.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The templates, which the build compiled to classes. */
final class Templates {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          Templates.class.getClassLoader(),
          "dev.shakedown.report.html.page");

  /** A part of a page. */
  String render(String name, Map<String, Object> arguments) {
    StringOutput text = new StringOutput();
    engine.render(name, arguments, new EscapingOutput(text));
    return text.toString();
  }

  /** Writes a page as UTF-8. */
  void render(String name, Map<String, Object> arguments, OutputStream out) {
    engine.render(name, arguments, new EscapingOutput(new Utf8(out)));
  }

  private record Utf8(OutputStream out) implements TemplateOutput {
    @Override
    public void writeContent(String text) {
      try {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void writeContent(String text, int begin, int end) {
      writeContent(text.substring(begin, end));
    }
  }
}
