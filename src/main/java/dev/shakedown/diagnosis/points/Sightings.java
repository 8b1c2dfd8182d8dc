package dev.shakedown.diagnosis.points;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.bytes.MixedKeys;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of several captures given together, and which of them are the same. Bounded: of
 * captures with very many connections the first are known.
 */
public final class Sightings {
  /** Connections of one key; a hello that is repeated more often is a scanner's. */
  private static final int MAX_ALIKE = 16;

  /** Clocks of hosts that keep time differ less, nanoseconds. */
  private static final long CLOCK_TOLERANCE = 2_000_000_000L;

  private record Opening(Endpoint client, Endpoint server, long isn)
      implements Comparable<Opening> {
    private static final Comparator<Opening> ORDER =
        Comparator.comparing(Opening::client)
            .thenComparing(Opening::server)
            .thenComparingLong(Opening::isn);

    @Override
    public int compareTo(Opening other) {
      return ORDER.compare(this, other);
    }
  }

  private record Name(Endpoint server, String serverName) implements Comparable<Name> {
    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::server).thenComparing(Name::serverName);

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  private final int max;
  private final MixedKeys<List<Sighting>> known = new MixedKeys<>();
  private int count;
  private long notKept;

  /** Nothing seen yet. */
  public Sightings(Limits limits) {
    this.max = limits.maxSightings();
  }

  /** Takes a connection of a capture. */
  public void add(String capture, FlowFacts facts) {
    if (count >= max) {
      notKept++;
      return;
    }
    count++;
    Sighting sighting = Sighting.of(capture, facts);
    for (Comparable<?> key : keys(sighting)) {
      List<Sighting> alike = known.like(key).computeIfAbsent(key, k -> new ArrayList<>(2));
      if (alike.size() < MAX_ALIKE) {
        alike.add(sighting);
      }
    }
  }

  /** How many connections were too many to keep. */
  public long notKept() {
    return notKept;
  }

  /** Where else this connection of {@code capture} was seen, at most once in each other capture. */
  public List<Crossing> of(String capture, FlowFacts facts) {
    if (count == 0) {
      return List.of();
    }
    Sighting here = Sighting.of(capture, facts);
    Map<String, Crossing> found = new LinkedHashMap<>();
    for (Comparable<?> key : keys(here)) {
      for (Sighting there : known.like(key).getOrDefault(key, List.of())) {
        Crossing.Tie tie = tie(key);
        boolean fits = !there.capture().equals(capture) && !found.containsKey(there.capture());
        if (fits && (tie != Crossing.Tie.TERMINATED || terminated(here, there, key))) {
          found.put(there.capture(), new Crossing(here, there, tie));
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static Crossing.Tie tie(Object key) {
    return key instanceof Opening
        ? Crossing.Tie.SEQUENCE
        : key instanceof Bytes ? Crossing.Tie.RANDOM : Crossing.Tie.TERMINATED;
  }

  /** In the order of their weight. */
  private static List<Comparable<?>> keys(Sighting sighting) {
    List<Comparable<?>> keys = new ArrayList<>(3);
    if (sighting.fromClient().isn() >= 0) {
      keys.add(new Opening(sighting.client(), sighting.server(), sighting.fromClient().isn()));
    }
    if (!sighting.clientRandom().isEmpty()) {
      keys.add(sighting.clientRandom());
      if (!sighting.serverName().isEmpty()) {
        keys.add(new Name(sighting.server(), sighting.serverName()));
      }
    }
    return keys;
  }

  /**
   * Whether two handshakes with one server under one name are the two halves of one connection:
   * both run at the same time, neither was seen at the other point, no other comes into question,
   * and the ends are the same or the server's certificates have different issuers. Two clients of
   * one server at one time see the same certificate.
   */
  private boolean terminated(Sighting here, Sighting there, Comparable<?> key) {
    long rivals =
        known.like(key).get(key).stream()
            .filter(s -> together(here, s) || together(there, s))
            .filter(s -> !same(s, here) && !same(s, there))
            .count();
    boolean sameEnds = here.client().equals(there.client());
    boolean otherIssuer =
        !here.leaf().isEmpty() && !there.leaf().isEmpty() && !here.issuer().equals(there.issuer());
    return together(here, there)
        && rivals == 0
        && !here.clientRandom().equals(there.clientRandom())
        && (sameEnds || otherIssuer);
  }

  private static boolean same(Sighting one, Sighting other) {
    return one.capture().equals(other.capture()) && one.flow() == other.flow();
  }

  private static boolean together(Sighting one, Sighting other) {
    return one.startNanos() <= other.endNanos() + CLOCK_TOLERANCE
        && other.startNanos() <= one.endNanos() + CLOCK_TOLERANCE;
  }
}
