package dev.shakedown.packet;

import dev.shakedown.capture.CapturedPacket;

/**
 * Reads what a capturing device appended to a frame behind its IP or ARP packet. {@link
 * PacketDecoder} asks it once for every frame with one; it must not keep the frame.
 */
public interface TrailerDecoder {
  /**
   * Reads the trailer of a frame.
   *
   * @param ipPacket the offset in {@link CapturedPacket#buffer} of the (outermost) IP packet; -1
   *     for ARP
   * @param endOfPacket the offset past it: link-layer padding and a trailer lie between it and the
   *     end of the capture
   * @return {@link DeviceNote#NONE} where there is no trailer
   */
  DeviceNote decode(CapturedPacket packet, int ipPacket, int endOfPacket);

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
