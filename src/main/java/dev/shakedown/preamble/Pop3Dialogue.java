package dev.shakedown.preamble;

import java.util.Set;

/** POP3 (RFC 1939) with STLS (RFC 2595 4). */
final class Pop3Dialogue extends VerbDialogue {
  private static final Set<String> SHOWN = Set.of("CAPA", "STLS", "QUIT", "NOOP", "STAT", "RSET");

  private static final Set<String> VERBS =
      Set.of("USER", "PASS", "APOP", "AUTH", "LIST", "RETR", "DELE", "UIDL", "TOP", "UTF8", "LANG");

  private boolean greeted;

  Pop3Dialogue() {
    super("STLS", SHOWN, VERBS);
  }

  @Override
  public String protocol() {
    return "pop3";
  }

  @Override
  Step reply(String line, int length, Pending in) {
    String status = Ascii.word(line, 0);
    if (status.equals("+")) {
      outstanding().answer();
      return say("+ " + Gist.HIDDEN, length);
    }
    if (!status.equals("+OK") && !status.equals("-ERR")) {
      return Step.pass(length);
    }
    boolean greeting = !greeted && !outstanding().any();
    greeted = true;
    if (!greeting && outstanding().answer()) {
      return upgradeAnswer(status.equals("+OK"), line, length);
    }
    return say(line, length);
  }
}
