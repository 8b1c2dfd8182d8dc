package dev.shakedown.corpus;

import java.util.List;
import java.util.Optional;

/**
 * Where a capture is not as expected.
 *
 * @param flow the connection, as seen or, where it is missing, as expected; empty for the capture
 * @param id its number in the capture; 0 where there is none
 * @param frames its first and last frame; empty where there is none
 * @param evidence the frames that its first finding rests on
 * @param field which field; of a whole output the place in it
 * @param expected as the expectation says, {@link #NOTHING} where it knows no such thing
 * @param found as the analysis says, {@link #NOTHING} where there is no such thing
 * @param file the name of the file that expects it, relative to the corpus
 * @param line the line there, 1 and up; 0 where it has none
 */
public record Difference(
    Optional<String> flow,
    int id,
    List<Long> frames,
    List<Long> evidence,
    String field,
    String expected,
    String found,
    String file,
    int line) {
  /** Where a side has nothing. */
  public static final String NOTHING = "";

  /** The field of a connection that is missing, or that nobody expects. */
  public static final String FLOW = "flow";
}
