package dev.shakedown.report;

import dev.shakedown.diagnosis.log.LogResult;
import dev.shakedown.diagnosis.log.LogResult.Timed;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.ltm.Meaning;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A device's log in blocks of lines, for formats that set them as lists. */
public final class LogBlocks {
  private static final int MAX_LISTED = 20;
  private static final int MAX_CLIENTS = 5;

  /**
   * What belongs together.
   *
   * @param head a sentence or a title
   * @param lines what stands below it; may be empty
   */
  public record Block(String head, List<String> lines) {
    public Block {
      lines = List.copyOf(lines);
    }
  }

  private final Catalogue catalogue;
  private final LogTexts texts;

  public LogBlocks(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.texts = new LogTexts(catalogue);
  }

  /** All that is to be said beside a capture. */
  public List<Block> beside(LogResult log) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block(texts.head(log), texts.caveats(log)));
    if (!log.withoutLine().isEmpty()) {
      blocks.add(new Block(texts.withoutLine(log), List.of()));
    }
    if (!log.withoutFlow().isEmpty()) {
      blocks.add(new Block(texts.withoutFlow(log), timed(log.withoutFlow())));
    }
    if (!log.states().isEmpty()) {
      blocks.add(new Block(catalogue.text("log.states"), timed(log.states())));
    }
    return blocks;
  }

  private List<String> timed(List<Timed> list) {
    List<String> lines = new ArrayList<>();
    list.stream().limit(MAX_LISTED).map(this::placed).forEach(lines::add);
    more(lines, list.size());
    return lines;
  }

  private String placed(Timed timed) {
    String reading = texts.reading(timed.incident());
    String line = timed.incident().telling().place() + "  " + texts.line(timed);
    return reading.isEmpty() ? line : line + " – " + reading;
  }

  private void more(List<String> lines, int all) {
    if (all > MAX_LISTED) {
      lines.add(catalogue.text("log.more", "count", all - MAX_LISTED));
    }
  }

  /** All that is to be said of logs without a capture. */
  public List<Block> alone(LogSummary log) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block(
            catalogue.text("log.lines", Map.of("lines", log.lines(), "strange", log.strange())),
            texts.caveats(log)));
    Set<Meaning> met = EnumSet.noneOf(Meaning.class);
    for (LogSummary.Service service : log.services()) {
      blocks.add(new Block(texts.service(service), rows(service.rows(), met)));
    }
    if (!log.states().isEmpty()) {
      blocks.add(new Block(catalogue.text("log.states.alone"), rows(log.states(), met)));
    }
    if (met.isEmpty()) {
      blocks.add(new Block(catalogue.text("log.nothing"), List.of()));
    }
    met.forEach(m -> blocks.add(legend(m)));
    return blocks;
  }

  private List<String> rows(List<LogSummary.Row> rows, Set<Meaning> met) {
    List<String> lines = new ArrayList<>();
    for (LogSummary.Row row : rows.subList(0, Math.min(MAX_LISTED, rows.size()))) {
      met.add(row.key().meaning());
      String clients = texts.clients(row, MAX_CLIENTS);
      String line = row.count() + "×  " + texts.title(row.key()) + "   " + texts.extent(row);
      lines.add(
          (clients.isEmpty() ? line : line + "   " + catalogue.text("log.clients") + " " + clients)
              + "   "
              + row.example().place()
              + "  "
              + row.example().text());
    }
    more(lines, rows.size());
    return lines;
  }

  private Block legend(Meaning meaning) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.means(meaning));
    texts.nextSteps(meaning).forEach(s -> lines.add(catalogue.text("flow.next") + " " + s));
    return new Block(texts.title(meaning), lines);
  }
}
