package dev.shakedown.diagnosis.points;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import java.util.List;

/**
 * A connection as one capture shows it, small enough to keep very many.
 *
 * @param capture what the report calls the file
 * @param flow its number there
 * @param client who opened it
 * @param server the other end, perhaps another address than at another point
 * @param clientRandom of the first ClientHello; empty if none was seen
 * @param serverName of that hello; empty if none
 * @param leaf SHA-256 of the server's certificate; empty if it is not visible
 * @param issuer that certificate's issuer; empty if it is not visible
 * @param synNanos capture time of the client's first SYN; -1 if unknown
 * @param synAckNanos capture time of the server's first SYN, ACK; -1 if unknown
 * @param endNanos capture time of its last frame
 * @param captureEndNanos capture time of the newest packet read when it ended
 * @param fromClient what passed towards the server
 * @param fromServer what passed towards the client
 */
public record Sighting(
    String capture,
    int flow,
    Endpoint client,
    Endpoint server,
    Bytes clientRandom,
    String serverName,
    String leaf,
    String issuer,
    long startNanos,
    long synNanos,
    long synAckNanos,
    long endNanos,
    long captureEndNanos,
    Passed fromClient,
    Passed fromServer) {

  /**
   * What passed of one direction.
   *
   * @param isn initial sequence number; -1 if its SYN was not seen
   * @param hopLimit TTL or hop limit of its first segment; -1 without any
   * @param bytesSent end of the highest payload byte that passed
   * @param whole whether no acknowledged byte is missing from the capture
   * @param bytesAcked payload bytes the other side acknowledged
   * @param lastFrame its last frame; 0 without any
   * @param lastDataNanos when new payload passed last; 0 without any
   * @param resetFrame its first RST; 0 without any
   * @param resetNanos capture time of that RST; 0 without any
   */
  public record Passed(
      long isn,
      int hopLimit,
      long bytesSent,
      boolean whole,
      long bytesAcked,
      long lastFrame,
      long lastDataNanos,
      long resetFrame,
      long resetNanos) {
    boolean seen() {
      return lastFrame > 0;
    }
  }

  /** Sums up a connection of {@code capture}. */
  public static Sighting of(String capture, FlowFacts facts) {
    FinishedFlow flow = facts.flow();
    var chain = facts.serverChain();
    boolean certificate = chain.readable();
    return new Sighting(
        capture,
        flow.id(),
        flow.client(),
        flow.server(),
        facts.clientHello().map(h -> h.value().random()).orElse(Bytes.EMPTY),
        facts.serverName().orElse(""),
        certificate ? chain.leaf().sha256() : "",
        certificate ? chain.leaf().issuer() : "",
        flow.startNanos(),
        synNanos(flow, Sender.CLIENT),
        synNanos(flow, Sender.SERVER),
        flow.endNanos(),
        flow.captureEndNanos(),
        passed(flow, Sender.CLIENT),
        passed(flow, Sender.SERVER));
  }

  /** What passed from {@code side}. */
  public Passed from(Sender side) {
    return side == Sender.CLIENT ? fromClient : fromServer;
  }

  private static Passed passed(FinishedFlow flow, Sender side) {
    DirectionFacts facts = flow.facts(side);
    long reset = 0;
    long resetNanos = 0;
    for (FlowLog.Entry entry : flow.log().entries()) {
      if (reset == 0 && entry.from() == side && entry.event() instanceof TcpEvent.Rst) {
        reset = entry.frame();
        resetNanos = entry.epochNanos();
      }
    }
    return new Passed(
        facts.synSeen() ? facts.isn() : -1,
        facts.hopLimitFirst(),
        facts.bytesSent(),
        facts.missingBytes() + facts.cutBytes() == 0,
        facts.bytesAcked(),
        facts.lastFrame(),
        facts.lastDataNanos(),
        reset,
        resetNanos);
  }

  private static long synNanos(FinishedFlow flow, Sender side) {
    List<FlowLog.Entry> entries = flow.log().entries();
    for (FlowLog.Entry entry : entries) {
      if (entry.from() == side && entry.event() instanceof TcpEvent.Syn) {
        return entry.epochNanos();
      }
    }
    return -1;
  }
}
