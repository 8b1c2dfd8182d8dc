package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.tcp.Sender;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * XMPP with STARTTLS (RFC 6120 5): taken tag by tag, each with the text before it. Only the tags of
 * the stream and of the upgrade are shown.
 */
final class XmppDialogue implements Dialogue {
  private static final int MAX_TAGS = 200;
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s(to|from|version)\\s*=\\s*[\"']([^\"']{0,255})[\"']");

  private int tags;
  private boolean asked;

  @Override
  public String protocol() {
    return "xmpp";
  }

  @Override
  public Step read(Sender from, Pending in) {
    int end = in.indexOf('>', 0);
    if (end < 0) {
      return Step.MORE;
    }
    Step step = tag(from, in.text(0, end + 1).strip(), end + 1);
    return ++tags > MAX_TAGS ? step.thenOpaque() : step;
  }

  private Step tag(Sender from, String tag, int length) {
    boolean client = from == Sender.CLIENT;
    if (client && tag.startsWith("<starttls")) {
      asked = true;
      return say(Role.UPGRADE_REQUEST, "xmpp-starttls", tag, length, Map.of());
    }
    if (!client && tag.startsWith("<proceed")) {
      asked = false;
      return say(Role.UPGRADE_ACCEPTED, "xmpp-starttls", tag, length, Map.of());
    }
    if (!client && asked && tag.startsWith("<failure")) {
      asked = false;
      return say(Role.UPGRADE_REFUSED, "xmpp-starttls", tag, length, Map.of());
    }
    if (tag.startsWith("<stream:") || tag.startsWith("<starttls") || tag.startsWith("<failure")) {
      Details details = new Details();
      Matcher attribute = ATTRIBUTE.matcher(tag);
      while (attribute.find()) {
        details.add(attribute.group(1), attribute.group(2));
      }
      return say(Role.DATA, protocol(), tag, length, details.map());
    }
    return Step.pass(length);
  }

  private static Step say(
      Role role, String protocol, String tag, int length, Map<String, String> details) {
    return Step.say(new PlaintextEvent(protocol, role, Gist.of(tag), length, details));
  }
}
