package dev.shakedown.corpus;

import java.util.List;
import java.util.Optional;

/**
 * What an expectation file says.
 *
 * @param lines the file's lines as they stand
 * @param sources what to analyse the capture with
 * @param unreadable the reason why it cannot be read at all, where that is right, and its line
 * @param capture about the capture itself
 * @param flows connections one by one, in the file's order
 * @param others about all connections not among these; without it there may be none
 */
record Expectation(
    List<String> lines,
    Sources sources,
    Optional<Claim> unreadable,
    Optional<Section> capture,
    List<Section> flows,
    Optional<Section> others) {
  /** The ending that the expectation of a capture adds to the capture's name. */
  static final String ENDING = ".expect";

  static final Expectation NONE =
      new Expectation(
          List.of(), Sources.NONE, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
}
