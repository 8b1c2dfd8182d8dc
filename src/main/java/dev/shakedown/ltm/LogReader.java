package dev.shakedown.ltm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads a log line by line, plain or compressed by gzip (RFC 1952), of any size. What is no line of
 * a log is counted and passed over; compressed data that is damaged ends the log where it is.
 */
public final class LogReader implements AutoCloseable {
  private static final String LEVEL = "emerg|alert|crit|err|error|warning|notice|info|debug";

  /**
   * The part before the text: what grep puts before a line, the syslog priority, the time, level
   * and host in either order, the process and the message's number.
   */
  private static final Pattern HEAD =
      Pattern.compile(
          "^(?:\\S{0,200}ltm\\S{0,99}?[: ] *)?(?:<\\d{1,3}>)?"
              + "([A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d"
              + "|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)"
              + "|\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) "
              + "(?:("
              + LEVEL
              + ") (\\S+)|(\\S+)(?: ("
              + LEVEL
              + "))?) "
              + "([\\w.-]+)(?:\\[\\d+])?: "
              + "(?:([0-9a-fA-F]{8}):(\\d):? ?)?(.*)$");

  /** Characters of a text that are kept to be shown. */
  private static final int MAX_TEXT = 400;

  private final String file;
  private final InputStream in;
  private final LineInput lines;
  private long strange;
  private boolean damaged;

  private LogReader(String file, InputStream in) {
    this.file = file;
    this.in = in;
    this.lines = new LineInput(in);
  }

  /**
   * Opens a log.
   *
   * @param raw closed with the reader
   * @param name what lines are called after
   * @throws IOException if the first bytes cannot be read
   */
  public static LogReader open(InputStream raw, String name) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return new LogReader(name, gzip ? new GZIPInputStream(buffered, 1 << 13) : buffered);
  }

  /** The next line of the log; empty at its end. */
  public Optional<LogLine> next() throws IOException {
    while (!damaged) {
      Optional<String> text;
      try {
        text = lines.next();
      } catch (java.util.zip.ZipException | java.io.EOFException e) {
        damaged = true;
        break;
      }
      if (text.isEmpty()) {
        break;
      }
      Optional<LogLine> line = parse(file, lines.number(), text.get());
      if (line.isPresent()) {
        return line;
      }
      strange += text.get().isBlank() ? 0 : 1;
    }
    return Optional.empty();
  }

  /** Reads one line; empty if it has none of the known forms. */
  static Optional<LogLine> parse(String file, long number, String line) {
    Matcher head = HEAD.matcher(line);
    if (!head.matches()) {
      return Optional.empty();
    }
    Optional<LogTime> time = LogTime.parse(head.group(1));
    if (time.isEmpty()) {
      return Optional.empty();
    }
    boolean levelFirst = head.group(2) != null;
    String level = levelFirst ? head.group(2) : head.group(5);
    String text = head.group(9);
    return Optional.of(
        new LogLine(
            file,
            number,
            time.get(),
            levelFirst ? head.group(3) : head.group(4),
            level == null ? "" : level,
            head.group(6),
            head.group(7) == null ? "" : head.group(7).toLowerCase(Locale.ROOT),
            head.group(8) == null ? -1 : Integer.parseInt(head.group(8)),
            LogMessage.of(text),
            text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…"));
  }

  /** How many lines, empty ones aside, are no lines of such a log. */
  public long strange() {
    return strange;
  }

  /** What was not looked at. */
  public Unread unread() {
    return new Unread(cut(), damaged() || endless() ? 1 : 0);
  }

  /** How many lines were read in part because of their length. */
  public long cut() {
    return lines.cut();
  }

  /** Whether the compressed data was damaged, so that what follows could not be read. */
  public boolean damaged() {
    return damaged;
  }

  /** Whether a line did not end within any reason, so that what follows was not read. */
  public boolean endless() {
    return lines.endless();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
