package dev.shakedown.tcp;

import dev.shakedown.packet.IcmpError;
import dev.shakedown.packet.IncompleteDatagram;
import java.util.Optional;

/** What TCP itself shows of a connection. Offsets count payload bytes of one direction from 0. */
public sealed interface TcpEvent extends FlowEvent {

  /**
   * A segment with SYN (RFC 9293 3.5).
   *
   * @param ack whether ACK is set too
   * @param isn initial sequence number, 0..2^32-1
   * @param mss maximum segment size offered, bytes; -1 if absent
   * @param windowScale shift count; -1 if absent
   * @param sackPermitted whether SACK is offered
   * @param timestamps whether the timestamps option is there
   * @param retransmission whether the same SYN was seen before
   */
  record Syn(
      boolean ack,
      long isn,
      int mss,
      int windowScale,
      boolean sackPermitted,
      boolean timestamps,
      boolean retransmission)
      implements TcpEvent {}

  /** The client's first acknowledgment of the server's SYN: the connection is established. */
  record Established() implements TcpEvent {}

  /**
   * A segment with FIN, first time seen.
   *
   * @param offset bytes this side had sent before it
   */
  record Fin(long offset) implements TcpEvent {}

  /**
   * A segment with RST.
   *
   * @param offset its sequence number as an offset; may lie outside the stream
   * @param ackOffset bytes of the other side it acknowledges; -1 without ACK
   * @param hopLimit its TTL or hop limit
   * @param ipId its IPv4 identification; -1 for IPv6
   * @param hasAck whether ACK is set
   * @param window its window field
   * @param exactSequence whether it is exactly the next sequence number expected (RFC 5961 3.2)
   * @param timestamp how its timestamp option fits the other segments of the same end
   * @param reason why, in the words of who sent it
   */
  record Rst(
      long offset,
      long ackOffset,
      int hopLimit,
      int ipId,
      boolean hasAck,
      int window,
      boolean exactSequence,
      Timestamp timestamp,
      Optional<ResetReason> reason)
      implements TcpEvent {

    /** The words of {@link #reason}; empty where there are none. */
    public String cause() {
      return reason.map(ResetReason::text).orElse("");
    }

    /** The timestamps option of a reset (RFC 7323 3.2). */
    public enum Timestamp {
      /** None, as in most resets. */
      ABSENT,
      /** It continues the sender's clock. */
      FITS,
      /** It does not, or the sender's other segments have none. */
      WRONG
    }
  }

  /**
   * Payload bytes seen before came again.
   *
   * @param offset of the first byte
   * @param length bytes of payload in the segment
   * @param packetLength bytes of its IP packet
   * @param firstFrame the frame that carried {@code offset} first; 0 if no longer known
   */
  record Retransmission(long offset, int length, int packetLength, long firstFrame)
      implements TcpEvent {}

  /**
   * Bytes that this side sent and the other acknowledged, but that are not in the capture.
   *
   * @param offset of the first
   * @param length how many
   * @param cut whether the packet is there but the snap length cut it
   */
  record Missing(long offset, long length, boolean cut) implements TcpEvent {}

  /** The same bytes came twice with different content; the first are kept. */
  record ConflictingOverlap(long offset, int length) implements TcpEvent {}

  /** This side closed its receive window. */
  record ZeroWindow() implements TcpEvent {}

  /** A keep-alive probe: an ACK or one old byte just before the next expected (RFC 9293 3.8.4). */
  record KeepAlive() implements TcpEvent {}

  /**
   * An ICMP error about a segment of this connection.
   *
   * @param about who had sent that segment
   * @param offset of the segment's first payload byte; -1 for a SYN
   */
  record Icmp(IcmpError error, Sender about, long offset) implements TcpEvent {}

  /**
   * A fragmented datagram of this connection that never became whole.
   *
   * @param offset of its first payload byte; -1 if the fragment that tells it is missing
   */
  record FragmentsMissing(IncompleteDatagram datagram, long offset) implements TcpEvent {}
}
