package dev.shakedown.ltm;

import dev.shakedown.ltm.LogMessage.Ends;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts together the lines about one failure: those that name the same two ends at the same time,
 * and those without ends that the same process wrote right before one about a handshake. A traffic
 * process handles one event after the other, so the reason of a failure and the line that names the
 * connection follow each other.
 */
public final class Incidents {
  /** The log counts in seconds: lines of one moment may differ by one. */
  private static final int SAME_MOMENT_SECONDS = 1;

  /** Failures that may still get a line. */
  private static final int MAX_OPEN = 512;

  private final Consumer<Incident> out;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Deque<LogLine> nameless = new ArrayDeque<>();

  /** A failure that may still get a line. */
  private static final class Open {
    private final Ends ends;
    private final List<LogLine> lines = new ArrayList<>();
    private final List<Long> adopted = new ArrayList<>();
    private boolean alone = true;

    Open(Ends ends) {
      this.ends = ends;
    }

    LogLine last() {
      return lines.get(lines.size() - 1);
    }

    Incident close() {
      return new Incident(Optional.of(ends), lines, alone ? List.of() : adopted);
    }
  }

  public Incidents(Consumer<Incident> out) {
    this.out = out;
  }

  /** Takes the next line of a log. */
  public void add(LogLine line) {
    closeBefore(line);
    Meaning meaning = Meaning.of(line);
    Optional<Ends> ends = line.message().namedEnds();
    if (ends.isPresent()) {
      named(line, ends.get());
    } else if (meaning.ofHandshake()) {
      nameless(line, meaning);
    } else if (meaning != Meaning.UNRELATED) {
      out.accept(new Incident(Optional.empty(), List.of(line), List.of()));
    }
  }

  private void named(LogLine line, Ends ends) {
    for (Open each : open) {
      if (each.last().sameProcess(line) && each.ends.pair(ends)) {
        each.lines.add(line);
        return;
      }
    }
    Open opened = new Open(ends);
    for (Open each : open) {
      if (each.last().sameProcess(line)) {
        each.alone = false;
        opened.alone = false;
      }
    }
    if (!(line.message() instanceof LogMessage.ResetSent)) {
      nameless.stream().filter(n -> n.sameProcess(line)).forEach(opened.lines::add);
      nameless.removeIf(n -> n.sameProcess(line));
      opened.lines.forEach(n -> opened.adopted.add(n.number()));
    }
    opened.lines.add(line);
    open.add(opened);
    if (open.size() > MAX_OPEN) {
      out.accept(open.remove().close());
    }
  }

  /** Waits for the line that names the connection, unless one that says the same just did. */
  private void nameless(LogLine line, Meaning meaning) {
    for (Open each : open) {
      boolean says = Meaning.of(each.last()) == meaning && each.adopted.isEmpty();
      if (says && each.last().sameProcess(line)) {
        each.lines.add(line);
        return;
      }
    }
    // a second one of its kind is about another failure than the first
    nameless.removeIf(
        n -> {
          boolean other = n.sameProcess(line) && n.id().equals(line.id());
          if (other) {
            alone(n);
          }
          return other;
        });
    nameless.add(line);
    if (nameless.size() > MAX_OPEN) {
      alone(nameless.remove());
    }
  }

  private void closeBefore(LogLine line) {
    while (!open.isEmpty() && isOver(open.peek().last(), line)) {
      out.accept(open.remove().close());
    }
    while (!nameless.isEmpty() && isOver(nameless.peek(), line)) {
      alone(nameless.remove());
    }
  }

  private static boolean isOver(LogLine before, LogLine now) {
    return Math.abs(before.time().secondsUntil(now.time())) > SAME_MOMENT_SECONDS;
  }

  private void alone(LogLine line) {
    out.accept(new Incident(Optional.empty(), List.of(line), List.of()));
  }

  /** The log is over. */
  public void finish() {
    open.forEach(o -> out.accept(o.close()));
    nameless.forEach(this::alone);
    open.clear();
    nameless.clear();
  }
}
