package dev.shakedown.report.html;

import dev.shakedown.report.Printable;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;

/**
 * The only door by which text gets into a page: escaped for where it stands, and with every
 * invisible or controlling character made visible, because text from a capture is an attacker's.
 */
final class EscapingOutput extends OwaspHtmlTemplateOutput {
  EscapingOutput(TemplateOutput page) {
    super(page);
  }

  @Override
  public void writeUserContent(String text) {
    super.writeUserContent(text == null ? null : Printable.of(text));
  }
}
