package dev.shakedown.packet;

/**
 * What a capturing device attached to a packet, in no vendor's terms.
 *
 * @param ingress whether the device received the packet (else it sent it)
 * @param listener the name of the listener (virtual server); empty where unknown
 * @param flowId the device's number of the flow; 0 where unknown
 * @param peerFlowId the device's number of the flow's other side; 0 where unknown
 * @param resetCause why the device sent a reset; empty where it did not or does not say
 */
public record DeviceNote(
    boolean ingress, String listener, long flowId, long peerFlowId, String resetCause) {
  /** No device attached anything. */
  public static final DeviceNote NONE = new DeviceNote(false, "", 0, 0, "");
}
