package dev.shakedown.cli;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.log.GivenLog;
import dev.shakedown.diagnosis.log.LogBook;
import dev.shakedown.ltm.LogLine;
import dev.shakedown.ltm.LogReader;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reads the logs of a BIG-IP; one that cannot be read is a wrong command line. */
final class LogFiles {
  private final Catalogue catalogue;
  private final Surroundings surroundings;
  private final Anonymity anonymity;
  private final List<String> names;
  private final Map<String, Integer> namedAlike = new HashMap<>();
  private final Optional<ZoneId> zone;
  private final OptionalInt year;

  /**
   * Logs to be read.
   *
   * @param zone an offset or a zone's name; empty to be found out
   * @param year empty for the one nearest to the capture
   * @param anonymity what warnings may say
   */
  LogFiles(
      Catalogue catalogue,
      Surroundings surroundings,
      List<String> names,
      String zone,
      String year,
      Anonymity anonymity) {
    this.catalogue = catalogue;
    this.anonymity = anonymity;
    this.surroundings = surroundings;
    this.names = names;
    names.forEach(n -> namedAlike.merge(ownName(n), 1, Integer::sum));
    this.zone = zone(zone);
    this.year = year(year);
  }

  /** What they say, to be lined up with captures. */
  GivenLog beside() {
    LogBook book = new LogBook(Limits.DEFAULT);
    for (String name : names) {
      book.endOfFile(read(name, book::add).unread());
    }
    return new GivenLog(book, zone, year);
  }

  /** What they say by themselves. */
  LogSummary alone() {
    LogSummary summary = new LogSummary();
    for (String name : names) {
      LogReader read = read(name, summary::add);
      summary.endOfFile(name, read.strange(), read.unread());
    }
    return summary;
  }

  /** Reads all of a log; gives what counted it. */
  private LogReader read(String name, Consumer<LogLine> lines) {
    try (InputStream in =
            name.equals("-") ? surroundings.in() : Files.newInputStream(InputFile.of(name));
        LogReader reader = LogReader.open(in, shortName(name))) {
      long count = 0;
      for (Optional<LogLine> l = reader.next(); l.isPresent(); l = reader.next()) {
        lines.accept(l.get());
        count++;
      }
      if (count == 0) {
        warn("cli.empty-log", Map.of("file", anonymity.file(name)));
      }
      if (reader.endless()) {
        warn("cli.endless-line", Map.of("file", anonymity.file(name)));
      }
      if (reader.cut() > 0) {
        warn("cli.cut-lines", Map.of("file", anonymity.file(name), "count", reader.cut()));
      }
      if (reader.damaged()) {
        warn("cli.damaged-log", Map.of("file", anonymity.file(name), "count", count));
      }
      return reader;
    } catch (IOException e) {
      throw new UsageException(
          catalogue.text(
              "cli.cannot-read", Map.of("file", name, "reason", Reasons.of(e, catalogue))));
    }
  }

  /**
   * The file's own name, as lines are called after it many times; whole where that is ambiguous.
   */
  private String shortName(String name) {
    String own = ownName(name);
    return namedAlike.get(own) == 1 ? own : name;
  }

  private static String ownName(String name) {
    return String.valueOf(Path.of(name).getFileName());
  }

  private void warn(String key, Map<String, Object> arguments) {
    surroundings.err().println(Printable.of("shakedown: " + catalogue.text(key, arguments)));
  }

  private Optional<ZoneId> zone(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      throw new UsageException(catalogue.text("cli.bad-zone", "value", text));
    }
  }

  private OptionalInt year(String text) {
    boolean number = text.length() == 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!text.isEmpty() && !number) {
      throw new UsageException(catalogue.text("cli.bad-year", "value", text));
    }
    return number ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }
}
