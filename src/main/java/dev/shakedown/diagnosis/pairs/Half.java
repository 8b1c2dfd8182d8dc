package dev.shakedown.diagnosis.pairs;

import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice;
import java.util.Optional;

/**
 * One side of a relayed connection: what is remembered of it to find the other.
 *
 * @param flow its number
 * @param client who opened it
 * @param server the other end
 * @param startNanos capture time of its first frame
 * @param endNanos capture time of its last frame
 * @param device what the capturing device said of it
 */
public record Half(
    int flow, Endpoint client, Endpoint server, long startNanos, long endNanos, FlowDevice device) {
  /** Frames of several processes of one device stand out of order by less, nanoseconds. */
  private static final long DISORDER_NANOS = 1_000_000_000L;

  /** The half that a connection is; absent where the capturing device said nothing of it. */
  public static Optional<Half> of(FinishedFlow flow) {
    return flow.device()
        .map(
            d ->
                new Half(
                    flow.id(),
                    flow.client(),
                    flow.server(),
                    flow.startNanos(),
                    flow.endNanos(),
                    d));
  }

  /** Whether it ran at that time. */
  boolean runsAt(long epochNanos) {
    return startNanos - DISORDER_NANOS <= epochNanos && epochNanos <= endNanos + DISORDER_NANOS;
  }

  /** How far from that time it ran; 0 if it did then. */
  long distance(long epochNanos) {
    return Math.max(0, Math.max(startNanos - epochNanos, epochNanos - endNanos));
  }

  boolean overlaps(Half other) {
    return runsAt(other.startNanos) || other.runsAt(startNanos);
  }

  /** Whether the device says nothing that names the other side: it noted too little for that. */
  public boolean namesNobody() {
    return device.flowIds().isEmpty() && device.peerings().isEmpty();
  }

  /** The device's end of it, as far as the device told which side it is. */
  boolean is(FlowDevice.Side side) {
    return device.side() == side;
  }
}
