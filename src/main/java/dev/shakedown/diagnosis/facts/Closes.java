package dev.shakedown.diagnosis.facts;

import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;

/** FIN and RST in a connection's log. */
public final class Closes {
  private Closes() {}

  /** Whether an event is one of them. */
  static boolean is(FlowLog.Entry entry) {
    return entry.event() instanceof TcpEvent.Fin || entry.event() instanceof TcpEvent.Rst;
  }

  /** Whether a side sent one before the event at {@code index}. */
  public static boolean before(FlowFacts facts, Sender side, int index) {
    return facts
        .event(TcpEvent.class, e -> e.from() == side && is(e))
        .filter(c -> c.index() < index)
        .isPresent();
  }
}
