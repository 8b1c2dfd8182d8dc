package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.diagnosis.Message;
import java.util.List;
import java.util.Optional;

/**
 * What the client offered and what the server answered to it, aspect by aspect.
 *
 * @param rows what was offered or answered, in the order of {@link Aspect}
 * @param compared the nearest offer that the server answered on another connection, where this one
 *     was not answered
 */
public record OfferAnswer(List<Row> rows, Optional<OfferDifference> compared) {
  public OfferAnswer {
    rows = List.copyOf(rows);
  }

  /**
   * One aspect.
   *
   * @param aspect which
   * @param offered what the client offered, most preferred first; empty if it said nothing
   * @param answer what the server chose, or the names in its certificate; empty if not known
   * @param source where the answer was seen
   * @param overlap what is common to both
   * @param state what became of it
   * @param change the smallest change that would give a common value; absent if none is needed
   */
  public record Row(
      Aspect aspect,
      List<?> offered,
      List<?> answer,
      Source source,
      List<?> overlap,
      State state,
      Optional<Message> change) {

    /** Whether it failed, as far as is known. */
    public boolean failed() {
      return state == State.NONE_COMMON || state == State.REFUSED;
    }
  }

  /** Where an answer was seen. */
  public enum Source {
    CONNECTION("connection"),
    OTHER_CONNECTIONS("other-connections"),
    NOWHERE("nowhere");

    private final String id;

    Source(String id) {
      this.id = id;
    }

    /** Its name in the JSON. */
    public String id() {
      return id;
    }
  }

  /** What became of an aspect. */
  public enum State {
    /** There is a common value, and the server chose it or chose it elsewhere. */
    AGREED("agreed"),
    /** The answer holds nothing that was offered, and a finding says that this was the cause. */
    NONE_COMMON("none-common"),
    /**
     * The server refused, and a finding says that this was the cause; its own values are hidden.
     */
    REFUSED("refused"),
    /** The capture does not show it. */
    UNKNOWN("unknown");

    private final String id;

    State(String id) {
      this.id = id;
    }

    /** Its name in the JSON, and below {@code offer-answer.} in the texts. */
    public String id() {
      return id;
    }
  }
}
