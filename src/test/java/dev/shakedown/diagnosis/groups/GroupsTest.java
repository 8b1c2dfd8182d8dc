package dev.shakedown.diagnosis.groups;

import static dev.shakedown.diagnosis.TestFlow.clientHello;
import static dev.shakedown.diagnosis.TestFlow.established;
import static dev.shakedown.diagnosis.TestFlow.opened;
import static dev.shakedown.diagnosis.TestFlow.sni;
import static dev.shakedown.tcp.Sender.CLIENT;
import static dev.shakedown.tcp.Sender.SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.DiagnosisEngine;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.TestFlow;
import dev.shakedown.tls.registry.AlertDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Each pattern, and what looks nearly like it. */
class GroupsTest {

  @Test
  void aSteadyPeriodIsAHealthMonitor() {
    Group group = only(series(GroupsTest::wordless, 0, 5.01, 10, 14.98));
    assertEquals(GroupKind.HEALTH_MONITOR, group.kind());
    assertEquals(5.0, group.periodNanos().getAsLong() / 1e9, 0.02);
    assertEquals(4, group.count(Outcome.NOT_ATTEMPTED));
    assertEquals("closed-before-hello", group.finding().orElseThrow().code());
  }

  @Test
  void irregularClosesAreNoMonitor() {
    assertEquals(List.of(), groups(series(GroupsTest::wordless, 0, 5, 7, 16)));
    assertEquals(List.of(), groups(series(GroupsTest::wordless, 0, 5)));
  }

  @Test
  void aLateProbeDisturbsALongSeriesOnly() {
    assertEquals(
        GroupKind.HEALTH_MONITOR,
        only(series(GroupsTest::wordless, 0, 5, 10, 15, 20, 27, 32)).kind());
    assertEquals(List.of(), groups(series(GroupsTest::wordless, 0, 5, 10, 17)));
  }

  @Test
  void threeTimesNearlyAlikeAreNoRhythm() {
    assertEquals(List.of("failure 3"), gist(groups(series(GroupsTest::rejected, 0, 60, 125))));
  }

  @Test
  void severalNamesThatFailAreNoMonitor() {
    List<TestFlow> all = new ArrayList<>(series(GroupsTest::rejected, 0, 5, 10, 15));
    series(at -> rejected(at, "b.example"), 1, 6, 11).forEach(f -> all.add(f.id(all.size() + 1)));
    assertEquals(List.of("failure 7"), gist(groups(all)));
  }

  @Test
  void twoSourcesAreTwoMonitors() {
    List<TestFlow> both = new ArrayList<>(series(GroupsTest::wordless, 0, 5, 10));
    series(at -> wordless(at).host(2), 1, 6, 11).forEach(f -> both.add(f.id(both.size() + 1)));
    List<Group> groups = groups(both);
    assertEquals(2, groups.size());
    groups.forEach(g -> assertEquals(1, g.clients().size()));
  }

  @Test
  void aMonitorWhoseProbesFailIsReportedWithItsFailure() {
    Group group = only(series(GroupsTest::refused, 0, 5, 10, 15));
    assertEquals(GroupKind.HEALTH_MONITOR, group.kind());
    assertEquals("tcp-refused", group.finding().orElseThrow().code());
    assertEquals(4, group.count(Outcome.NO_CONNECTION));
  }

  @Test
  void aMonitorsFailuresAreKeptApartFromThoseOfUsers() {
    List<TestFlow> all = new ArrayList<>(series(GroupsTest::refused, 0, 5, 10, 15));
    series(at -> refused(at).host(9), 1, 9).forEach(f -> all.add(f.id(all.size() + 1)));
    assertEquals(List.of("failure 2", "health-monitor 4"), gist(groups(all)));
  }

  @Test
  void aBrowsersThreeAttemptsAreOneIncident() {
    Group group = only(series(GroupsTest::rejected, 0, 0.05, 0.2));
    assertEquals(GroupKind.RETRY, group.kind());
    assertEquals("sni-unrecognized", group.finding().orElseThrow().code());
    assertEquals(3, group.count());
    assertEquals(0.2, (group.lastNanos() - group.firstNanos()) / 1e9, 0.001);
  }

  @Test
  void twoClientsOrParallelConnectionsAreNoRetry() {
    List<TestFlow> two = List.of(rejected(0), rejected(0.1).host(2).id(2));
    assertEquals(List.of("failure 2"), gist(groups(two)));
    assertEquals(2, only(two).clients().size());
    assertEquals(List.of("failure 2"), gist(groups(series(GroupsTest::rejected, 0, 0.001))));
    assertEquals(List.of("failure 2"), gist(groups(series(GroupsTest::rejected, 0, 30))));
    assertEquals(
        List.of("failure 5"), gist(groups(series(GroupsTest::rejected, 0, 0.1, 0.3, 0.4, 0.9))));
  }

  @Test
  void closedPortsOfOneHostAreAScan() {
    List<TestFlow> scan = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      scan.add((i % 7 == 0 ? wordless(i * 0.01) : refused(i * 0.01)).port(i).id(i));
    }
    Group group = only(scan);
    assertEquals(GroupKind.SCANNER, group.kind());
    assertEquals(30, group.targets());
    assertEquals(26, group.count(Outcome.NO_CONNECTION));
  }

  @Test
  void manyServersThatCannotBeReachedAreNoScan() {
    List<TestFlow> outage = new ArrayList<>();
    List<TestFlow> scan = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      outage.add(refused(i * 0.01).serverHost(i).id(i));
      scan.add(wordless(i * 0.01).serverHost(i).id(i));
    }
    assertEquals(30, groups(outage).size());
    assertEquals(List.of("scanner 30"), gist(groups(scan)));
  }

  @Test
  void aMonitorOfManyServersIsNoScan() {
    List<TestFlow> probes = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      probes.add(wordless(i / 30 * 5 + i % 30 * 0.01).serverHost(i % 30).id(i + 1));
    }
    List<Group> groups = groups(probes);
    assertEquals(30, groups.size());
    groups.forEach(g -> assertEquals(GroupKind.HEALTH_MONITOR, g.kind()));
  }

  @Test
  void anUnusedConnectionBesideAUsedOneIsAPreconnect() {
    TestFlow used = rejected(10).id(2);
    assertEquals(List.of("failure 1", "preconnect 1"), gist(groups(List.of(wordless(10.3), used))));
    assertEquals(List.of("failure 1", "preconnect 1"), gist(groups(List.of(wordless(9.8), used))));
    // of another client, to another port, at another time
    assertEquals(List.of("failure 1"), gist(groups(List.of(wordless(10.3).host(2), used))));
    assertEquals(List.of("failure 1"), gist(groups(List.of(wordless(10.3).port(8443), used))));
    assertEquals(List.of("failure 1"), gist(groups(List.of(wordless(13), used))));
  }

  @Test
  void theOrderInWhichConnectionsEndDoesNotMatter() {
    List<TestFlow> flows = new ArrayList<>(series(GroupsTest::wordless, 10, 0, 5));
    assertEquals(GroupKind.HEALTH_MONITOR, only(flows).kind());
  }

  @Test
  void capturesOfOneRunShareAGroup() {
    Groups groups = new Groups(Limits.DEFAULT);
    for (String capture : List.of("a.pcap", "b.pcap")) {
      DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
      engine.add(rejected(0).build(), d -> groups.add(capture, d));
      engine.add(rejected(3).host(2).id(2).build(), d -> groups.add(capture, d));
      engine.finish(d -> groups.add(capture, d));
    }
    List<Group> found = groups.finish();
    assertEquals(List.of("failure 4"), gist(found));
    assertEquals(List.of("a.pcap", "b.pcap"), List.copyOf(found.get(0).flows().keySet()));
    assertEquals(List.of(1, 2), found.get(0).flows().get("b.pcap"));
  }

  @Test
  void manyConnectionsAreGroupedAtOnce() {
    List<TestFlow> many = new ArrayList<>();
    for (int i = 1; i <= 10_000; i++) {
      many.add((i % 2 == 0 ? wordless(i * 0.37 % 900) : refused(i * 0.53 % 900)).id(i));
    }
    Groups groups = gather(many);
    Assertions.assertTimeout(Duration.ofSeconds(2), groups::finish);
  }

  private static TestFlow wordless(double at) {
    return established(at).fin(CLIENT).fin(SERVER);
  }

  private static TestFlow refused(double at) {
    return opened(at).rst(SERVER);
  }

  private static TestFlow rejected(double at) {
    return rejected(at, "a.example");
  }

  private static TestFlow rejected(double at, String name) {
    return established(at)
        .message(CLIENT, clientHello(0x0303, sni(name)))
        .alert(SERVER, AlertDescription.UNRECOGNIZED_NAME);
  }

  private static List<TestFlow> series(DoubleFunction<TestFlow> kind, double... times) {
    List<TestFlow> flows = new ArrayList<>();
    for (double time : times) {
      flows.add(kind.apply(time).id(flows.size() + 1));
    }
    return flows;
  }

  private static Groups gather(List<TestFlow> flows) {
    Groups groups = new Groups(Limits.DEFAULT);
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
    flows.forEach(f -> engine.add(f.build(), d -> groups.add("a.pcap", d)));
    engine.finish(d -> groups.add("a.pcap", d));
    return groups;
  }

  private static List<Group> groups(List<TestFlow> flows) {
    return gather(flows).finish();
  }

  private static Group only(List<TestFlow> flows) {
    List<Group> groups = groups(flows);
    assertEquals(1, groups.size(), () -> gist(groups).toString());
    return groups.get(0);
  }

  private static List<String> gist(List<Group> groups) {
    return groups.stream().map(g -> g.kind().id() + " " + g.count()).sorted().toList();
  }
}
