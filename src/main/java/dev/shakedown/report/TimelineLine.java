package dev.shakedown.report;

/** What a timeline for people consists of. */
public sealed interface TimelineLine permits TimelineStep, TimelineLine.Folded {

  /**
   * Lines left out here.
   *
   * @param count how many, 1 or more
   */
  record Folded(int count) implements TimelineLine {}
}
