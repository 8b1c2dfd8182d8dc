package dev.shakedown.cli;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.tcp.FinishedFlow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which connections are reported. A connection must satisfy every kind of condition given, and of
 * each kind one.
 *
 * @param flows numbers; empty for all
 * @param hosts addresses of either end; empty for all
 * @param ports ports of either end; empty for all
 * @param names globs of server names; empty for all
 * @param since connections that end before it are left out; null for none
 * @param until connections that start after it are left out; null for none
 */
record Selection(
    Set<Integer> flows,
    List<Network> hosts,
    Set<Integer> ports,
    List<String> names,
    Instant since,
    Instant until)
    implements Predicate<Diagnosis> {

  @Override
  public boolean test(Diagnosis diagnosis) {
    FinishedFlow flow = diagnosis.facts().flow();
    return (flows.isEmpty() || flows.contains(flow.id()))
        && (hosts.isEmpty() || hosts.stream().anyMatch(h -> touches(h, flow)))
        && (ports.isEmpty()
            || ports.contains(flow.client().port())
            || ports.contains(flow.server().port()))
        && (names.isEmpty() || named(diagnosis))
        && (since == null || flow.endNanos() >= nanos(since))
        && (until == null || flow.startNanos() <= nanos(until));
  }

  private static boolean touches(Network host, FinishedFlow flow) {
    return host.contains(flow.client().address()) || host.contains(flow.server().address());
  }

  private boolean named(Diagnosis diagnosis) {
    return diagnosis
        .facts()
        .serverName()
        .map(n -> names.stream().anyMatch(glob -> matches(lower(glob), lower(n))))
        .orElse(false);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether a text fits a pattern in which {@code *} stands for anything and {@code ?} for one. */
  static boolean matches(String glob, String text) {
    int g = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        resume = t;
      } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
        g++;
        t++;
      } else if (star >= 0) {
        g = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }

  private static long nanos(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
  }
}
