package dev.shakedown.tcp;

import dev.shakedown.packet.DeviceNote;
import java.util.List;
import java.util.Optional;

/**
 * What the capturing device said of a connection: its notes on the packets, folded.
 *
 * @param side which side of the device the connection is
 * @param listener the first name of a listener given; empty where none was
 * @param slot the board that handled it, from 1; 0 where unknown
 * @param unit the traffic process that handled it, from 0; -1 where unknown
 * @param vlan the outermost VLAN tag of its first packet with a note, 0..4095; -1 if untagged
 * @param flowIds the device's numbers for it other than 0, in order of appearance, at most 8
 * @param peerings its other sides in order of appearance, at most 64: a relay that reuses
 *     connections changes them
 * @param morePeerings how many more changes there were
 * @param secrets whether the device noted secrets of its TLS session
 * @param packets how many of its packets have a note
 */
public record FlowDevice(
    Side side,
    String listener,
    int slot,
    int unit,
    int vlan,
    List<Long> flowIds,
    List<Peering> peerings,
    int morePeerings,
    boolean secrets,
    long packets) {
  /** Where a connection lies, seen from the device that captured it. */
  public enum Side {
    UNKNOWN,
    /** The connection was opened towards the device. */
    CLIENT,
    /** The device opened the connection. */
    SERVER
  }

  /**
   * From a packet on, this is the connection's other side.
   *
   * @param frame the first packet that says so
   * @param side which side of the device the connection was for that packet: one that the device
   *     sends to itself is both
   * @param flowId the connection's own number then; 0 where unknown
   * @param peerFlowId the number of the other side; 0 where unknown
   * @param peer the addresses of the other side
   */
  public record Peering(
      long frame,
      long epochNanos,
      Side side,
      long flowId,
      long peerFlowId,
      Optional<DeviceNote.Peer> peer) {}

  public FlowDevice {
    flowIds = List.copyOf(flowIds);
    peerings = List.copyOf(peerings);
  }
}
