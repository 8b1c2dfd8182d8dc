/**
 * From a captured packet to a TCP segment: link layers, tunnels, IP and its fragments. The usual
 * path is a view over the read buffer that allocates nothing; what it declines goes through
 * pcap4j's static packet factory. The door is {@link dev.shakedown.packet.PacketDecoder}. Uses
 * {@code bytes} and {@code capture}.
 */
package dev.shakedown.packet;
