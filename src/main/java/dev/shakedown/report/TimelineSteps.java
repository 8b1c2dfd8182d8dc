package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the lines of a timeline for people: runs of encrypted data, retransmissions and the like
 * become one line, and so do messages of one frame whose names say it all. Of a long timeline the
 * beginning, the end and what surrounds the stopping point are shown.
 */
public final class TimelineSteps {
  /** Lines shown; the middle of a longer timeline is folded. */
  private static final int MAX_LINES = 60;

  private static final int TAIL_LINES = 20;

  /** Lines shown on either side of the stopping point. */
  private static final int SURROUNDINGS = 3;

  /** Sizes of a run that are listed one by one. */
  private static final int SIZES_LISTED = 5;

  /** Columns that the names of several messages may take together, with something behind them. */
  private static final int LANE_WIDTH = 20;

  /** The same with nothing behind them. */
  private static final int FREE_WIDTH = 44;

  /** A gist longer than this keeps its message on a line of its own. */
  private static final int SHORT_GIST = 16;

  private final Catalogue catalogue;
  private final EventTexts events;
  private final List<TimelineRow> rows = new ArrayList<>();

  /** Which row is where the connection stopped; -1 for none. */
  private final int decisive;

  public TimelineSteps(Catalogue catalogue, Diagnosis diagnosis) {
    this.catalogue = catalogue;
    this.events = new EventTexts(catalogue);
    for (TimelineRow row : Timeline.of(diagnosis.facts().flow().log())) {
      if (!saysNothingNew(row.event())) {
        rows.add(row);
      }
    }
    this.decisive = decisive(diagnosis);
  }

  private static boolean saysNothingNew(FlowEvent event) {
    return event instanceof TcpEvent.Established
        || event instanceof TlsEvent.Totals
        || event instanceof TlsEvent.VerifyData verified && verified.right();
  }

  /** The last frame the diagnosis rests on; in it, what ends a connection, else the last event. */
  private int decisive(Diagnosis diagnosis) {
    Outcome outcome = diagnosis.outcome();
    boolean stopped =
        outcome == Outcome.FAILED || outcome == Outcome.STALLED || outcome == Outcome.NO_CONNECTION;
    if (!stopped || diagnosis.findings().isEmpty()) {
      return -1;
    }
    long frame =
        diagnosis.findings().get(0).evidence().stream()
            .filter(e -> !e.isOfOtherFlow())
            .mapToLong(Evidence::frame)
            .max()
            .orElse(0);
    int best = -1;
    for (int i = 0; i < rows.size(); i++) {
      boolean better = best < 0 || ends(rows.get(i).event()) || !ends(rows.get(best).event());
      if (rows.get(i).frame() == frame && better) {
        best = i;
      }
    }
    return best;
  }

  private static boolean ends(FlowEvent event) {
    return event instanceof TlsEvent.Alert
        || event instanceof TcpEvent.Rst
        || event instanceof TcpEvent.Fin
        || event instanceof TcpEvent.Icmp;
  }

  /** The lines shown, in order; each step once, or counted among those folded. */
  public List<TimelineLine> lines() {
    List<TimelineStep> steps = steps();
    int stop = 0;
    for (int i = 0; i < steps.size(); i++) {
      stop = steps.get(i).decisive() ? i : stop;
    }
    List<TimelineLine> lines = new ArrayList<>();
    int folded = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean shown =
          steps.size() <= MAX_LINES
              || i < MAX_LINES - TAIL_LINES
              || i >= steps.size() - TAIL_LINES
              || Math.abs(i - stop) <= SURROUNDINGS;
      if (!shown) {
        folded++;
        continue;
      }
      if (folded > 0) {
        lines.add(new TimelineLine.Folded(folded));
        folded = 0;
      }
      lines.add(steps.get(i));
    }
    return lines;
  }

  private List<TimelineStep> steps() {
    List<TimelineStep> steps = new ArrayList<>();
    int i = 0;
    while (i < rows.size()) {
      int end = endOfRun(i);
      if (end - i == 1) {
        end = endOfMessages(i);
        steps.add(messages(i, end));
      } else {
        steps.add(run(i, end));
      }
      i = end;
    }
    return steps;
  }

  private int endOfRun(int start) {
    TimelineRow first = rows.get(start);
    int end = start + 1;
    while (bulk(first.event()) && end < rows.size() && tellsNothingNew(first, rows.get(end))) {
      end++;
    }
    return end;
  }

  /** Of errors from the network only those that say the same. */
  private boolean tellsNothingNew(TimelineRow a, TimelineRow b) {
    return a.from() == b.from()
        && a.name().equals(b.name())
        && bulk(b.event())
        && (!(a.event() instanceof TcpEvent.Icmp) || gist(a).equals(gist(b)));
  }

  /** Whether one more of its kind tells nothing new. */
  private static boolean bulk(FlowEvent event) {
    return event instanceof TlsEvent.ProtectedRecord sealed
            && sealed.type().equals(ContentType.APPLICATION_DATA)
        || event instanceof TcpEvent.Retransmission
        || event instanceof TcpEvent.KeepAlive
        || event instanceof TcpEvent.ZeroWindow
        || event instanceof TcpEvent.Missing
        || event instanceof TcpEvent.Icmp;
  }

  private TimelineStep run(int start, int end) {
    List<TimelineRow> run = rows.subList(start, end);
    TimelineRow first = run.get(0);
    long last = run.get(run.size() - 1).frame();
    long bytes = run.stream().mapToLong(r -> Math.max(0, r.bytes())).sum();
    String gist;
    if (bytes == 0) {
      String times = catalogue.text("run.count", Map.of("count", run.size(), "last", last));
      gist = first.event() instanceof TcpEvent.Icmp ? gist(first) + "; " + times : times;
    } else if (run.size() <= SIZES_LISTED) {
      List<Long> sizes = run.stream().map(TimelineRow::bytes).toList();
      gist = catalogue.text("run.sizes", Map.of("count", run.size(), "sizes", sizes, "last", last));
    } else {
      gist = catalogue.text("run.total", Map.of("count", run.size(), "bytes", bytes, "last", last));
    }
    return step(first, last, label(first), gist, stopsWithin(start, end));
  }

  private int endOfMessages(int start) {
    TimelineRow first = rows.get(start);
    int width = DisplayWidth.of(label(first));
    boolean free = first.from() == Sender.SERVER && gist(first).isEmpty();
    int widest = free ? FREE_WIDTH : LANE_WIDTH;
    int end = start + 1;
    while (end < rows.size() && joins(start, end)) {
      width += 2 + DisplayWidth.of(label(rows.get(end)));
      if (width > widest) {
        break;
      }
      end++;
    }
    return end;
  }

  private boolean joins(int start, int next) {
    TimelineRow first = rows.get(start);
    TimelineRow before = rows.get(next - 1);
    TimelineRow row = rows.get(next);
    boolean together =
        row.frame() == first.frame()
            && row.from() == first.from()
            && row.layer() == TimelineRow.Layer.TLS
            && first.layer() == TimelineRow.Layer.TLS;
    boolean alarming = alarming(row.event()) || alarming(before.event());
    boolean silent = gist(row).isEmpty() && (next - 1 == start || gist(before).isEmpty());
    return together && !alarming && silent && gist(first).length() < SHORT_GIST;
  }

  private boolean stopsWithin(int start, int end) {
    return decisive >= start && decisive < end;
  }

  private TimelineStep messages(int start, int end) {
    List<TimelineRow> together = rows.subList(start, end);
    TimelineRow first = together.get(0);
    StringBuilder labels = new StringBuilder();
    for (TimelineRow row : together) {
      labels.append(labels.isEmpty() ? "" : ", ").append(label(row));
    }
    return step(first, first.frame(), labels.toString(), gist(first), stopsWithin(start, end));
  }

  private static TimelineStep step(
      TimelineRow row, long lastFrame, String label, String gist, boolean decisive) {
    return new TimelineStep(
        row.epochNanos(),
        row.frame(),
        lastFrame,
        row.from(),
        label,
        gist,
        alarming(row.event()),
        decisive,
        row.event());
  }

  private static boolean alarming(FlowEvent event) {
    return event instanceof TlsEvent.Alert
        || event instanceof TlsEvent.MalformedRecord
        || event instanceof TlsEvent.OversizedRecord
        || event instanceof TlsEvent.EmptyRecord
        || event instanceof TcpEvent.Rst
        || event instanceof TcpEvent.Icmp;
  }

  private String gist(TimelineRow row) {
    return events.of(row.event());
  }

  private String label(TimelineRow row) {
    String key = "event." + row.name();
    return catalogue.has(key) ? catalogue.text(key) : row.name();
  }
}
