package dev.shakedown.preamble;

import java.util.Set;

/** ManageSieve (RFC 5804): the server begins with its capabilities and OK. */
final class SieveDialogue extends VerbDialogue {
  private static final Set<String> SHOWN = Set.of("CAPABILITY", "STARTTLS", "LOGOUT", "NOOP");

  private static final Set<String> VERBS =
      Set.of("AUTHENTICATE", "PUTSCRIPT", "GETSCRIPT", "LISTSCRIPTS", "SETACTIVE", "CHECKSCRIPT");

  private boolean greeted;

  SieveDialogue() {
    super("STARTTLS", SHOWN, VERBS);
  }

  @Override
  public String protocol() {
    return "sieve";
  }

  @Override
  Step reply(String line, int length, Pending in) {
    String status = Ascii.word(line, 0);
    if (!status.equals("OK") && !status.equals("NO") && !status.equals("BYE")) {
      return line.startsWith("\"") && !greeted ? say(line, length) : Step.pass(length);
    }
    boolean greeting = !greeted;
    greeted = true;
    if (!greeting && outstanding().answer()) {
      return upgradeAnswer(status.equals("OK"), line, length);
    }
    return say(line, length);
  }
}
