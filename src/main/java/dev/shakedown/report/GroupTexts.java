package dev.shakedown.report;

import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;
import java.util.Map;

/** The words for a group. */
public final class GroupTexts {
  private final Catalogue catalogue;

  public GroupTexts(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** What it is, in a few words: its finding's title; that of its kind where nothing failed. */
  public String title(Group group) {
    String client = group.clients().iterator().next().toString();
    return group
        .finding()
        .filter(f -> group.count(Outcome.NOT_ATTEMPTED) < group.count())
        .map(f -> new FindingTexts(catalogue, f, group.server().toString(), client).title())
        .orElseGet(
            () ->
                catalogue.text(
                    "group." + group.kind().id() + ".title",
                    Map.of("client", client, "targets", group.targets())));
  }

  /** The period of a health monitor: {@code 5.0 s}; else empty. */
  public String period(Group group) {
    return group.periodNanos().isPresent() ? seconds(group.periodNanos().getAsLong()) : "";
  }

  /** With three decimals below a second, else with one. */
  public String seconds(long nanos) {
    int places = nanos < 1_000_000_000L ? 1000 : 10;
    long step = 1_000_000_000L / places;
    long steps = (Math.abs(nanos) + step / 2) / step;
    String decimals = Long.toString(places + steps % places).substring(1);
    return (nanos < 0 ? "-" : "") + catalogue.print(steps / places) + "." + decimals + " s";
  }
}
