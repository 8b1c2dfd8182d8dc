package dev.shakedown.tcp;

import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.DeviceNote.Way;
import dev.shakedown.packet.Segment;
import dev.shakedown.tcp.FlowDevice.Peering;
import dev.shakedown.tcp.FlowDevice.Side;
import java.util.ArrayList;
import java.util.List;

/** Folds a capturing device's notes on the packets of a live connection into {@link FlowDevice}. */
final class DeviceFold {
  private static final int MAX_FLOW_IDS = 8;
  private static final int MAX_PEERINGS = 64;

  /** {@link Side#CLIENT} here stands for: who sent first did so towards the device. */
  private Side sideOfFirst = Side.UNKNOWN;

  private String listener = "";
  private int slot;
  private int unit = -1;
  private final int vlan;
  private final List<Long> flowIds = new ArrayList<>(2);
  private final List<Peering> peerings = new ArrayList<>(2);
  private int morePeerings;
  private boolean secrets;
  private long packets;
  private DeviceNote last = DeviceNote.NONE;
  private DeviceNote lastButOne = DeviceNote.NONE;

  /** A fold that begins with the first packet that has a note. */
  DeviceFold(Segment segment) {
    this.vlan = segment.vlan();
  }

  /** Takes a packet with a note, a second copy of another included. */
  @SuppressWarnings("ReferenceEquality") // notes of the same content are usually the same object
  void add(Segment segment, boolean fromFirst) {
    packets++;
    DeviceNote note = segment.note();
    if (note == last || note == lastButOne) {
      return;
    }
    lastButOne = last;
    last = note;
    Side side = side(note.way(), fromFirst);
    if (sideOfFirst == Side.UNKNOWN) {
      sideOfFirst = side;
    }
    listener = listener.isEmpty() ? note.listener() : listener;
    slot = slot == 0 ? note.slot() : slot;
    unit = unit < 0 ? note.unit() : unit;
    secrets |= note.secrets();
    if (note.flowId() != 0 && flowIds.size() < MAX_FLOW_IDS && !flowIds.contains(note.flowId())) {
      flowIds.add(note.flowId());
    }
    if (note.peerFlowId() != 0 || note.peer().isPresent()) {
      peering(segment, note, side);
    }
  }

  private void peering(Segment segment, DeviceNote note, Side side) {
    for (int i = peerings.size() - 1; i >= 0; i--) {
      Peering before = peerings.get(i);
      if (before.flowId() == note.flowId()) {
        if (before.peerFlowId() == note.peerFlowId() && before.peer().equals(note.peer())) {
          return;
        }
        break;
      }
    }
    if (peerings.size() == MAX_PEERINGS) {
      morePeerings++;
      return;
    }
    peerings.add(
        new Peering(
            segment.frame(),
            segment.epochNanos(),
            side,
            note.flowId(),
            note.peerFlowId(),
            note.peer()));
  }

  private static Side side(Way way, boolean fromFirst) {
    return switch (way) {
      case UNKNOWN -> Side.UNKNOWN;
      case INGRESS -> fromFirst ? Side.CLIENT : Side.SERVER;
      case EGRESS -> fromFirst ? Side.SERVER : Side.CLIENT;
    };
  }

  /** The result, once it is settled whether who sent first is the client. */
  FlowDevice finish(boolean firstIsClient) {
    return new FlowDevice(
        settled(sideOfFirst, firstIsClient),
        listener,
        slot,
        unit,
        vlan,
        flowIds,
        peerings.stream().map(p -> settled(p, firstIsClient)).toList(),
        morePeerings,
        secrets,
        packets);
  }

  private static Peering settled(Peering p, boolean firstIsClient) {
    Side side = settled(p.side(), firstIsClient);
    return new Peering(p.frame(), p.epochNanos(), side, p.flowId(), p.peerFlowId(), p.peer());
  }

  private static Side settled(Side side, boolean firstIsClient) {
    return switch (side) {
      case UNKNOWN -> Side.UNKNOWN;
      case CLIENT -> firstIsClient ? Side.CLIENT : Side.SERVER;
      case SERVER -> firstIsClient ? Side.SERVER : Side.CLIENT;
    };
  }
}
