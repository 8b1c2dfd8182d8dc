package dev.shakedown.packet;

import dev.shakedown.capture.CapturedPacket;

/**
 * Reads what a capturing device appended to a frame behind its IP packet. {@link PacketDecoder}
 * asks it once for every TCP segment; it must not keep the packet.
 */
public interface TrailerDecoder {
  /**
   * Reads the trailer of a frame.
   *
   * @param endOfIpPacket the offset in {@link CapturedPacket#buffer} past the (outermost) IP
   *     packet: link-layer padding and a trailer lie between it and the end of the capture
   * @return {@link DeviceNote#NONE} where there is no trailer
   */
  DeviceNote decode(CapturedPacket packet, int endOfIpPacket);

  /**
   * Where the trailer begins in a frame whose IP header states no length, as segmentation offload
   * leaves it.
   *
   * @param ipPayload the offset in {@link CapturedPacket#buffer} of the first byte behind the IP
   *     header
   * @return an offset in the same buffer from {@code ipPayload} to the end of the capture, which
   *     means that there is no trailer
   */
  default int start(CapturedPacket packet, int ipPayload) {
    return packet.offset() + packet.capturedLength();
  }
}
