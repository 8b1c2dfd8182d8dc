package dev.shakedown.tcp;

import java.util.Optional;

/**
 * A connection that has ended, for whatever reason.
 *
 * @param id 1, 2, ... in order of the connections' first frames
 * @param client who opened it, as far as can be told
 * @param server the other end
 * @param clientCertain whether the direction is proven (SYN or ClientHello), not guessed from ports
 * @param startNanos capture time of its first frame
 * @param endNanos capture time of its last frame
 * @param firstFrame its first frame
 * @param lastFrame its last frame
 * @param frames how many frames it has, ICMP errors included
 * @param clientFacts the client's direction
 * @param serverFacts the server's direction
 * @param synRttNanos from the client's last SYN to the server's SYN, ACK; -1 if unknown
 * @param ackRttNanos from the server's SYN, ACK to the client's acknowledgment; -1 if unknown
 * @param log what happened
 * @param end why it ended here
 * @param device what the capturing device said of it; empty where there was none to say anything
 * @param captureEndNanos capture time of the newest packet read when it ended
 */
public record FinishedFlow(
    int id,
    Endpoint client,
    Endpoint server,
    boolean clientCertain,
    long startNanos,
    long endNanos,
    long firstFrame,
    long lastFrame,
    long frames,
    DirectionFacts clientFacts,
    DirectionFacts serverFacts,
    long synRttNanos,
    long ackRttNanos,
    FlowLog log,
    End end,
    Optional<FlowDevice> device,
    long captureEndNanos) {

  /** Why a connection is no longer followed. */
  public enum End {
    /** Both sides sent FIN, or one sent RST, and it was quiet since. */
    CLOSED,
    /** A new SYN took the same addresses and ports. */
    REUSED,
    /** No packet for {@code Limits.idleNanos}. */
    IDLE,
    /** It had to make room. */
    EVICTED,
    /** The file ended. */
    CAPTURE_END
  }

  /** Bytes of memory it takes, estimated from above. */
  public int heldBytes() {
    return 1500 + log.heldBytes();
  }

  /** The same connection with another log. */
  public FinishedFlow with(FlowLog other) {
    return new FinishedFlow(
        id,
        client,
        server,
        clientCertain,
        startNanos,
        endNanos,
        firstFrame,
        lastFrame,
        frames,
        clientFacts,
        serverFacts,
        synRttNanos,
        ackRttNanos,
        other,
        end,
        device,
        captureEndNanos);
  }

  /** The facts of one direction. */
  public DirectionFacts facts(Sender side) {
    return side == Sender.CLIENT ? clientFacts : serverFacts;
  }
}
