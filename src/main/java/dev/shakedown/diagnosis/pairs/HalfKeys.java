package dev.shakedown.diagnosis.pairs;

import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tcp.FlowDevice.Peering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * By what halves find each other. A capture chooses all of it, so keys have an order: see {@link
 * dev.shakedown.bytes.MixedKeys}.
 */
final class HalfKeys {
  private record Ends(Endpoint one, Endpoint other) implements Comparable<Ends> {
    private static final Comparator<Ends> ORDER =
        Comparator.comparing(Ends::one).thenComparing(Ends::other);

    @Override
    public int compareTo(Ends that) {
      return ORDER.compare(this, that);
    }
  }

  private record FlowNumber(int slot, int unit, long flowId) implements Comparable<FlowNumber> {
    private static final Comparator<FlowNumber> ORDER =
        Comparator.comparingLong(FlowNumber::flowId)
            .thenComparingInt(FlowNumber::unit)
            .thenComparingInt(FlowNumber::slot);

    @Override
    public int compareTo(FlowNumber that) {
      return ORDER.compare(this, that);
    }
  }

  private record SamePort(int slot, int unit, String listener, int port)
      implements Comparable<SamePort> {
    private static final Comparator<SamePort> ORDER =
        Comparator.comparingInt(SamePort::port)
            .thenComparingInt(SamePort::unit)
            .thenComparingInt(SamePort::slot)
            .thenComparing(SamePort::listener);

    @Override
    public int compareTo(SamePort that) {
      return ORDER.compare(this, that);
    }
  }

  private record SameHost(int slot, int unit, String listener, IpAddress address)
      implements Comparable<SameHost> {
    private static final Comparator<SameHost> ORDER =
        Comparator.comparing(SameHost::address)
            .thenComparingInt(SameHost::unit)
            .thenComparingInt(SameHost::slot)
            .thenComparing(SameHost::listener);

    @Override
    public int compareTo(SameHost that) {
      return ORDER.compare(this, that);
    }
  }

  private HalfKeys() {}

  /** What a half is found by. */
  static List<Comparable<?>> of(Half half) {
    Set<Comparable<?>> keys = new LinkedHashSet<>(own(half));
    keys.addAll(together(half));
    return List.copyOf(keys);
  }

  /** What is its own alone: its ends and its numbers. */
  static List<Comparable<?>> own(Half half) {
    FlowDevice device = half.device();
    List<Comparable<?>> keys = new ArrayList<>();
    keys.add(ends(half.client(), half.server()));
    for (long number : device.flowIds()) {
      keys.add(new FlowNumber(device.slot(), device.unit(), number));
    }
    return keys;
  }

  /** What it states of its other side, as that one's own keys. */
  static List<Comparable<?>> stated(Half half) {
    Set<Comparable<?>> keys = new LinkedHashSet<>();
    half.device().peerings().forEach(said -> keys.addAll(stated(half, said)));
    return List.copyOf(keys);
  }

  /** The best key that a packet's note gives of the other side. */
  static List<Comparable<?>> stated(Half half, Peering said) {
    if (said.peer().isPresent()) {
      DeviceNote.Peer peer = said.peer().get();
      return List.of(ends(Endpoint.of(peer.remote()), Endpoint.of(peer.local())));
    }
    return said.peerFlowId() == 0
        ? List.of()
        : List.of(new FlowNumber(half.device().slot(), half.device().unit(), said.peerFlowId()));
  }

  /** What halves have in common that the device relays without a word about it. */
  static List<Comparable<?>> together(Half half) {
    FlowDevice device = half.device();
    if (!half.namesNobody() || device.listener().isEmpty()) {
      return List.of();
    }
    int slot = device.slot();
    int unit = device.unit();
    return List.of(
        new SamePort(slot, unit, device.listener(), half.client().port()),
        new SameHost(slot, unit, device.listener(), half.client().address()));
  }

  /** The ends of a connection, whoever opened it. */
  private static Ends ends(Endpoint one, Endpoint other) {
    return one.compareTo(other) <= 0 ? new Ends(one, other) : new Ends(other, one);
  }
}
