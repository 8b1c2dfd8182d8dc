package dev.shakedown.diagnosis.facts;

import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tcp.TcpEvent.Rst.Timestamp;
import java.util.ArrayList;
import java.util.List;

/**
 * What speaks against the reset that ended a connection having come from the end whose address it
 * bears. Each sign has a weight; what real stacks do is none: Linux sends resets for closed sockets
 * without timestamps and with identification 0, Linux and BSD with window 0, others with another
 * initial hop limit than their data.
 *
 * @param signs what was found, the strongest first
 * @param usualHopLimit of the other packets of that end; -1 if it sent none
 */
public record ResetSigns(List<Sign> signs, int usualHopLimit) {
  /**
   * One disagreement.
   *
   * @param name for the JSON
   * @param weight {@link #STRONG} if no stack explains it, less if a rare one or chance may
   * @param proof the frame and the sentence
   */
  public record Sign(String name, int weight, Evidence proof) {}

  /** The weight of a sign that suffices alone. */
  public static final int STRONG = 3;

  /** Two resets of one cause come this close together, nanoseconds. */
  private static final long TOGETHER_NANOS = 5_000_000L;

  /** Below this a round trip is no measure, nanoseconds. */
  private static final long SHORTEST_RTT_NANOS = 4_000_000L;

  /** Identifications of one counter lie this close together, if the host is not very busy. */
  private static final int NEAR_IDS = 1000;

  public ResetSigns {
    signs = List.copyOf(signs);
  }

  /** All weights together. */
  public int weight() {
    return signs.stream().mapToInt(Sign::weight).sum();
  }

  /** Whether one sign suffices alone. */
  public boolean strong() {
    return signs.stream().anyMatch(s -> s.weight() >= STRONG);
  }

  /** The signs of the reset that {@code ending} is. */
  public static ResetSigns of(FlowFacts facts, Ending ending) {
    TcpEvent.Rst reset = (TcpEvent.Rst) facts.flow().log().entries().get(ending.index()).event();
    DirectionFacts others = facts.flow().facts(ending.by());
    int usual = others.hopLimits().isEmpty() ? -1 : others.hopLimits().get(0).hopLimit();
    List<Sign> signs = new ArrayList<>();
    if (otherHops(others, reset.hopLimit())) {
      signs.add(
          sign(
              "hop-limit",
              STRONG,
              ending.frame(),
              Message.of("evidence.rst-hop-limit", "hopLimit", reset.hopLimit(), "usual", usual)));
    }
    if (others.aliveAfterResetFrame() > ending.frame()) {
      signs.add(
          sign(
              "goes-on",
              STRONG,
              others.aliveAfterResetFrame(),
              Message.of("evidence.data-after-rst")));
    }
    if (reset.timestamp() == Timestamp.WRONG) {
      signs.add(sign("timestamp", STRONG, ending.frame(), Message.of("evidence.rst-timestamp")));
    }
    tooSoon(facts, ending, reset, signs);
    if (strangeId(others.ipIds(), reset.ipId())) {
      signs.add(
          sign(
              "ip-id",
              1,
              ending.frame(),
              Message.of(
                  "evidence.rst-ip-id",
                  "id",
                  reset.ipId(),
                  "others",
                  List.copyOf(others.ipIds()))));
    }
    if (!reset.exactSequence() && others.missingBytes() == 0) {
      signs.add(sign("sequence", 1, ending.frame(), Message.of("evidence.rst-sequence")));
    }
    if (acknowledgesPart(facts, ending, reset)) {
      signs.add(
          sign(
              "partial-ack",
              1,
              ending.frame(),
              Message.of("evidence.rst-partial-ack", "bytes", reset.ackOffset())));
    }
    bothReset(facts, ending, signs);
    return new ResetSigns(signs, usual);
  }

  private static Sign sign(String name, int weight, long frame, Message text) {
    return new Sign(name, weight, new Evidence(frame, text));
  }

  /**
   * Whether no other packet of that end has this hop limit. Some stacks send resets with another
   * initial value (64, 128, 255) than their data: the distance to the host is then the same.
   */
  private static boolean otherHops(DirectionFacts others, int hopLimit) {
    return !others.hopLimits().isEmpty()
        && others.hopLimits().stream().noneMatch(h -> distance(h.hopLimit()) == distance(hopLimit));
  }

  private static int distance(int hopLimit) {
    int initial = hopLimit <= 32 ? 32 : hopLimit <= 64 ? 64 : hopLimit <= 128 ? 128 : 255;
    return initial - hopLimit;
  }

  /**
   * The reset answers the other side's last words sooner than they can have reached the end and the
   * reset come back. The round trip is that of the TCP handshake as seen from where the capture was
   * taken. Without an acknowledgment of those words it may have crossed them.
   */
  private static void tooSoon(
      FlowFacts facts, Ending ending, TcpEvent.Rst reset, List<Sign> signs) {
    boolean server = ending.by() == Sender.SERVER;
    long rtt = server ? facts.flow().synRttNanos() : facts.flow().ackRttNanos();
    List<FlowLog.Entry> entries = facts.flow().log().entries();
    int spoken = ending.index() - 1;
    while (spoken >= 0
        && (entries.get(spoken).event() instanceof TcpEvent
            || entries.get(spoken).from() != ending.by().peer())) {
      spoken--;
    }
    if (spoken < 0 || rtt < SHORTEST_RTT_NANOS) {
      return;
    }
    long gap = ending.epochNanos() - entries.get(spoken).epochNanos();
    if (gap >= 0 && gap < rtt / 2) {
      long said = facts.flow().facts(ending.by().peer()).bytesSent();
      boolean answers = reset.hasAck() && said > 0 && reset.ackOffset() >= said;
      signs.add(
          sign(
              "too-soon",
              answers ? 2 : 1,
              ending.frame(),
              Message.of(
                  "evidence.rst-too-soon", "millis", millis(gap), "roundTrip", millis(rtt))));
    }
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1e4) / 1e2;
  }

  /** Whether the others count on by small steps, or all say 0, and the reset does neither. */
  private static boolean strangeId(List<Integer> others, int id) {
    List<Integer> counted = others.stream().filter(i -> i != 0).toList();
    if (id <= 0 || others.size() < 2) {
      return false;
    }
    if (counted.isEmpty()) {
      return others.size() > 2;
    }
    boolean counts = counted.size() > 1;
    for (int i = 1; i < counted.size(); i++) {
      int step = counted.get(i) - counted.get(i - 1) & 0xffff;
      counts &= step > 0 && step <= NEAR_IDS;
    }
    int from = id - counted.get(counted.size() - 1) & 0xffff;
    return counts && from > NEAR_IDS && from < 0x10000 - NEAR_IDS;
  }

  /** Whether it acknowledges a segment of the other side up to its middle, as no stack does. */
  private static boolean acknowledgesPart(FlowFacts facts, Ending ending, TcpEvent.Rst reset) {
    return reset.hasAck()
        && facts.flow().facts(ending.by().peer()).unacked().stream()
            .anyMatch(
                u ->
                    reset.ackOffset() > u.offset()
                        && reset.ackOffset() < u.offset() + u.length()
                        && u.length() < u.packetLength());
  }

  /** A reset calls for no answer: two that cross were sent by who stands between. */
  private static void bothReset(FlowFacts facts, Ending ending, List<Sign> signs) {
    facts
        .event(
            TcpEvent.Rst.class,
            e ->
                e.from() == ending.by().peer()
                    && Math.abs(e.epochNanos() - ending.epochNanos()) <= TOGETHER_NANOS)
        .ifPresent(
            other ->
                signs.add(sign("both-reset", 1, other.frame(), Message.of("evidence.rst-both"))));
  }
}
