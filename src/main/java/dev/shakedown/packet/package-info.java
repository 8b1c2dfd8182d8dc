/**
 * From a captured packet to a TCP segment: link layers, tunnels, IP and its fragments. Headers are
 * read one after the other as views over the read buffer, which allocates nothing; IEEE 802.2 LLC
 * and SNAP go through pcap4j's static packet factory. The door is {@link
 * dev.shakedown.packet.PacketDecoder}; decoders live in {@code link} and {@code ip}, a line each in
 * their tables. Uses {@code bytes} and {@code capture}.
 *
 * <pre>{@code
 * var decoder = new PacketDecoder(Limits.DEFAULT, listener);
 * while (capture.hasNext()) {
 *   if (capture.next() instanceof CapturedPacket packet) {
 *     decoder.decode(packet);
 *   }
 * }
 * decoder.finish();
 * }</pre>
 */
package dev.shakedown.packet;
