package dev.shakedown.diagnosis.facts;

import dev.shakedown.tcp.Sender;

/**
 * A value and where it was seen.
 *
 * @param frame the frame that completed it
 * @param epochNanos that frame's capture time
 * @param index its position in the connection's log
 */
public record Seen<T>(T value, long frame, long epochNanos, Sender from, int index) {}
