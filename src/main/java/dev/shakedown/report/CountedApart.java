package dev.shakedown.report;

import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.diagnosis.groups.GroupKind;
import dev.shakedown.packet.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The connections on which nobody wanted TLS, by what they were good for. */
final class CountedApart {
  private static final int MAX_SOURCES = 3;

  private final Catalogue catalogue;
  private final List<Group> groups;

  CountedApart(Catalogue catalogue, List<Group> groups) {
    this.catalogue = catalogue;
    this.groups = groups;
  }

  /** A part for each kind there is; {@code all} connections in sum. */
  List<String> parts(long all) {
    List<String> parts = new ArrayList<>();
    long rest = all;
    for (GroupKind kind :
        List.of(GroupKind.HEALTH_MONITOR, GroupKind.SCANNER, GroupKind.PRECONNECT)) {
      List<Group> ofKind = groups.stream().filter(g -> isApart(g, kind)).toList();
      long count = ofKind.stream().mapToLong(Group::count).sum();
      if (count > 0) {
        parts.add(part(kind.id(), count, ofKind));
        rest -= count;
      }
    }
    if (rest > 0) {
      parts.add(part("wordless", rest, List.of()));
    }
    return parts;
  }

  private static boolean isApart(Group group, GroupKind kind) {
    return group.kind() == kind
        && (kind == GroupKind.SCANNER || group.count(Outcome.NOT_ATTEMPTED) == group.count());
  }

  private String part(String kind, long count, List<Group> ofKind) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("count", count);
    arguments.put("from", sources(ofKind));
    arguments.put("period", periods(ofKind));
    return catalogue.text("apart." + kind, arguments);
  }

  private static String sources(List<Group> groups) {
    Set<IpAddress> sources = new TreeSet<>();
    groups.forEach(g -> sources.addAll(g.clients()));
    List<String> named = sources.stream().limit(MAX_SOURCES).map(IpAddress::toString).toList();
    return String.join(", ", named) + (sources.size() > MAX_SOURCES ? ", …" : "");
  }

  /** The one period, or the shortest and the longest. */
  private String periods(List<Group> groups) {
    GroupTexts texts = new GroupTexts(catalogue);
    long[] sorted = groups.stream().flatMapToLong(g -> g.periodNanos().stream()).sorted().toArray();
    if (sorted.length == 0) {
      return "";
    }
    String shortest = texts.seconds(sorted[0]);
    String longest = texts.seconds(sorted[sorted.length - 1]);
    return shortest.equals(longest) ? shortest : shortest + "–" + longest;
  }
}
