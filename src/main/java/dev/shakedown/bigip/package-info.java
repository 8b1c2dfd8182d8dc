/**
 * What only a capture taken on an F5 BIG-IP has: trailers behind the frames, frames in which its
 * tcpdump describes itself, and TLS secrets in both. The door is {@link
 * dev.shakedown.bigip.BigIpTrailer}, which is plugged into the packet decoder:
 *
 * <pre>{@code
 * BigIpTrailer bigIp = new BigIpTrailer(KeyLogListener.NONE);
 * PacketDecoder packets = new PacketDecoder(limits, flows, Optional.of(bigIp));
 * if (!bigIp.takesFileInfo(packet)) {
 *   packets.decode(packet);                  // every Segment then has its DeviceNote
 * }
 * }</pre>
 *
 * <p>May use bytes, capture and packet. What it yields is in no vendor's terms, but for {@link
 * dev.shakedown.bigip.BigIpCapture}, which the report shows.
 */
package dev.shakedown.bigip;
