package dev.shakedown.diagnosis.pairs;

import dev.shakedown.tcp.FlowDevice.Side;
import dev.shakedown.tcp.Sender;
import java.util.Locale;

/**
 * Two connections that the capturing device relays into each other.
 *
 * @param here the connection at hand
 * @param there its other side
 * @param thereIs which side of the device that is; never UNKNOWN
 * @param tie what tells that they belong together
 * @param frame the first frame that tells it; 0 with {@link Tie#TIMING}
 * @param epochNanos since when they belong together
 */
public record Pair(Half here, Half there, Side thereIs, Tie tie, long frame, long epochNanos) {

  /** What ties two halves, in the order of its weight. */
  public enum Tie {
    /** The device names the addresses and ports of the other side. */
    ADDRESSES,
    /** Each names the device's number of the other, in one process at one time. */
    FLOW_IDS,
    /** They run through one process and listener at one time, and no others come into question. */
    TIMING;

    /** The name in the JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The same from the other side. */
  public Pair reversed() {
    Side hereIs = thereIs == Side.SERVER ? Side.CLIENT : Side.SERVER;
    return new Pair(there, here, hereIs, tie, frame, epochNanos);
  }

  /** The end of {@code here} that the device itself is. */
  public Sender deviceHere() {
    return thereIs == Side.SERVER ? Sender.SERVER : Sender.CLIENT;
  }
}
