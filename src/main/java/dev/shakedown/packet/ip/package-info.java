/**
 * IPv4, IPv6 and everything that an IP protocol number or a UDP port names, tunnels above all. The
 * tables are {@link dev.shakedown.packet.ip.IpProtocols} and {@link
 * dev.shakedown.packet.ip.UdpTunnels}.
 */
package dev.shakedown.packet.ip;
