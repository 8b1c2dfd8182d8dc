package dev.shakedown.extract;

import dev.shakedown.packet.Segment;
import dev.shakedown.tcp.Endpoint;

/**
 * Where the bytes of an IP fragment belong.
 *
 * @param flow the connection
 * @param source who sent it
 * @param sequence the number of the segment's first payload byte
 * @param headerSize bytes of the datagram's payload before that, TCP's header
 */
record FragmentPlace(int flow, Endpoint source, int sequence, int headerSize) {
  static FragmentPlace of(int flow, Segment segment, int tcp) {
    return new FragmentPlace(
        flow,
        new Endpoint(segment.source(), segment.sourcePort()),
        segment.sequence() + (segment.has(Segment.SYN) ? 1 : 0),
        segment.payloadOffset() - tcp);
  }
}
