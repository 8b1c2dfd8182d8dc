package dev.shakedown.packet;

/**
 * How many captured packets were of which kind. A packet counts in exactly one of {@code tcp},
 * {@code udp}, {@code otherIp}, {@code nonIp}, {@code fragments}, {@code encrypted}, {@code
 * undecodable}, {@code tooDeep} and {@code unsupportedLinkType}, by its innermost packet; the last
 * fragment of a datagram counts as what the datagram is.
 *
 * @param packets all packets
 * @param tcp TCP segments handed to the listener
 * @param udp UDP datagrams, tunnels excluded
 * @param otherIp other IP packets, ICMP included
 * @param nonIp frames that carry no IP packet (ARP, 802.11 management, ...)
 * @param fragments fragments of a datagram that they did not complete, repeated ones included
 * @param encrypted packets encrypted below TCP (ESP, MACsec, protected 802.11)
 * @param undecodable packets with a header that is not whole or contradicts itself
 * @param tooDeep packets with more headers than {@link dev.shakedown.bytes.Limits#maxTunnelDepth}
 * @param unsupportedLinkType packets of a link type without a decoder
 * @param cut packets of any kind that the snap length cut
 * @param quic UDP datagrams with a QUIC long header (RFC 9000 17.2)
 * @param dtls UDP datagrams with a DTLS record (RFC 9147 4)
 * @param incompleteDatagrams datagrams of any protocol given up with fragments missing
 */
public record PacketStatistics(
    long packets,
    long tcp,
    long udp,
    long otherIp,
    long nonIp,
    long fragments,
    long encrypted,
    long undecodable,
    long tooDeep,
    long unsupportedLinkType,
    long cut,
    long quic,
    long dtls,
    long incompleteDatagrams) {}
