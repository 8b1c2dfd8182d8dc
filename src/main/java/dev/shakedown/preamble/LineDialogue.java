package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.tcp.Sender;
import java.util.Map;

/** A dialogue of commands and answers in lines of text. */
abstract class LineDialogue implements Dialogue {
  /** An upgrade asked for later than this is not expected: content has its turn. */
  private static final int MAX_LINES = 200;

  private int commands;
  private int replies;

  @Override
  public Step read(Sender from, Pending in) {
    int length = lineLength(in, 0);
    if (length == 0) {
      return Step.MORE;
    }
    String line = line(in, 0, length);
    boolean client = from == Sender.CLIENT;
    Step step = client ? command(line, length) : reply(line, length, in);
    int lines = client ? ++commands : ++replies;
    return lines > MAX_LINES ? step.thenOpaque() : step;
  }

  /** Takes a line of the client. */
  abstract Step command(String line, int length);

  /**
   * Takes a line of the server.
   *
   * @param length its length, end of line included
   * @param in for answers of several lines: all that is there, from the start of the line
   */
  abstract Step reply(String line, int length, Pending in);

  /** The length of the line at {@code index}, end included; 0 if it is not complete. */
  static int lineLength(Pending in, int index) {
    int end = in.indexOf('\n', index);
    if (end >= 0) {
      return end + 1 - index;
    }
    return in.complete() ? in.size() - index : 0;
  }

  /** The text of a line without its end. */
  static String line(Pending in, int index, int length) {
    return in.text(index, length).stripTrailing();
  }

  /** Ordinary speech. */
  Step say(String gist, int length) {
    return say(Role.DATA, protocol(), gist, length, Map.of());
  }

  static Step say(
      Role role, String protocol, String gist, int length, Map<String, String> details) {
    return Step.say(new PlaintextEvent(protocol, role, Gist.of(gist), length, details));
  }

  /** A role for the answer to an upgrade. */
  static Role answer(boolean accepted) {
    return accepted ? Role.UPGRADE_ACCEPTED : Role.UPGRADE_REFUSED;
  }
}
