package dev.shakedown.packet;

/**
 * An IP datagram that never became whole.
 *
 * @param frame the frame of the first fragment seen
 * @param epochNanos its capture time
 * @param lastFrame the frame of the last fragment seen
 * @param source source address
 * @param destination destination address
 * @param identification the datagram's identification
 * @param sourcePort TCP source port; -1 if the fragment with the TCP header is among the missing
 * @param destinationPort TCP destination port; -1 likewise
 * @param sequence TCP sequence number, meaningful only if the ports are
 * @param bytesSeen payload bytes seen
 * @param totalLength payload bytes in all; -1 if the last fragment is among the missing
 */
public record IncompleteDatagram(
    long frame,
    long epochNanos,
    long lastFrame,
    IpAddress source,
    IpAddress destination,
    long identification,
    int sourcePort,
    int destinationPort,
    int sequence,
    int bytesSeen,
    int totalLength) {}
