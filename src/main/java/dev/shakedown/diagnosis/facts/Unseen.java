package dev.shakedown.diagnosis.facts;

import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import java.util.List;

/** What of a connection passed without being captured, so that nobody is blamed for it. */
public final class Unseen {
  private Unseen() {}

  /** Whether steps of the handshake, or of its end, may have passed without being captured. */
  public static boolean any(FlowFacts facts) {
    FinishedFlow flow = facts.flow();
    return oneSided(flow)
        || finMissing(flow.clientFacts())
        || finMissing(flow.serverFacts())
        || facts.events(TcpEvent.Fin.class).stream().anyMatch(f -> passedUnseen(facts, f))
        || flow.clientFacts().missingBytes() + flow.serverFacts().missingBytes() > 0
        || flow.clientFacts().cutBytes() + flow.serverFacts().cutBytes() > 0
        || !facts.events(TlsEvent.LostTrack.class).isEmpty()
        || facts.events(TlsEvent.MalformedRecord.class).stream().anyMatch(facts::acceptedByPeer);
  }

  /** The same of what passed before the event at {@code index}. */
  public static boolean before(FlowFacts facts, int index) {
    FinishedFlow flow = facts.flow();
    return oneSided(flow)
        || finMissingBefore(facts, flow.clientFacts(), index)
        || finMissingBefore(facts, flow.serverFacts(), index)
        || facts.events(TcpEvent.Fin.class).stream()
            .anyMatch(f -> f.index() <= index && passedUnseen(facts, f))
        || facts.events(TcpEvent.Missing.class).stream().anyMatch(m -> m.index() <= index)
        || facts.events(TlsEvent.LostTrack.class).stream().anyMatch(l -> l.index() <= index);
  }

  /** Whether the connection began before the capture did. */
  public static boolean beginning(FlowFacts facts) {
    return !facts.flow().clientFacts().synSeen() && !facts.flow().serverFacts().synSeen();
  }

  /** Whether a hello of the handshake may have passed before the capture began. */
  public static boolean helloBeforeCapture(FlowFacts facts) {
    return beginning(facts) && (facts.clientHello().isEmpty() || facts.serverHello().isEmpty());
  }

  private static boolean oneSided(FinishedFlow flow) {
    return !flow.clientFacts().seen() || !flow.serverFacts().seen();
  }

  /**
   * Whether bytes were sent before a FIN that are not in the capture, and the other side does not
   * ask for them by repeating its acknowledgment: it may well have got them.
   */
  private static boolean passedUnseen(FlowFacts facts, Seen<TcpEvent.Fin> fin) {
    DirectionFacts sender = facts.flow().facts(fin.from());
    return fin.value().offset() > sender.bytesInOrder() && sender.duplicateAcks() == 0;
  }

  /** The last acknowledgment is that of the FIN: what stands before it was not cut short. */
  private static boolean finMissingBefore(FlowFacts facts, DirectionFacts direction, int index) {
    List<FlowLog.Entry> entries = facts.flow().log().entries();
    boolean later = index < entries.size() && direction.lastAckFrame() > entries.get(index).frame();
    return finMissing(direction) && !later;
  }

  /** One byte more than was seen is acknowledged: a FIN. */
  private static boolean finMissing(DirectionFacts direction) {
    return !direction.finSeen() && direction.bytesAcked() > direction.bytesSent();
  }
}
