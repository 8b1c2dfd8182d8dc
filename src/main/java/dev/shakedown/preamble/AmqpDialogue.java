package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.tcp.Sender;
import java.util.Map;

/** AMQP: protocol headers, of which one asks for TLS and is repeated to agree (AMQP 1.0, 5.2.1). */
final class AmqpDialogue implements Dialogue {
  private static final int HEADER = 8;
  private static final int TLS = 2;

  private boolean asked;

  @Override
  public String protocol() {
    return "amqp";
  }

  @Override
  public Step read(Sender from, Pending in) {
    if (!in.has(0, "AMQP")) {
      boolean maybe = in.size() < 4 && !in.complete();
      return maybe ? Step.MORE : say(Role.DATA, "frames", in.size()).thenOpaque();
    }
    if (in.size() < HEADER) {
      return Step.MORE;
    }
    String gist = "AMQP %d %d.%d.%d".formatted(in.at(4), in.at(5), in.at(6), in.at(7));
    boolean tls = in.at(4) == TLS && in.at(5) == 1;
    if (from == Sender.CLIENT) {
      asked |= tls;
      return say(tls ? Role.UPGRADE_REQUEST : Role.DATA, gist, HEADER);
    }
    if (tls) {
      return say(Role.UPGRADE_ACCEPTED, gist, HEADER);
    }
    return say(asked ? Role.UPGRADE_REFUSED : Role.DATA, gist, HEADER);
  }

  private Step say(Role role, String gist, int length) {
    String protocol = role == Role.DATA ? protocol() : "amqp-tls";
    return Step.say(new PlaintextEvent(protocol, role, gist, length, Map.of()));
  }
}
