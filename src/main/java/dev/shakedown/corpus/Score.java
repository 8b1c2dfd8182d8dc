package dev.shakedown.corpus;

/**
 * One answer about a connection, for the metrics.
 *
 * @param flow the connection
 * @param field outcome, stage, stoppedBy or code
 * @param expected the best answer; where anything is right, what was said
 * @param said what was said
 * @param right whether what was said is acceptable
 */
record Score(String flow, String field, String expected, String said, boolean right) {}
