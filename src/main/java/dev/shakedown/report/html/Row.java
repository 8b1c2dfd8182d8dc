package dev.shakedown.report.html;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FlowBlock;
import dev.shakedown.report.LaneTimeline;
import dev.shakedown.report.LaneTimeline.Lane;
import dev.shakedown.report.PairTexts;
import dev.shakedown.report.TimelineLine;
import dev.shakedown.report.TimelineStep;
import dev.shakedown.report.TimelineSteps;
import dev.shakedown.tcp.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row of a timeline, and where it stands in the picture.
 *
 * @param line what is said
 * @param flow the number of the connection it belongs to
 * @param left the lane of the client it concerns, from 0; the server's is the next one
 * @param from whose message it is, where there is a relay also to whom; empty for lines left out
 */
public record Row(TimelineLine line, int flow, int left, String from) {

  /** The rows of a block, in order of time. */
  static List<Row> of(Catalogue catalogue, FlowBlock block) {
    return block.isRelayed() ? relayed(catalogue, block) : alone(catalogue, block.first());
  }

  private static List<Row> alone(Catalogue catalogue, Diagnosis diagnosis) {
    List<Row> rows = new ArrayList<>();
    for (TimelineLine line : new TimelineSteps(catalogue, diagnosis).lines()) {
      String from = line instanceof TimelineStep step ? sender(catalogue, step.from()) : "";
      rows.add(new Row(line, diagnosis.facts().flow().id(), 0, from));
    }
    return rows;
  }

  private static List<Row> relayed(Catalogue catalogue, FlowBlock block) {
    PairTexts names = new PairTexts(catalogue);
    int client = block.first().facts().flow().id();
    List<Row> rows = new ArrayList<>();
    for (LaneTimeline.Line line : LaneTimeline.of(catalogue, block)) {
      Lane from = line.from();
      Lane to = line.to();
      String words = "";
      if (line.line() instanceof TimelineStep step) {
        words =
            from == to ? sender(catalogue, step.from()) : names.lane(from) + " → " + names.lane(to);
      }
      rows.add(new Row(line.line(), line.flow(), line.flow() == client ? 0 : 1, words));
    }
    return rows;
  }

  private static String sender(Catalogue catalogue, Sender sender) {
    return catalogue.text("html.from." + sender.name().toLowerCase(Locale.ROOT));
  }
}
