package dev.shakedown.diagnosis.log;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.log.Lives.Life;
import dev.shakedown.diagnosis.log.LogBook.Pair;
import dev.shakedown.diagnosis.log.LogClock.Origin;
import dev.shakedown.diagnosis.log.Logged.Tie;
import dev.shakedown.ltm.Incident;
import dev.shakedown.ltm.LogLine;
import dev.shakedown.ltm.Meaning;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Lines up a log with the connections of one capture. The log's zone shows only when the lives of
 * all connections are known, so those the log names wait for the capture's end.
 */
public final class LogMatching {
  /** A handshake timeout is logged when the timer fires, which may be after the last packet. */
  private static final long LATE_NANOS = 15_000_000_000L;

  private static final int MAX_LISTED = 100;

  /** A state of the device explains single failures; where everything fails it is listed once. */
  private static final int MAX_TOUCHED = 20;

  private final LogBook book;
  private final Optional<ZoneId> zone;
  private final OptionalInt year;
  private final Lives lives;
  private final Map<Integer, List<FlowLog.Entry>> attached = new HashMap<>();
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private Optional<LogResult> result = Optional.empty();

  /**
   * Nothing seen of the capture yet.
   *
   * @param zone of the log's clock, where the user gave it
   * @param year of the log's lines, where the user gave it
   */
  public LogMatching(LogBook book, Optional<ZoneId> zone, OptionalInt year, Limits limits) {
    this.book = book;
    this.zone = zone;
    this.year = year;
    this.lives = new Lives(limits.maxSightings());
  }

  /** No log was given. */
  public static LogMatching none(Limits limits) {
    return new LogMatching(new LogBook(limits), Optional.empty(), OptionalInt.empty(), limits);
  }

  /** Takes a connection; tells whether the log names its ends, so that it has to wait. */
  public boolean awaits(FinishedFlow flow) {
    if (book.isEmpty()) {
      return false;
    }
    firstNanos = Math.min(firstNanos, flow.startNanos());
    lastNanos = Math.max(lastNanos, Math.max(flow.endNanos(), flow.captureEndNanos()));
    boolean named = book.names(flow);
    if (named) {
      lives.add(flow);
    }
    return named;
  }

  /**
   * All connections were seen: lines up.
   *
   * @param held all that wait
   * @param unhappy whether the handshake of one failed or stalled
   */
  public void settle(Collection<FinishedFlow> held, Predicate<FinishedFlow> unhappy) {
    if (book.isEmpty()) {
      return;
    }
    if (firstNanos > lastNanos) {
      firstNanos = 0;
      lastNanos = 0;
    }
    List<FinishedFlow> failed =
        held.stream().filter(unhappy).sorted(Comparator.comparingInt(FinishedFlow::id)).toList();
    Map<Integer, FinishedFlow> byId = new HashMap<>();
    held.forEach(f -> byId.put(f.id(), f));
    List<Incident> incidents = book.incidents();
    LogClock clock = clock(incidents);
    Sorting sorting = new Sorting(clock);
    List<Incident> nameless = new ArrayList<>();
    for (Incident incident : incidents) {
      if (incident.ends().isPresent()) {
        sorting.named(incident, byId);
      } else {
        nameless.add(incident);
      }
    }
    nameless.forEach(i -> sorting.nameless(i, failed));
    List<Integer> withoutLine =
        failed.stream().map(FinishedFlow::id).filter(id -> !isSpokenOf(id)).toList();
    result = Optional.of(sorting.result(withoutLine));
  }

  /** Whether the log says anything of it, not only of the device. */
  private boolean isSpokenOf(int flow) {
    return attached.getOrDefault(flow, List.of()).stream()
        .anyMatch(e -> ((Logged) e.event()).tie() != Tie.DEVICE);
  }

  private LogClock clock(List<Incident> incidents) {
    Instant near = instant(firstNanos + (lastNanos - firstNanos) / 2);
    if (zone.isPresent()) {
      return new LogClock(zone.get(), year, Origin.GIVEN, near);
    }
    Optional<ZoneOffset> derived = ZoneSearch.search(incidents, lives, year, near);
    if (derived.isPresent()) {
      return new LogClock(derived.get(), year, Origin.DERIVED, near);
    }
    Optional<ZoneOffset> written =
        incidents.stream().flatMap(i -> i.first().time().offset().stream()).findFirst();
    return new LogClock(
        written.orElse(ZoneOffset.UTC),
        year,
        written.isPresent() ? Origin.WRITTEN : Origin.ASSUMED,
        near);
  }

  /** A connection with the lines that belong to it in its log. */
  public FinishedFlow withLines(FinishedFlow flow) {
    List<FlowLog.Entry> lines = attached.get(flow.id());
    return lines == null ? flow : flow.with(flow.log().with(lines));
  }

  /** How log and capture fit together; empty without a log. */
  public Optional<LogResult> result() {
    return result;
  }

  /** One pass over what the log says, by a clock that is known. */
  private final class Sorting {
    private final LogClock clock;
    private final List<LogResult.Timed> withoutFlow = new ArrayList<>();
    private final List<LogResult.Timed> states = new ArrayList<>();
    private long lines;
    private long notListed;
    private long outside;
    private boolean throttled;

    Sorting(LogClock clock) {
      this.clock = clock;
    }

    void named(Incident incident, Map<Integer, FinishedFlow> held) {
      long from = nanos(clock.instant(incident.first().time()));
      long to = from + LogClock.precision(incident.first().time()).toNanos();
      Optional<Life> life =
          lives.of(Pair.of(incident).orElseThrow()).stream()
              .filter(l -> fits(l, from, to))
              .min(Comparator.comparingLong(l -> l.distance(from, to)));
      if (life.isEmpty()) {
        leftOver(incident, from);
      } else if (held.containsKey(life.get().flow())) {
        for (LogLine line : incident.lines()) {
          Tie tie = incident.isByOrder(line) ? Tie.ORDER : Tie.NAMED;
          attach(held.get(life.get().flow()), line, tie);
        }
        lines += incident.lines().size();
      }
    }

    /** Never long before its beginning; after its end as late as a timer may fire. */
    private static boolean fits(Life life, long from, long to) {
      return to >= life.startNanos() - Lives.TOLERANCE_NANOS
          && from <= life.endNanos() + LATE_NANOS;
    }

    void nameless(Incident incident, List<FinishedFlow> failed) {
      long from = nanos(clock.instant(incident.first().time()));
      if (from < firstNanos - LATE_NANOS || from > lastNanos + LATE_NANOS) {
        outside++;
        return;
      }
      Meaning meaning = incident.meaning();
      throttled |= meaning == Meaning.THROTTLED;
      if (meaning.ofHandshake()) {
        byMoment(incident, from, failed);
      } else if (meaning.ofDevice()) {
        ofDevice(incident, from, failed);
      }
    }

    /**
     * The only connection that ended unhappily at that moment, if there is just one; of another
     * traffic process than the line's it cannot be.
     */
    private void byMoment(Incident incident, long from, List<FinishedFlow> failed) {
      long to = from + LogClock.precision(incident.first().time()).toNanos();
      List<FinishedFlow> possible =
          failed.stream()
              .filter(f -> lived(f, from, to))
              .filter(f -> mayConcern(incident.first(), f))
              .filter(f -> !isSpokenOf(f.id()))
              .limit(
                  2) // more tell no more, and there may be thousands for each of thousands of lines
              .toList();
      if (possible.size() == 1) {
        attach(possible.get(0), incident.first(), Tie.TIME);
        lines++;
      } else {
        leftOver(incident, from);
      }
    }

    /** Whether the traffic process that wrote the line is the connection's, as far as known. */
    private static boolean mayConcern(LogLine line, FinishedFlow flow) {
      int unit = flow.device().map(FlowDevice::unit).orElse(-1);
      return unit < 0 || line.tmm().isEmpty() || line.tmm().getAsInt() == unit;
    }

    private void ofDevice(Incident incident, long from, List<FinishedFlow> failed) {
      long to = from + LogClock.precision(incident.first().time()).toNanos();
      if (states.size() < MAX_LISTED) {
        states.add(new LogResult.Timed(incident, instant(from)));
      }
      List<FinishedFlow> touched =
          failed.stream().filter(f -> lived(f, from, to)).limit(MAX_TOUCHED + 1L).toList();
      if (!touched.isEmpty() && touched.size() <= MAX_TOUCHED) {
        touched.forEach(f -> attach(f, incident.first(), Tie.DEVICE));
        lines++;
      }
    }

    private static boolean lived(FinishedFlow flow, long from, long to) {
      return to >= flow.startNanos() && from <= flow.endNanos() + Lives.TOLERANCE_NANOS;
    }

    private void leftOver(Incident incident, long from) {
      if (from < firstNanos - LATE_NANOS || from > lastNanos + LATE_NANOS) {
        outside++;
      } else if (withoutFlow.size() < MAX_LISTED) {
        withoutFlow.add(new LogResult.Timed(incident, instant(from)));
      } else {
        notListed++;
      }
    }

    /** Sets a line behind the packets of its second: the log counts no finer. */
    private void attach(FinishedFlow flow, LogLine line, Tie tie) {
      long from = nanos(clock.instant(line.time()));
      long to = from + LogClock.precision(line.time()).toNanos();
      long time =
          flow.log().entries().stream()
              .mapToLong(FlowLog.Entry::epochNanos)
              .filter(t -> t >= from && t < to)
              .max()
              .orElse(from);
      attached
          .computeIfAbsent(flow.id(), id -> new ArrayList<>(2))
          .add(new FlowLog.Entry(0, time, Sender.LOG, new Logged(line, tie)));
    }

    LogResult result(List<Integer> withoutLine) {
      return new LogResult(
          book.lines(),
          lines,
          clock,
          withoutFlow,
          notListed,
          states,
          withoutLine,
          outside,
          throttled,
          book.notKept(),
          book.unread());
    }
  }

  static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }
}
