package dev.shakedown.diagnosis.facts;

import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * Timers that end handshakes, as the stacks ship them. That a wait equals one is a hint at who gave
 * up, no proof: everybody can set ten seconds.
 */
public final class KnownTimeouts {
  /**
   * One timer.
   *
   * @param side who gives up
   * @param seconds its default
   * @param fromStart whether it runs from the connection's start, else from the last bytes
   * @param name the product and its setting
   */
  private record Timer(Sender side, int seconds, boolean fromStart, String name) {}

  private static final List<Timer> TIMERS =
      List.of(
          new Timer(Sender.SERVER, 10, true, "Kestrel HandshakeTimeout"),
          new Timer(Sender.SERVER, 10, true, "Netty SslHandler handshakeTimeout"),
          new Timer(Sender.SERVER, 60, true, "nginx client_header_timeout"),
          new Timer(Sender.SERVER, 60, false, "Apache httpd Timeout"),
          new Timer(Sender.SERVER, 120, true, "Node.js handshakeTimeout"),
          new Timer(Sender.SERVER, 120, false, "IIS (HTTP.sys) connectionTimeout"),
          new Timer(Sender.CLIENT, 10, true, "Go net/http TLSHandshakeTimeout"),
          new Timer(Sender.CLIENT, 10, true, "Netty SslHandler handshakeTimeout"),
          new Timer(Sender.CLIENT, 60, false, "nginx proxy_read_timeout"),
          new Timer(Sender.CLIENT, 300, true, "curl --connect-timeout"));

  /** Those of a BIG-IP; the older default of 60 s held in 11.0 and 11.1. */
  private static final List<Timer> BIG_IP =
      List.of(
          new Timer(Sender.SERVER, 10, true, "BIG-IP client-ssl handshake-timeout"),
          new Timer(Sender.SERVER, 60, true, "BIG-IP 11.0 client-ssl handshake-timeout"),
          new Timer(Sender.SERVER, 300, false, "BIG-IP TCP idle-timeout"),
          new Timer(Sender.CLIENT, 10, true, "BIG-IP server-ssl handshake-timeout"),
          new Timer(Sender.CLIENT, 60, true, "BIG-IP 11.0 server-ssl handshake-timeout"),
          new Timer(Sender.CLIENT, 300, false, "BIG-IP TCP idle-timeout"));

  /** A timer fires late by its own steps and by the packet's way, never early. */
  private static final long EARLY_NANOS = 50_000_000L;

  private static final long LATE_NANOS = 700_000_000L;

  private KnownTimeouts() {}

  /**
   * Whose default the wait before {@code ending} equals; empty if nobody's. Where the capturing
   * device ended it, no other comes into question.
   */
  public static List<String> matching(FlowFacts facts, Ending ending) {
    long established =
        facts
            .event(TcpEvent.Established.class, e -> true)
            .map(Seen::epochNanos)
            .orElse(facts.flow().startNanos());
    long age = ending.epochNanos() - established;
    boolean byDevice = facts.deviceEnd().filter(ending.by()::equals).isPresent();
    return Stream.concat(BIG_IP.stream(), byDevice ? Stream.empty() : TIMERS.stream())
        .filter(t -> t.side() == ending.by())
        .filter(t -> matches(t, t.fromStart() ? age : ending.silenceNanos()))
        .map(Timer::name)
        .toList();
  }

  private static boolean matches(Timer timer, long waited) {
    long beyond = waited - timer.seconds() * 1_000_000_000L;
    return beyond >= -EARLY_NANOS && beyond <= LATE_NANOS;
  }
}
