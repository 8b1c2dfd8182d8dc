package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;

/** What one side has said in plaintext: bytes not understood yet, and how much was logged. */
final class Side {
  /** Segments of bytes of no interest that are still looked at, in case TLS begins in one. */
  private static final int WATCHED_SEGMENTS = 32;

  private static final int LOGGED_SEGMENTS = 3;

  final Pending pending = new Pending();

  /** What this side speaks; null as long as that is not known. */
  Dialogue dialogue;

  /** Whether it has said a whole message. */
  boolean begun;

  /** Whether its bytes are of no further interest. */
  boolean opaque;

  /** Bytes to come that belong to a message already taken. */
  long rest;

  /** Whether those bytes are TLS. */
  boolean restIsTls;

  /** Whether the next byte is not known to begin a message. */
  boolean adrift;

  /** Bytes lost or passed over since. */
  long lost;

  /** Bytes passed over since; part of {@link #lost}. */
  long adriftBytes;

  /** Segments passed over since. */
  int adriftSegments;

  /** What the log has counted of {@link #pending}. */
  private int heldBytes;

  private final int maxLogged;
  private int logged;
  private int loggedUpgrades;
  private int opaqueSegments;
  private long messagesCounted;
  private long bytesCounted;
  private long lastFrame;
  private long lastNanos;
  private String lastProtocol = "";

  Side(int maxLogged, boolean adrift) {
    this.maxLogged = maxLogged;
    this.adrift = adrift;
  }

  /** Tells the log how much memory the pending bytes take at present. */
  void hold(FlowLog log) {
    log.hold(pending.heldBytes() - heldBytes);
    heldBytes = pending.heldBytes();
  }

  /** Tells the log that this side is let go. */
  void release(FlowLog log) {
    log.hold(-heldBytes);
    heldBytes = 0;
  }

  /** Logs an event, or counts it if this side has had its share; upgrades have one of their own. */
  void log(FlowLog log, Sender from, PlaintextEvent event, long frame, long nanos) {
    boolean upgrade = event.role() != Role.DATA;
    if (upgrade ? loggedUpgrades < maxLogged : logged < maxLogged) {
      log.add(frame, nanos, from, event);
      if (upgrade) {
        loggedUpgrades++;
      } else {
        logged++;
      }
    } else {
      count(event.protocol(), event.length(), frame, nanos);
    }
  }

  /** Counts a message that is not logged. */
  void count(String protocol, long length, long frame, long nanos) {
    messagesCounted++;
    bytesCounted += length;
    lastFrame = frame;
    lastNanos = nanos;
    lastProtocol = protocol;
  }

  /** Whether a segment of no interest is one of the first few, which are logged all the same. */
  boolean logsSegment() {
    return opaqueSegments < LOGGED_SEGMENTS;
  }

  /** Whether TLS is still looked for at the beginning of the next segment. */
  boolean watches() {
    return opaqueSegments++ < WATCHED_SEGMENTS;
  }

  /** Logs how much was not logged, once. */
  void summarise(FlowLog log, Sender from) {
    if (messagesCounted == 0) {
      return;
    }
    Details details = new Details().add("messages", messagesCounted).add("bytes", bytesCounted);
    int length = (int) Math.min(bytesCounted, Integer.MAX_VALUE);
    log.add(
        lastFrame,
        lastNanos,
        from,
        new PlaintextEvent(lastProtocol, Role.DATA, "", length, details.map()));
    messagesCounted = 0;
  }
}
