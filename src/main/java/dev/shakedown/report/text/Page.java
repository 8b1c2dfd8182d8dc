package dev.shakedown.report.text;

import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.Printable;
import java.util.ArrayList;
import java.util.List;

/** Lines of styled text of a given width; the only door by which text gets out. */
final class Page {
  private record Piece(String text, Style style) {}

  private final StringBuilder out = new StringBuilder(1024);
  private final List<Piece> line = new ArrayList<>();
  private final int width;
  private final boolean colour;
  private int column;

  Page(int width, boolean colour) {
    this.width = width;
    this.colour = colour;
  }

  int width() {
    return width;
  }

  /** Columns used on the line begun. */
  int column() {
    return column;
  }

  Page add(String text) {
    return add(text, Style.PLAIN);
  }

  Page add(String text, Style style) {
    String printable = Printable.of(text);
    if (!printable.isEmpty()) {
      line.add(new Piece(printable, style));
      column += DisplayWidth.of(printable);
    }
    return this;
  }

  /** Fills with spaces up to a column, one at least unless the line is empty or there already. */
  Page to(int target) {
    return column == target
        ? this
        : add(" ".repeat(Math.max(column == 0 ? 0 : 1, target - column)));
  }

  /** Text set against the right edge, on a line of its own if this one is too full. */
  Page right(String text, Style style) {
    int start = width - DisplayWidth.of(Printable.of(text));
    if (start <= column) {
      end();
    }
    return to(Math.max(0, start)).add(text, style);
  }

  /** Text from here on, wrapped; further lines begin at {@code indent}. */
  Page wrapped(String text, int indent, Style style) {
    List<String> lines =
        Wrap.lines(Printable.of(text), Math.max(20, width - Math.max(column, indent)));
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        end();
        to(indent);
      }
      add(lines.get(i), style);
    }
    return this;
  }

  /** Ends the line, without blanks at its end. */
  Page end() {
    while (!line.isEmpty() && line.get(line.size() - 1).text().isBlank()) {
      line.remove(line.size() - 1);
    }
    for (Piece piece : line) {
      if (colour && piece.style() != Style.PLAIN) {
        out.append(piece.style().sequence()).append(piece.text()).append(Style.RESET);
      } else {
        out.append(piece.text());
      }
    }
    out.append('\n');
    line.clear();
    column = 0;
    return this;
  }

  /** All lines ended so far. */
  String text() {
    return out.toString();
  }
}
