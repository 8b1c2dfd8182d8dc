package dev.shakedown.diagnosis;

/**
 * A frame and what it proves.
 *
 * @param frame the frame's number, from 1
 * @param text one plain sentence
 */
public record Evidence(long frame, Message text) {
  private static final String ELSEWHERE = "evidence.other-flow";

  /** The same as evidence for what happened on another connection as its consequence. */
  public Evidence ofFlow(int flow) {
    return new Evidence(frame, Message.of(ELSEWHERE, "flow", String.valueOf(flow), "text", text));
  }

  /** Whether its frame belongs to another connection than the finding. */
  public boolean isOfOtherFlow() {
    return text.key().equals(ELSEWHERE);
  }
}
