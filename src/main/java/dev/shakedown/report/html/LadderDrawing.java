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
import dev.shakedown.tcp.FinishedFlow;
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

  /** Columns of text that fit between two neighbouring lanes, from their distance. */
  private static final int UNITS_PER_COLUMN = 7;

  /** A wait from this on is written down. */
  private static final long PAUSE_NANOS = 200_000_000L;

  private final Catalogue catalogue;
  private final FinishedFlow flow;
  private final List<Lane> lanes;
  private final List<Arrow> arrows = new ArrayList<>();
  private final List<Pause> pauses = new ArrayList<>();
  private int y = HEAD;
  private long previousNanos;

  LadderDrawing(Catalogue catalogue, FinishedFlow flow) {
    this.catalogue = catalogue;
    this.flow = flow;
    this.previousNanos = flow.startNanos();
    this.lanes =
        List.of(
            new Lane(
                catalogue.text("timeline.client"), flow.client().toString(), FIRST_LANE, "start"),
            new Lane(
                catalogue.text("timeline.server"), flow.server().toString(), LAST_LANE, "end"));
  }

  Ladder draw(List<TimelineLine> lines) {
    int i = 0;
    while (i < lines.size()) {
      if (lines.get(i) instanceof TimelineStep step) {
        int end = i + 1;
        while (end < lines.size() && goesWith(step, lines.get(end))) {
          end++;
        }
        arrow(lines.subList(i, end).stream().map(TimelineStep.class::cast).toList());
        i = end;
      } else if (lines.get(i) instanceof TimelineLine.Folded folded) {
        pause(catalogue.text("timeline.folded", "count", folded.count()));
        i++;
      }
    }
    return new Ladder(WIDTH, y + LINE, lanes, arrows, pauses);
  }

  private static boolean goesWith(TimelineStep first, TimelineLine next) {
    return next instanceof TimelineStep step
        && step.frame() == first.frame()
        && step.from() == first.from()
        && kind(step) == kind(first);
  }

  private void pause(String text) {
    y += LINE + 4;
    pauses.add(new Pause(y, text));
  }

  private void arrow(List<TimelineStep> steps) {
    TimelineStep first = steps.get(0);
    long wait = Math.max(0, first.epochNanos() - previousNanos);
    previousNanos = first.epochNanos();
    if (wait >= PAUSE_NANOS) {
      pause("· · · " + new GroupTexts(catalogue).seconds(wait) + " · · ·");
    }
    // ten times the wait is the same step more, so that microseconds and seconds fit in one picture
    y += 6 + (int) Math.min(40, 9 * Math.log10(1 + wait / 1e5));
    List<Label> labels = new ArrayList<>();
    boolean stopped = false;
    for (TimelineStep step : steps) {
      y += LINE;
      labels.add(new Label(y, cut(text(step))));
      stopped |= step.decisive();
    }
    y += 7;
    arrows.add(
        new Arrow(
            y,
            tail(first),
            head(first),
            kind(first),
            labels,
            first.secondsSince(flow.startNanos()),
            first.frame(),
            stopped ? catalogue.text("timeline.stopped") : ""));
    y += stopped ? LINE + 3 : 0;
  }

  private static String text(TimelineStep step) {
    boolean labelSaysAll = step.gist().isEmpty() || kind(step) == Kind.PLAIN;
    return labelSaysAll ? step.label() : step.label() + ": " + step.gist();
  }

  private String cut(String text) {
    int room = (LAST_LANE - FIRST_LANE) / (lanes.size() - 1) / UNITS_PER_COLUMN;
    if (DisplayWidth.of(text) <= room) {
      return text;
    }
    int end = text.length();
    while (DisplayWidth.of(text.substring(0, end)) > room - 1) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }

  private int tail(TimelineStep step) {
    return switch (step.from()) {
      case CLIENT -> FIRST_LANE;
      case SERVER -> LAST_LANE;
      case NETWORK, LOG -> (FIRST_LANE + LAST_LANE) / 2;
    };
  }

  private int head(TimelineStep step) {
    if (step.event() instanceof TcpEvent.Icmp icmp) {
      return icmp.about() == Sender.CLIENT ? FIRST_LANE : LAST_LANE;
    }
    return switch (step.from()) {
      case CLIENT -> LAST_LANE;
      case SERVER -> FIRST_LANE;
      case NETWORK, LOG -> tail(step);
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
