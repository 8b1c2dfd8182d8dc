package dev.shakedown.diagnosis.points;

import dev.shakedown.tcp.Sender;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The way between two points at which one connection was captured.
 *
 * @param here the connection as the capture at hand shows it
 * @param there as another capture shows it
 * @param tie what tells that it is the same
 */
public record Crossing(Sighting here, Sighting there, Tie tie) {

  /** What clocks of captures differ in by their steps alone. */
  private static final long CLOCK_RESOLUTION_NANOS = 1_000_000;

  /** What ties two sightings. */
  public enum Tie {
    /** The same addresses, ports and initial sequence number. */
    SEQUENCE,
    /** The same random in the ClientHello: addresses, ports or TCP were changed in between. */
    RANDOM,
    /** The same server and name at the same time, but another handshake: TLS ends in between. */
    TERMINATED;

    /** The name in the JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where {@code there} lies, seen from {@code here}. */
  public enum Position {
    NEARER_TO_CLIENT,
    NEARER_TO_SERVER,
    UNKNOWN;

    /** The name in the JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Judged from the packets alone: routers count the hop limit down, and the answer to a SYN takes
   * the longer the farther away the server is.
   */
  public Position position() {
    if (tie == Tie.TERMINATED) {
      return here.startNanos() <= there.startNanos()
          ? Position.NEARER_TO_SERVER
          : Position.NEARER_TO_CLIENT;
    }
    int byClient = compareHops(here.fromClient(), there.fromClient());
    int byServer = compareHops(there.fromServer(), here.fromServer());
    if (byClient != 0 && byServer != 0 && byClient != byServer) {
      return Position.UNKNOWN;
    }
    int order = byClient != 0 ? byClient : byServer != 0 ? byServer : bySynTimes();
    return order == 0
        ? Position.UNKNOWN
        : order > 0 ? Position.NEARER_TO_SERVER : Position.NEARER_TO_CLIENT;
  }

  private static int compareHops(Sighting.Passed one, Sighting.Passed other) {
    boolean known = one.hopLimit() >= 0 && other.hopLimit() >= 0;
    return known ? Integer.signum(one.hopLimit() - other.hopLimit()) : 0;
  }

  private int bySynTimes() {
    if (clockOffsetNanos().isEmpty()) {
      return 0;
    }
    long difference =
        (here.synAckNanos() - here.synNanos()) - (there.synAckNanos() - there.synNanos());
    return Long.signum(difference);
  }

  /** How far the clock of {@code there} is ahead, as the packets seen at both tell. */
  public OptionalLong clockOffsetNanos() {
    boolean known =
        tie != Tie.TERMINATED
            && here.synNanos() >= 0
            && there.synNanos() >= 0
            && here.synAckNanos() >= 0
            && there.synAckNanos() >= 0;
    return known
        ? OptionalLong.of(
            (there.synNanos() - here.synNanos() + there.synAckNanos() - here.synAckNanos()) / 2)
        : OptionalLong.empty();
  }

  /** Whether packets of {@code side} passed the point nearer to it, but never the other. */
  public boolean losesFrom(Sender side) {
    if (tie == Tie.TERMINATED || position() == Position.UNKNOWN) {
      return false;
    }
    Sighting near = nearerTo(side);
    Sighting far = near.equals(here) ? there : here;
    Sighting.Passed sent = near.from(side);
    Sighting.Passed arrived = far.from(side);
    boolean missing =
        sent.seen() && !arrived.seen() && far.from(side.peer()).seen()
            || arrived.seen() && sent.bytesSent() > arrived.bytesSent();
    boolean received = arrived.bytesAcked() > arrived.bytesSent();
    return missing && arrived.whole() && !received;
  }

  /** Whether the far point still recorded when what {@code side} sent last had to pass it. */
  public boolean watchesFrom(Sender side) {
    Sighting near = nearerTo(side);
    Sighting far = near.equals(here) ? there : here;
    long offset = near.equals(here) ? clockOffsetNanos().orElse(0) : -clockOffsetNanos().orElse(0);
    return far.captureEndNanos() >= near.from(side).lastDataNanos() + offset;
  }

  /**
   * Whether a RST in the name of {@code side} passed here, but not the point nearer to it: no RST
   * passed there at all, or the first one so late that it cannot have arrived here yet.
   */
  public boolean resetBornBetween(Sender side) {
    return tie != Tie.TERMINATED
        && position() != Position.UNKNOWN
        && nearerTo(side).equals(there)
        && here.from(side).resetFrame() > 0
        && there.from(side).seen()
        && (there.from(side).resetFrame() == 0 || passesThereTooLate(side));
  }

  private boolean passesThereTooLate(Sender side) {
    long travel =
        Math.abs((here.synAckNanos() - here.synNanos()) - (there.synAckNanos() - there.synNanos()));
    // the offset is exact if both ways take equally long, and wrong by half the travel at the most
    return clockOffsetNanos().isPresent()
        && there.from(side).resetNanos()
            > here.from(side).resetNanos()
                + clockOffsetNanos().getAsLong()
                + travel / 2
                + CLOCK_RESOLUTION_NANOS;
  }

  /** Whether the two points show different certificates, or different handshakes altogether. */
  public boolean bytesChanged() {
    return tie == Tie.TERMINATED || certificateChanged();
  }

  /** Whether the server's certificate is visible at both points and not the same. */
  public boolean certificateChanged() {
    return !here.leaf().isEmpty() && !there.leaf().isEmpty() && !here.leaf().equals(there.leaf());
  }

  /** The sighting on the side of {@code side}; the position must be known. */
  private Sighting nearerTo(Sender side) {
    boolean thereIsNearerToServer = position() == Position.NEARER_TO_SERVER;
    return thereIsNearerToServer == (side == Sender.SERVER) ? there : here;
  }
}
