package dev.shakedown.report;

import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.diagnosis.groups.GroupKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The words for a group. */
public final class GroupTexts {
  /** Connections of a group that are named. */
  public static final int MAX_FLOWS = 8;

  private static final int MAX_FILES = 3;

  private static final long HOUR_NANOS = 3_600_000_000_000L;

  /**
   * From two days on nobody counts in seconds: a file put together from captures may span years.
   */
  private static final long MANY_HOURS_NANOS = 48 * HOUR_NANOS;

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

  /** How it came out: the outcome of its members that deserves attention most. */
  public static Outcome outcome(Group group) {
    // a scan of closed ports is no failure of the server's
    return group.kind() == GroupKind.SCANNER
        ? Outcome.NOT_ATTEMPTED
        : Seriousness.mostSerious(group);
  }

  /** The server they share; with a dot dot dot where there are several. */
  public static String server(Group group) {
    return group.targets() == 1 ? group.server().toString() : group.server().address() + ", …";
  }

  /** The numbers of its first connections in the first capture that has any. */
  public static List<Integer> flows(Group group) {
    List<Integer> all = group.flows().values().iterator().next();
    return all.subList(0, Math.min(MAX_FLOWS, all.size()));
  }

  /** Its first connections, and what else is worth a word: {@code flows 4, 9, 12}. */
  public String members(Group group) {
    List<String> numbers = flows(group).stream().map(String::valueOf).toList();
    return catalogue.text(
            "group.flows",
            Map.of(
                "count",
                group.count(),
                "flows",
                String.join(", ", numbers) + (group.count() > MAX_FLOWS ? ", …" : "")))
        + about(group);
  }

  /** The captures of a run that show it, and from when to when. */
  public String files(Group group) {
    List<String> parts = new ArrayList<>();
    group
        .flows()
        .forEach(
            (file, flows) -> {
              if (parts.size() < MAX_FILES) {
                parts.add(file + " (" + flows.size() + "×)");
              }
            });
    int more = group.flows().size() - parts.size();
    if (more > 0) {
      parts.add(catalogue.text("group.more-files", "count", more));
    }
    return String.join(", ", parts)
        + about(group)
        + catalogue.text(
            "group.times",
            Map.of("first", instant(group.firstNanos()), "last", instant(group.lastNanos())));
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  /** What else is worth a word, to be put behind its connections; may be empty. */
  public String about(Group group) {
    if (group.clients().size() > 1) {
      return catalogue.text("group.clients", "count", group.clients().size());
    }
    return switch (group.kind()) {
      case HEALTH_MONITOR -> catalogue.text("group.steady", "period", period(group));
      case RETRY -> catalogue.text("group.retry");
      case FAILURE, REMARK, SCANNER, PRECONNECT -> "";
    };
  }

  /** The period of a health monitor: {@code 5.0 s}; else empty. */
  public String period(Group group) {
    return group.periodNanos().isPresent() ? seconds(group.periodNanos().getAsLong()) : "";
  }

  /** With three decimals below a second, else with one; from two days on in days and hours. */
  public String seconds(long nanos) {
    if (nanos >= MANY_HOURS_NANOS) {
      long hours = nanos / HOUR_NANOS;
      return catalogue.print(hours / 24) + " d " + hours % 24 + " h";
    }
    int places = nanos < 1_000_000_000L ? 1000 : 10;
    long step = 1_000_000_000L / places;
    long steps = (Math.abs(nanos) + step / 2) / step;
    String decimals = Long.toString(places + steps % places).substring(1);
    return (nanos < 0 ? "-" : "") + catalogue.print(steps / places) + "." + decimals + " s";
  }
}
