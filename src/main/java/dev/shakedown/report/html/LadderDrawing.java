package dev.shakedown.report.html;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.GroupTexts;
import dev.shakedown.report.TimelineLine;
import dev.shakedown.report.TimelineStep;
import dev.shakedown.report.html.Ladder.Arrow;
import dev.shakedown.report.html.Ladder.Kind;
import dev.shakedown.report.html.Ladder.Label;
import dev.shakedown.report.html.Ladder.Lane;
import dev.shakedown.report.html.Ladder.Pause;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a {@link Ladder}: what one frame carried is one arrow, and time is to scale within reason.
 */
final class LadderDrawing {
  private static final int WIDTH = 760;
  private static final int FIRST_LANE = 150;
  private static final int LAST_LANE = 700;
  private static final int HEAD = 44;
  private static final int LINE = 15;

  /** Width of a column of text. */
  private static final int COLUMN = 7;

  /** A wait from this on is written down. */
  private static final long PAUSE_NANOS = 200_000_000L;

  /**
   * Who takes part.
   *
   * @param name what it is
   * @param address its address and port; may be empty
   */
  record Participant(String name, String address) {}

  private final Catalogue catalogue;
  private final long startNanos;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private final List<Pause> pauses = new ArrayList<>();
  private int y = HEAD;
  private long previousNanos;

  LadderDrawing(Catalogue catalogue, List<Participant> participants, long startNanos) {
    this.catalogue = catalogue;
    this.startNanos = startNanos;
    this.previousNanos = startNanos;
    int last = participants.size() - 1;
    int room =
        (LAST_LANE - FIRST_LANE) / last / COLUMN * 3 / 4; // an address, and the next one's half
    for (int i = 0; i <= last; i++) {
      int x = FIRST_LANE + (LAST_LANE - FIRST_LANE) * i / last;
      String align = i == 0 ? "start" : i == last ? "end" : "middle";
      String address = DisplayWidth.cut(participants.get(i).address(), room);
      lanes.add(new Lane(participants.get(i).name(), address, x, align));
    }
  }

  Ladder draw(List<Row> rows) {
    int i = 0;
    while (i < rows.size()) {
      Row first = rows.get(i);
      int end = i + 1;
      if (first.line() instanceof TimelineStep step) {
        while (end < rows.size() && goesWith(step, rows.get(end).line())) {
          end++;
        }
        List<TimelineStep> steps =
            rows.subList(i, end).stream().map(r -> (TimelineStep) r.line()).toList();
        arrow(steps, lanes.get(first.left()).x(), lanes.get(first.left() + 1).x());
      } else if (first.line() instanceof TimelineLine.Folded folded) {
        pause(catalogue.text("timeline.folded", "count", folded.count()));
      }
      i = end;
    }
    return new Ladder(WIDTH, y + LINE, lanes, arrows, pauses);
  }

  private static boolean goesWith(TimelineStep first, TimelineLine next) {
    return next instanceof TimelineStep step
        && step.frame() == first.frame()
        && step.from() == first.from()
        && step.from() != Sender.LOG
        && kind(step) == kind(first);
  }

  private void pause(String text) {
    y += LINE + 4;
    pauses.add(new Pause(y, text));
  }

  private void arrow(List<TimelineStep> steps, int client, int server) {
    TimelineStep first = steps.get(0);
    long wait = Math.max(0, first.epochNanos() - previousNanos);
    previousNanos = Math.max(previousNanos, first.epochNanos());
    if (wait >= PAUSE_NANOS) {
      pause("· · · " + new GroupTexts(catalogue).seconds(wait) + " · · ·");
    }
    // ten times the wait is the same step more, so that microseconds and seconds fit in one picture
    y += 6 + (int) Math.min(40, 9 * Math.log10(1 + wait / 1e5));
    int head = head(first, client, server);
    int tail = tail(first, client, server);
    int room = (head == tail ? server - client : Math.abs(head - tail)) / COLUMN;
    List<Label> labels = new ArrayList<>();
    boolean stopped = false;
    for (TimelineStep step : steps) {
      y += LINE;
      labels.add(new Label(y, DisplayWidth.cut(text(step), room)));
      stopped |= step.decisive();
    }
    y += 7;
    arrows.add(
        new Arrow(
            y,
            tail,
            head,
            kind(first),
            labels,
            first.secondsSince(startNanos),
            first.frame(),
            stopped ? catalogue.text("timeline.stopped") : ""));
    y += stopped ? LINE + 3 : 0;
  }

  private static String text(TimelineStep step) {
    boolean labelSaysAll = step.gist().isEmpty() || kind(step) == Kind.PLAIN;
    return labelSaysAll ? step.label() : step.label() + ": " + step.gist();
  }

  /** An error from the network starts on the way. */
  private static int tail(TimelineStep step, int client, int server) {
    if (step.event() instanceof TcpEvent.Icmp icmp) {
      int to = icmp.about() == Sender.CLIENT ? client : server;
      int other = icmp.about() == Sender.CLIENT ? server : client;
      return to + (other - to) * 2 / 3;
    }
    return switch (step.from()) {
      case CLIENT -> client;
      case SERVER -> server;
      case NETWORK, LOG -> (client + server) / 2;
    };
  }

  private static int head(TimelineStep step, int client, int server) {
    if (step.event() instanceof TcpEvent.Icmp icmp) {
      return icmp.about() == Sender.CLIENT ? client : server;
    }
    return switch (step.from()) {
      case CLIENT -> server;
      case SERVER -> client;
      case NETWORK, LOG -> (client + server) / 2;
    };
  }

  private static Kind kind(TimelineStep step) {
    FlowEvent event = step.event();
    if (event instanceof TcpEvent.Rst) {
      return Kind.RESET;
    }
    if (event instanceof TcpEvent.Retransmission
        || event instanceof TcpEvent.Syn syn && syn.retransmission()) {
      return Kind.AGAIN;
    }
    if (event instanceof TcpEvent.Missing
        || event instanceof TcpEvent.FragmentsMissing
        || event instanceof TlsEvent.LostTrack) {
      return Kind.GAP;
    }
    if (event instanceof TlsEvent.Secrets || event instanceof TlsEvent.VerifyData) {
      return Kind.NOTE;
    }
    return step.alarming() ? Kind.ALARM : Kind.PLAIN;
  }
}
