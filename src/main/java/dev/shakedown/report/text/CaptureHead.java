package dev.shakedown.report.text;

import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTexts;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.GroupList;

/** The answer first: what the capture is, how its connections came out, what failed how often. */
final class CaptureHead {
  private final Catalogue catalogue;
  private final CaptureTexts texts;
  private final Page page;

  CaptureHead(Catalogue catalogue, int width, boolean colour) {
    this.catalogue = catalogue;
    this.texts = new CaptureTexts(catalogue);
    this.page = new Page(width, colour);
  }

  String render(String name, CaptureResult result, CaptureTotals totals) {
    page.add(name, Style.BOLD).add("  ");
    page.wrapped(texts.about(result), 2, Style.PLAIN).end();
    for (String notice : texts.notices(result, totals)) {
      page.add(" ! ", Style.YELLOW).wrapped(notice, 3, Style.PLAIN).end();
    }
    page.wrapped(texts.counts(totals), 2, Style.PLAIN).end();
    GroupList groups = GroupList.ofCapture(totals);
    if (!groups.shown().isEmpty()) {
      page.end();
      new GroupTable(catalogue, page).ofCapture(groups);
    }
    return page.end().text();
  }
}
