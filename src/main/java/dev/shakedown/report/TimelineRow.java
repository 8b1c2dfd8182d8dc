package dev.shakedown.report;

import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.Sender;
import java.util.Locale;

/**
 * One step of a connection.
 *
 * @param epochNanos capture time of the frame that completed it
 * @param frame that frame; 0 for a line of a log
 * @param from who sent it
 * @param layer which protocol it belongs to
 * @param name a stable name: {@code SYN}, {@code ClientHello}, {@code Alert}, {@code smtp}, ...
 * @param bytes its size in that protocol; -1 where it has none
 * @param event what it was made from
 */
public record TimelineRow(
    long epochNanos,
    long frame,
    Sender from,
    Layer layer,
    String name,
    long bytes,
    FlowEvent event) {

  /** Which protocol a step belongs to. */
  public enum Layer {
    TCP,
    PLAINTEXT,
    TLS,
    ICMP,
    BIGIP,
    LOG;

    /** The name in the public contract. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
