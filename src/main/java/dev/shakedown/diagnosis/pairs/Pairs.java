package dev.shakedown.diagnosis.pairs;

import dev.shakedown.bytes.Limits;
import dev.shakedown.bytes.MixedKeys;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FlowDevice.Peering;
import dev.shakedown.tcp.FlowDevice.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The finished connections of one capture that its device relays, and which of them belong
 * together. What the device says of a packet decides: the addresses of the other side, else its
 * number of it. Numbers are reused soon, so they count only where both name each other, in one
 * process and at one time. Where the device noted neither, halves that run together are tied if no
 * others come into question.
 *
 * <p>Bounded: the halves that ended longest ago are forgotten.
 */
public final class Pairs {
  /** Memory that a half takes with its keys, estimated from above. */
  private static final int HALF_BYTES = 1024;

  /** Halves looked through under one key. */
  private static final int MAX_ALIKE = 64;

  /** Other sides listed of one half; a relay that reuses connections may have any number. */
  private static final int MAX_SIDES = 16;

  private final int max;
  private final LinkedHashMap<Integer, Half> halves = new LinkedHashMap<>();
  private final MixedKeys<List<Half>> known = new MixedKeys<>();

  /** By what they state of their other side. */
  private final MixedKeys<List<Half>> stating = new MixedKeys<>();

  private long notPaired;

  /** Nothing known yet. */
  public Pairs(Limits limits) {
    this.max = Math.max(2, limits.maxHeldFlowBytes() / 2 / HALF_BYTES);
  }

  /** Takes a half. */
  public void add(Half half) {
    halves.put(half.flow(), half);
    HalfKeys.of(half).forEach(key -> add(known, key, half));
    HalfKeys.stated(half).forEach(key -> add(stating, key, half));
    if (halves.size() > max) {
      forgetOldest();
    }
  }

  private static void add(MixedKeys<List<Half>> map, Comparable<?> key, Half half) {
    List<Half> alike = map.like(key).computeIfAbsent(key, k -> new ArrayList<>(1));
    if (alike.size() == MAX_ALIKE) {
      alike.remove(0);
    }
    alike.add(half);
  }

  private void forgetOldest() {
    Iterator<Half> oldest = halves.values().iterator();
    Half half = oldest.next();
    if (!unfound(half).isEmpty()) {
      notPaired++;
    }
    oldest.remove();
    HalfKeys.of(half).forEach(key -> remove(known, key, half));
    HalfKeys.stated(half).forEach(key -> remove(stating, key, half));
  }

  private static void remove(MixedKeys<List<Half>> map, Comparable<?> key, Half half) {
    List<Half> alike = map.like(key).get(key);
    if (alike != null && alike.remove(half) && alike.isEmpty()) {
      map.like(key).remove(key);
    }
  }

  /** How many were forgotten before their other side was found. */
  public long notPaired() {
    return notPaired;
  }

  /** The other sides of a half known so far, in the order in which it had them, at most 16. */
  public List<Pair> of(Half here) {
    Map<Integer, Pair> found = new LinkedHashMap<>();
    for (Peering said : here.device().peerings()) {
      find(here, said).ifPresent(p -> found.merge(p.there().flow(), p, Pairs::earlier));
    }
    for (Comparable<?> own : HalfKeys.own(here)) {
      for (Half there : stating.like(own).getOrDefault(own, List.of())) {
        for (Peering said : there.device().peerings()) {
          if (there.flow() != here.flow() && HalfKeys.stated(there, said).contains(own)) {
            find(there, said)
                .filter(p -> p.there().flow() == here.flow())
                .ifPresent(p -> found.merge(there.flow(), p.reversed(), Pairs::earlier));
          }
        }
      }
    }
    if (found.isEmpty() && here.namesNobody()) {
      onlyOneThatFits(here).ifPresent(p -> found.put(p.there().flow(), p));
    }
    return found.values().stream()
        .sorted(Comparator.comparingLong(Pair::epochNanos).thenComparing(p -> p.there().flow()))
        .limit(MAX_SIDES)
        .toList();
  }

  private static Pair earlier(Pair one, Pair other) {
    return other.epochNanos() < one.epochNanos() ? other : one;
  }

  /** What the device says of other sides that are not among the halves known so far. */
  public List<Peering> unfound(Half here) {
    return here.device().peerings().stream().filter(p -> find(here, p).isEmpty()).toList();
  }

  private Optional<Pair> find(Half here, Peering said) {
    List<Half> fitting = new ArrayList<>();
    for (Comparable<?> key : HalfKeys.stated(here, said)) {
      for (Half there : known.like(key).getOrDefault(key, List.of())) {
        boolean other = there.flow() != here.flow() && !fitting.contains(there);
        if (other && there.runsAt(said.epochNanos()) && agrees(here, said, there)) {
          fitting.add(there);
        }
      }
    }
    long at = said.epochNanos();
    if (said.peer().isEmpty() && fitting.size() > 1) {
      return Optional.empty();
    }
    return fitting.stream()
        .min(Comparator.comparingLong(h -> h.distance(at)))
        .map(there -> pair(here, said, there));
  }

  private static Pair pair(Half here, Peering said, Half there) {
    Pair.Tie tie = said.peer().isPresent() ? Pair.Tie.ADDRESSES : Pair.Tie.FLOW_IDS;
    return new Pair(here, there, sideOf(there, said, here), tie, said.frame(), said.epochNanos());
  }

  /** Seen from the device, the remote end of its side towards a server is that server. */
  private static Side sideOf(Half there, Peering said, Half here) {
    if (said.peer().isPresent()) {
      Endpoint remote = Endpoint.of(said.peer().get().remote());
      return remote.equals(there.client()) ? Side.CLIENT : Side.SERVER;
    }
    return switch (said.side()) {
      case CLIENT -> Side.SERVER;
      case SERVER -> Side.CLIENT;
      case UNKNOWN -> there.startNanos() < here.startNanos() ? Side.CLIENT : Side.SERVER;
    };
  }

  /** Whether the numbers do not contradict; without addresses, whether both name each other. */
  private static boolean agrees(Half here, Peering said, Half there) {
    List<Long> numbers = there.device().flowIds();
    boolean named = said.peerFlowId() != 0 && numbers.contains(said.peerFlowId());
    if (said.peer().isPresent()) {
      return named || said.peerFlowId() == 0 || numbers.isEmpty();
    }
    return named
        && here.overlaps(there)
        && there.device().peerings().stream()
            .anyMatch(p -> here.device().flowIds().contains(p.peerFlowId()));
  }

  private Optional<Pair> onlyOneThatFits(Half here) {
    List<Half> fitting = fitting(here);
    if (fitting.size() != 1 || fitting(fitting.get(0)).size() != 1) {
      return Optional.empty();
    }
    Half there = fitting.get(0);
    long since = Math.max(here.startNanos(), there.startNanos());
    Side thereIs = there.device().side();
    return Optional.of(new Pair(here, there, thereIs, Pair.Tie.TIMING, 0, since));
  }

  /** Opened towards the device and by it, through one listener, the latter while the former ran. */
  private List<Half> fitting(Half here) {
    Set<Half> fitting = new LinkedHashSet<>();
    for (Comparable<?> key : HalfKeys.together(here)) {
      List<Half> alike = known.like(key).getOrDefault(key, List.of());
      if (alike.size() == MAX_ALIKE) {
        return List.of(); // there may have been more
      }
      for (Half there : alike) {
        boolean opposite =
            here.is(Side.CLIENT) && there.is(Side.SERVER)
                || here.is(Side.SERVER) && there.is(Side.CLIENT);
        Half outer = here.is(Side.CLIENT) ? here : there;
        Half inner = here.is(Side.CLIENT) ? there : here;
        boolean inside =
            outer.startNanos() <= inner.startNanos() && inner.startNanos() <= outer.endNanos();
        if (opposite && inside && !outer.server().equals(inner.server())) {
          fitting.add(there);
        }
      }
    }
    return List.copyOf(fitting);
  }
}
