package dev.shakedown.report.html;

import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTexts;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.GroupList;
import dev.shakedown.report.LogBlocks;
import dev.shakedown.report.ShownFlows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the template of one capture needs.
 *
 * @param number of the capture in the run, from 1
 * @param name what the user called it
 * @param about what the file is
 * @param counts how its connections came out
 * @param notices what is wrong with it or was left aside
 * @param causes what failed, and against whom
 * @param moreGroups how many groups are not among the causes
 * @param rows the list of connections
 * @param moreRows how many connections are not in the list
 * @param cards the connections shown in full, rendered
 * @param moreCards how many should be, but are not
 * @param linked the numbers of the connections shown in full
 * @param log what a device's log says besides; empty without one
 */
public record CaptureSection(
    int number,
    String name,
    String about,
    String counts,
    List<String> notices,
    List<Cause> causes,
    long moreGroups,
    Collection<FlowRow> rows,
    long moreRows,
    List<String> cards,
    long moreCards,
    Set<Integer> linked,
    List<LogBlocks.Block> log) {

  /** What is shown in full, and the numbers of its connections. */
  record Rendered(List<Integer> flows, String html) {
    Rendered {
      flows = List.copyOf(flows);
    }
  }

  static CaptureSection of(
      Catalogue catalogue,
      int number,
      String name,
      CaptureResult result,
      CaptureTotals totals,
      ShownFlows<FlowRow> rows,
      ShownFlows<Rendered> cards) {
    CaptureTexts texts = new CaptureTexts(catalogue);
    GroupList groups = GroupList.ofCapture(totals);
    Set<Integer> linked = new HashSet<>();
    List<String> html = new ArrayList<>();
    for (Rendered card : cards.mostSeriousFirst()) {
      linked.addAll(card.flows());
      html.add(card.html());
    }
    return new CaptureSection(
        number,
        name,
        texts.about(result),
        texts.counts(totals),
        texts.notices(result, totals),
        Cause.of(catalogue, groups),
        groups.more(),
        rows.mostSeriousFirst(),
        rows.notShown(),
        html,
        cards.notShown(),
        linked,
        result.log().map(new LogBlocks(catalogue)::beside).orElse(List.of()));
  }

  /** Whether a list of connections says more than the only connection itself. */
  public boolean isListUseful() {
    return rows.size() > cards.size() || rows.size() > 1 || moreRows > 0;
  }

  /** Where links to it go. */
  public String anchor() {
    return Anchors.capture(number);
  }

  /** Where a link to a connection goes; empty if it is not shown in full. */
  public String anchor(int flow) {
    return linked.contains(flow) ? Anchors.flow(number, flow) : "";
  }
}
