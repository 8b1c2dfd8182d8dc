package dev.shakedown.report.html;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FlowBlock;
import dev.shakedown.report.FlowTexts;
import dev.shakedown.report.LaneTimeline.Lane;
import dev.shakedown.report.PairTexts;
import dev.shakedown.report.TimelineStep;
import dev.shakedown.report.html.LadderDrawing.Participant;
import dev.shakedown.tcp.FinishedFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the template of one connection needs, or of both sides of a relayed one. */
public final class Card {
  private final Catalogue catalogue;
  private final FlowBlock block;
  private final PairTexts pair;
  private final List<Row> rows;
  private final Anchors anchors;

  Card(Catalogue catalogue, int capture, FlowBlock block) {
    this.catalogue = catalogue;
    this.block = block;
    this.pair = new PairTexts(catalogue);
    this.rows = Row.of(catalogue, block);
    this.anchors = new Anchors(capture, block.first().facts().flow().id(), rows);
  }

  /** Whether it tells of two sides or more. */
  public boolean isRelayed() {
    return block.isRelayed();
  }

  /** The number of its connection, or the numbers of all. */
  public String number() {
    return isRelayed() ? pair.numbers(block) : new FlowTexts(catalogue, block.first()).number();
  }

  /** The relay's listener, and what of the device handled it. */
  public String where() {
    return pair.where(block);
  }

  /** Its connections, the one from the client first. */
  public List<CardSide> sides() {
    return block.sides().stream().map(this::side).toList();
  }

  /** The same, those whose failure is no consequence of another's before the others. */
  public List<CardSide> rootFirst() {
    return pair.rootFirst(block).stream().map(this::side).toList();
  }

  private CardSide side(Diagnosis diagnosis) {
    String role = isRelayed() ? pair.role(block, diagnosis) : "";
    return new CardSide(catalogue, diagnosis, role);
  }

  /** What becomes of TLS between the sides, a sentence each. */
  public List<String> between() {
    return isRelayed() ? pair.between(block) : List.of();
  }

  /** Other sides that are not told of here, a sentence each. */
  public List<String> elsewhere() {
    return pair.otherSides(block.elsewhere());
  }

  /** Where links to it go. */
  public Anchors anchors() {
    return anchors;
  }

  /** The rows of its timeline. */
  public List<Row> rows() {
    return rows;
  }

  /** What its times count from. */
  public long startNanos() {
    if (isRelayed() && !rows.isEmpty() && rows.get(0).line() instanceof TimelineStep step) {
      return step.epochNanos();
    }
    return block.first().facts().flow().startNanos();
  }

  /** Its picture. */
  public Ladder ladder() {
    List<Participant> participants = new ArrayList<>();
    FinishedFlow first = block.first().facts().flow();
    participants.add(new Participant(pair.lane(Lane.CLIENT), first.client().toString()));
    if (isRelayed()) {
      participants.add(new Participant(pair.lane(Lane.RELAY), first.server().toString()));
      participants.add(new Participant(pair.lane(Lane.SERVER), poolMembers()));
    } else {
      String server = catalogue.text("timeline.server");
      participants.add(new Participant(server, first.server().toString()));
    }
    return new LadderDrawing(catalogue, participants, startNanos()).draw(rows);
  }

  private String poolMembers() {
    return block.sides().stream()
        .skip(1)
        .map(d -> d.facts().flow().server().toString())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
