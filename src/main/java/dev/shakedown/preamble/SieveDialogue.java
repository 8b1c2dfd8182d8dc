package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import java.util.Map;
import java.util.Set;

/** ManageSieve (RFC 5804): the server begins with its capabilities and OK. */
final class SieveDialogue extends LineDialogue {
  private static final Set<String> SHOWN = Set.of("CAPABILITY", "STARTTLS", "LOGOUT", "NOOP");

  private static final Set<String> VERBS =
      Set.of("AUTHENTICATE", "PUTSCRIPT", "GETSCRIPT", "LISTSCRIPTS", "SETACTIVE", "CHECKSCRIPT");

  private final Outstanding outstanding = new Outstanding();
  private boolean greeted;

  @Override
  public String protocol() {
    return "sieve";
  }

  @Override
  Step command(String line, int length) {
    String verb = Ascii.word(line, 0);
    boolean upgrade = verb.equals("STARTTLS");
    outstanding.request(upgrade);
    if (upgrade) {
      return say(Role.UPGRADE_REQUEST, "sieve-starttls", line, length, Map.of());
    }
    if (SHOWN.contains(verb)) {
      return say(line, length);
    }
    return say(VERBS.contains(verb) ? Gist.verbOnly(line) : Gist.HIDDEN, length);
  }

  @Override
  Step reply(String line, int length, Pending in) {
    String status = Ascii.word(line, 0);
    if (!status.equals("OK") && !status.equals("NO") && !status.equals("BYE")) {
      return line.startsWith("\"") && !greeted ? say(line, length) : Step.pass(length);
    }
    boolean greeting = !greeted;
    greeted = true;
    if (!greeting && outstanding.answer()) {
      return say(answer(status.equals("OK")), "sieve-starttls", line, length, Map.of());
    }
    return say(line, length);
  }
}
