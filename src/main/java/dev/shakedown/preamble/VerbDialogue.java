package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A dialogue in which each command is a verb, perhaps with credentials behind it. */
abstract class VerbDialogue extends LineDialogue {
  private final String upgradeVerb;
  private final Set<String> shown;
  private final Set<String> verbs;
  private final Outstanding outstanding = new Outstanding();

  /**
   * @param upgradeVerb begins TLS
   * @param shown verbs whose lines are shown whole
   * @param verbs others, that are shown without what follows them
   */
  VerbDialogue(String upgradeVerb, Set<String> shown, Set<String> verbs) {
    this.upgradeVerb = upgradeVerb;
    this.shown = shown;
    this.verbs = verbs;
  }

  Outstanding outstanding() {
    return outstanding;
  }

  private String upgrade() {
    return protocol() + "-" + upgradeVerb.toLowerCase(Locale.ROOT);
  }

  @Override
  Step command(String line, int length) {
    String verb = Ascii.word(line, 0);
    boolean upgrade = verb.equals(upgradeVerb);
    outstanding.request(upgrade);
    if (upgrade) {
      return say(Role.UPGRADE_REQUEST, upgrade(), line, length, Map.of());
    }
    if (shown.contains(verb)) {
      return say(line, length);
    }
    return say(verbs.contains(verb) ? Gist.verbOnly(line) : Gist.HIDDEN, length);
  }

  /** The server's answer to the upgrade. */
  Step upgradeAnswer(boolean accepted, String line, int length) {
    return say(answer(accepted), upgrade(), line, length, Map.of());
  }
}
