package dev.shakedown.corpus;

import dev.shakedown.diagnosis.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a capture compares with its expectation.
 *
 * @param name of the capture, relative to the corpus, with slashes
 * @param status in one word
 * @param differences where it differs; empty unless {@link Status#DIFFERENT}
 * @param reason why it is {@link Status#UNREADABLE}, or what is wrong with its expectation
 * @param nanos how long the analysis took
 * @param scores by expected connection, for the metrics
 * @param observation what was found; empty where nothing could be analysed
 */
public record CaptureVerdict(
    String name,
    Status status,
    List<Difference> differences,
    Optional<Message> reason,
    long nanos,
    Map<String, List<Score>> scores,
    Optional<Observation> observation) {

  /** What became of a capture. */
  public enum Status {
    AS_EXPECTED,
    DIFFERENT,
    /** There is no expectation. */
    NEW,
    /** There is an expectation, but no capture. */
    MISSING,
    /** The capture or its expectation cannot be read. */
    UNREADABLE;

    /** The name in stored results. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
