package dev.shakedown.report.text;

import dev.shakedown.tcp.Sender;

/**
 * A line of the timeline table: one event, or several that are worth one line only.
 *
 * @param epochNanos of the first event
 * @param frame of the first event
 * @param from whose lane it stands in
 * @param label what it is
 * @param gist the rest; may be empty
 * @param alarming whether it speaks of trouble
 * @param decisive whether the connection stopped here
 */
record TimelineStep(
    long epochNanos,
    long frame,
    Sender from,
    String label,
    String gist,
    boolean alarming,
    boolean decisive) {}
