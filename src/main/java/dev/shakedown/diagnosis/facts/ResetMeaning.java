package dev.shakedown.diagnosis.facts;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.tcp.ResetReason;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the words of a reset mean, those of a BIG-IP. A meaning names the codes that it explains; at
 * which stage the reset came the wire tells, not the words.
 */
public enum ResetMeaning {
  /** Nobody listens at that address and port, or not for this client. */
  NO_LISTENER(Codes.TCP_REFUSED, Codes.CLOSED_BEFORE_HELLO),
  /** A segment without SYN of a connection that is not known, or no longer. */
  UNKNOWN_CONNECTION(
      Codes.RESET_DURING_HANDSHAKE, Codes.RESET_AFTER_CLIENT_HELLO, Codes.CAPTURE_STARTS_MIDSTREAM),
  /** The host on that side, or on the other one, reset the connection. */
  REMOTE_RESET(
      Codes.RESET_AFTER_CLIENT_HELLO,
      Codes.RESET_DURING_HANDSHAKE,
      Codes.TCP_REFUSED,
      Codes.CLOSED_BEFORE_HELLO),
  /** The attempt to connect was refused. */
  CONNECTION_REFUSED(Codes.TCP_REFUSED, Codes.CLOSED_BEFORE_HELLO),
  /** What was sent is no longer acknowledged. */
  NOT_ACKNOWLEDGED(
      Codes.CLIENT_HELLO_DROPPED, Codes.SERVER_SILENT, Codes.PATH_MTU, Codes.PATH_LOSS),
  /** A handshake was not done in time. */
  HANDSHAKE_TIMEOUT(Codes.CLIENT_SILENT, Codes.SERVER_SILENT, Codes.HANDSHAKE_TIMEOUT),
  /** Nothing came for the idle timeout. */
  IDLE_TIMEOUT(Codes.CLIENT_SILENT, Codes.SERVER_SILENT, Codes.HANDSHAKE_TIMEOUT),
  /** No pool member can take the connection. */
  NO_POOL_MEMBER(
      Codes.RESET_DURING_HANDSHAKE, Codes.RESET_AFTER_CLIENT_HELLO, Codes.CLOSED_BEFORE_HELLO),
  /** No route leads to the pool member. */
  NO_ROUTE(Codes.RESET_DURING_HANDSHAKE, Codes.RESET_AFTER_CLIENT_HELLO, Codes.CLOSED_BEFORE_HELLO),
  /** No address or port is left to connect to the pool member from. */
  NO_SOURCE_PORT(
      Codes.RESET_DURING_HANDSHAKE, Codes.RESET_AFTER_CLIENT_HELLO, Codes.CLOSED_BEFORE_HELLO),
  /** A limit of connections is reached. */
  CONNECTION_LIMIT(
      Codes.RESET_DURING_HANDSHAKE, Codes.RESET_AFTER_CLIENT_HELLO, Codes.CLOSED_BEFORE_HELLO),
  /** A policy, an iRule or a protection rejects the connection. */
  POLICY(
      Codes.RESET_DURING_HANDSHAKE,
      Codes.RESET_AFTER_CLIENT_HELLO,
      Codes.CLOSED_BEFORE_HELLO,
      Codes.TCP_REFUSED),
  /** Another device of the group took over. */
  FAILOVER(Codes.RESET_DURING_HANDSHAKE, Codes.RESET_AFTER_CLIENT_HELLO),
  /** Proxy SSL cannot follow what client and server agreed on. */
  PROXY_SSL(Codes.HANDSHAKE_FAILURE),
  /** A process of the device itself, such as a health monitor: no user's traffic. */
  DEVICE_ITSELF,
  /** An ordinary end. */
  ORDINARY,
  /** Some word of TLS, not known in detail. */
  ABOUT_TLS(
      Codes.RESET_DURING_HANDSHAKE,
      Codes.RESET_AFTER_CLIENT_HELLO,
      Codes.HANDSHAKE_FAILURE,
      Codes.REFUSED_AFTER_HANDSHAKE),
  UNKNOWN;

  private record Words(String beginning, ResetMeaning meaning) {}

  /** In lower case, a longer beginning before a shorter one. */
  private static final List<Words> WORDS =
      List.of(
          new Words("no local listener", NO_LISTENER),
          new Words("port denied", NO_LISTENER),
          new Words("vip down", NO_LISTENER),
          new Words("no flow found for ack", UNKNOWN_CONNECTION),
          new Words("tcp rst from remote system", REMOTE_RESET),
          new Words("tcp 3whs rejected", CONNECTION_REFUSED),
          new Words("tcp retransmit timeout", NOT_ACKNOWLEDGED),
          new Words("handshake timeout", HANDSHAKE_TIMEOUT),
          new Words("ssl handshake timeout exceeded", HANDSHAKE_TIMEOUT),
          new Words("flow expired (sweeper)", IDLE_TIMEOUT),
          new Words("no pool member available", NO_POOL_MEMBER),
          new Words("no server selected", NO_POOL_MEMBER),
          new Words("no route to host", NO_ROUTE),
          new Words("route domain not reachable", NO_ROUTE),
          new Words("no available snat addr", NO_SOURCE_PORT),
          new Words("unable to select local port", NO_SOURCE_PORT),
          new Words("connection limit exceeded", CONNECTION_LIMIT),
          new Words("policy action", POLICY),
          new Words("irule execution (reject command)", POLICY),
          new Words("dos attack signature", POLICY),
          new Words("ha disconnect", FAILOVER),
          new Words("illegal_parameter", PROXY_SSL),
          new Words("rst from big-ip internal linux host", DEVICE_ITSELF),
          new Words("closing", ORDINARY),
          new Words("internal error", UNKNOWN),
          new Words("unknown reason", UNKNOWN),
          new Words("unspecified", UNKNOWN));

  private static final List<String> OF_TLS =
      List.of("ssl", "tls", "cipher", "cert", "handshake", "alert");

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
  private final Set<String> codes;

  ResetMeaning(String... codes) {
    this.codes = Set.of(codes);
  }

  /** The meaning of a reset's words; UNKNOWN where nothing is known of them. */
  public static ResetMeaning of(ResetReason reason) {
    return of(reason.text());
  }

  /** The same of the words alone, as a log has them. */
  public static ResetMeaning of(String cause) {
    String text = cause.toLowerCase(Locale.ROOT);
    for (Words words : WORDS) {
      if (text.startsWith(words.beginning)) {
        return words.meaning;
      }
    }
    return OF_TLS.stream().anyMatch(text::contains) ? ABOUT_TLS : UNKNOWN;
  }

  /** How many characters at the beginning of a reset's words are known ones. */
  public static int knownLength(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return WORDS.stream()
        .map(Words::beginning)
        .filter(lower::startsWith)
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /** Whether it explains a finding of this code. */
  public boolean explains(String code) {
    return codes.contains(code);
  }

  /** Whether it says that somebody had waited too long. */
  public boolean isTimeout() {
    return this == HANDSHAKE_TIMEOUT || this == IDLE_TIMEOUT || this == NOT_ACKNOWLEDGED;
  }

  /** Whether it speaks of no failure of a connection at all. */
  public boolean isHarmless() {
    return this == DEVICE_ITSELF || this == ORDINARY;
  }

  /** The name in the catalogue. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
