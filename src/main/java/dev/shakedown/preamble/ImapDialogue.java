package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import java.util.Map;
import java.util.Set;

/** IMAP with STARTTLS (RFC 9051 6.2.1): answers repeat the tag of their command. */
final class ImapDialogue extends LineDialogue {
  private static final Set<String> SHOWN =
      Set.of("CAPABILITY", "STARTTLS", "NOOP", "LOGOUT", "SELECT", "LIST", "ENABLE", "IDLE");

  private static final Set<String> VERBS =
      Set.of(
          "LOGIN", "AUTHENTICATE", "ID", "EXAMINE", "FETCH", "UID", "SEARCH", "STATUS", "APPEND");

  private static final Set<String> STATUS =
      Set.of("OK", "NO", "BAD", "BYE", "PREAUTH", "CAPABILITY");

  private String upgradeTag = "";

  @Override
  public String protocol() {
    return "imap";
  }

  @Override
  Step command(String line, int length) {
    String tag = Ascii.word(line, 0);
    String verb = Ascii.word(line, 1);
    if (verb.equals("STARTTLS")) {
      upgradeTag = tag;
      return say(Role.UPGRADE_REQUEST, "imap-starttls", line, length, Map.of());
    }
    if (SHOWN.contains(verb)) {
      return say(tag + " " + verb, length);
    }
    return say(VERBS.contains(verb) ? tag + " " + verb + " " + Gist.HIDDEN : Gist.HIDDEN, length);
  }

  @Override
  Step reply(String line, int length, Pending in) {
    String tag = Ascii.word(line, 0);
    String status = Ascii.word(line, 1);
    if (!upgradeTag.isEmpty() && tag.equals(upgradeTag) && STATUS.contains(status)) {
      upgradeTag = "";
      return say(
          answer(status.equals("OK")),
          "imap-starttls",
          line,
          length,
          new Details().add("status", status).map());
    }
    if (tag.equals("+")) {
      return say("+ " + Gist.HIDDEN, length);
    }
    if (!STATUS.contains(status)) {
      return Step.pass(length);
    }
    Details details = new Details();
    if (Ascii.mentions(line, "CAPABILITY")) {
      details.add("starttls", Ascii.mentions(line, "STARTTLS") ? "offered" : "not offered");
    }
    return say(Role.DATA, protocol(), line, length, details.map());
  }
}
