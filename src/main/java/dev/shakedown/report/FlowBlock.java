package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.OtherSide;
import dev.shakedown.tcp.FlowDevice.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a report shows in one piece: a connection, or both sides of one that the capturing device
 * relays. A connection towards a server is shown with the first client it served; the others refer
 * to it.
 *
 * @param sides the connection from the client first, then those towards servers in order of time;
 *     one element for a connection that is not relayed
 * @param elsewhere other sides that this block does not show: they belong to another one, were
 *     given out long before, or are too many
 */
public record FlowBlock(List<Diagnosis> sides, List<OtherSide> elsewhere) {
  /** Connections towards servers shown with one client. */
  private static final int MAX_SERVER_SIDES = 4;

  public FlowBlock {
    sides = List.copyOf(sides);
    elsewhere = List.copyOf(elsewhere);
  }

  /** The block in which a connection is shown, as far as its diagnosis knows the others. */
  public static FlowBlock of(Diagnosis diagnosis) {
    List<OtherSide> others = diagnosis.otherSides();
    boolean fromClient =
        others.isEmpty() || others.stream().anyMatch(s -> s.pair().thereIs() == Side.SERVER);
    return fromClient ? withServers(diagnosis) : withClient(diagnosis, others.get(0));
  }

  private static FlowBlock withServers(Diagnosis client) {
    List<Diagnosis> sides = new ArrayList<>(List.of(client));
    List<OtherSide> elsewhere = new ArrayList<>();
    for (OtherSide other : client.otherSides()) {
      boolean here = other.pair().thereIs() == Side.SERVER && other.first();
      if (here && other.diagnosis().isPresent() && sides.size() <= MAX_SERVER_SIDES) {
        sides.add(other.diagnosis().get());
      } else {
        elsewhere.add(other);
      }
    }
    return new FlowBlock(sides, elsewhere);
  }

  private static FlowBlock withClient(Diagnosis server, OtherSide client) {
    List<OtherSide> others = server.otherSides();
    return client
        .diagnosis()
        .map(c -> new FlowBlock(List.of(c, server), others.subList(1, others.size())))
        .orElse(new FlowBlock(List.of(server), others));
  }

  /** The connection it is about: the one from the client. */
  public Diagnosis first() {
    return sides.get(0);
  }

  /** Whether it shows two sides or more. */
  public boolean isRelayed() {
    return sides.size() > 1;
  }

  /** How much it deserves the reader's attention: as much as the most serious of its sides. */
  public Seriousness seriousness() {
    return sides.stream().map(Seriousness::of).min(Seriousness::compareTo).orElseThrow();
  }

  /** The numbers of its connections. */
  public Stream<Integer> flows() {
    return sides.stream().map(d -> d.facts().flow().id());
  }
}
