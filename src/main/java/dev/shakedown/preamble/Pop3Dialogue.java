package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import java.util.Map;
import java.util.Set;

/** POP3 (RFC 1939) with STLS (RFC 2595 4). */
final class Pop3Dialogue extends LineDialogue {
  private static final Set<String> SHOWN = Set.of("CAPA", "STLS", "QUIT", "NOOP", "STAT", "RSET");

  private static final Set<String> VERBS =
      Set.of("USER", "PASS", "APOP", "AUTH", "LIST", "RETR", "DELE", "UIDL", "TOP", "UTF8", "LANG");

  private final Outstanding outstanding = new Outstanding();
  private boolean greeted;

  @Override
  public String protocol() {
    return "pop3";
  }

  @Override
  Step command(String line, int length) {
    String verb = Ascii.word(line, 0);
    boolean upgrade = verb.equals("STLS");
    outstanding.request(upgrade);
    if (upgrade) {
      return say(Role.UPGRADE_REQUEST, "pop3-stls", line, length, Map.of());
    }
    if (SHOWN.contains(verb)) {
      return say(line, length);
    }
    return say(VERBS.contains(verb) ? Gist.verbOnly(line) : Gist.HIDDEN, length);
  }

  @Override
  Step reply(String line, int length, Pending in) {
    String status = Ascii.word(line, 0);
    if (status.equals("+")) {
      outstanding.answer();
      return say("+ " + Gist.HIDDEN, length);
    }
    if (!status.equals("+OK") && !status.equals("-ERR")) {
      return Step.pass(length);
    }
    boolean greeting = !greeted && !outstanding.any();
    greeted = true;
    if (!greeting && outstanding.answer()) {
      return say(answer(status.equals("+OK")), "pop3-stls", line, length, Map.of());
    }
    return say(line, length);
  }
}
