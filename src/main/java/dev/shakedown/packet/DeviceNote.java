package dev.shakedown.packet;

import java.util.Optional;

/**
 * What a capturing device attached to a packet, in no vendor's terms. Packets with the same content
 * may share one note, so that comparing by identity is a quick test for <em>nothing new</em>.
 *
 * @param way whether the device received the packet or sent it
 * @param slot the board that handled it, from 1; 0 where unknown
 * @param unit the traffic process that handled it, from 0; -1 where unknown
 * @param listener the name of the listener (virtual server); empty where there is none yet, or
 *     unknown
 * @param flowId the device's number of the flow; 0 where unknown. Reused soon, and unique at most
 *     per slot and unit
 * @param peerFlowId the device's number of the flow's other side; 0 where there is none
 * @param peer the addresses of the flow's other side
 * @param reset why the device sent a reset
 * @param secrets whether it holds secrets of the flow's TLS session
 */
public record DeviceNote(
    Way way,
    int slot,
    int unit,
    String listener,
    long flowId,
    long peerFlowId,
    Optional<Peer> peer,
    Optional<Reset> reset,
    boolean secrets) {
  /** No device attached anything. */
  public static final DeviceNote NONE =
      new DeviceNote(Way.UNKNOWN, 0, -1, "", 0, 0, Optional.empty(), Optional.empty(), false);

  /** Which way a packet passed the device's wall. */
  public enum Way {
    UNKNOWN,
    /** The device received it. */
    INGRESS,
    /** The device sent it. */
    EGRESS
  }

  /**
   * The other side of a connection that the device relays.
   *
   * @param protocol the IP protocol, 0..255
   * @param vlan the tag of the VLAN it runs in, 0..4095
   * @param remote the host that the device talks to there
   * @param local the device's own end there
   */
  public record Peer(int protocol, int vlan, End remote, End local) {}

  /**
   * An end of the other side.
   *
   * @param routeDomain the routing instance that the address belongs to, 0..65,535; 0 is the usual
   */
  public record End(IpAddress address, int port, int routeDomain) {}

  /**
   * The device's reason for a reset.
   *
   * @param text in its words; may be empty
   * @param ofPeer whether the reason arose on the connection's other side
   * @param value a number that names the place in the device's software, unsigned
   * @param line the line there, 0..65,535
   */
  public record Reset(String text, boolean ofPeer, long value, int line) {}
}
