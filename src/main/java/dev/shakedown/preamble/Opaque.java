package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.tcp.Sender;
import java.util.Map;

/**
 * A protocol that is recognised, or not even that, and not followed any further.
 *
 * @param lines whether it begins with a line of text
 */
record Opaque(String protocol, boolean lines) implements Dialogue {
  @Override
  public boolean leads() {
    return false;
  }

  @Override
  public Step read(Sender from, Pending in) {
    int end = lines ? in.indexOf('\n', 0) + 1 : in.size();
    if (end == 0 && !in.complete()) {
      return Step.MORE;
    }
    int length = end == 0 ? in.size() : end;
    return Step.say(
            new PlaintextEvent(protocol, Role.DATA, Gist.ofBytes(in, length), length, Map.of()))
        .thenOpaque();
  }
}
