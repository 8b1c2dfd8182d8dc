package dev.shakedown.corpus;

/**
 * One answer about a connection, for the metrics.
 *
 * @param field outcome, stage, stoppedBy or code
 * @param expected the best answer; where anything is right, what was said; empty where nothing is
 *     expected
 * @param said what was said; empty where the connection is missing
 * @param right whether what was said is acceptable
 */
record Score(String field, String expected, String said, boolean right) {
  boolean isExpected() {
    return !expected.isEmpty();
  }
}
