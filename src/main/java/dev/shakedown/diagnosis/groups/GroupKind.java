package dev.shakedown.diagnosis.groups;

import java.util.Locale;

/** What makes connections a group. */
public enum GroupKind {
  /** The same diagnosis on the same server. */
  FAILURE,
  /** The same finding on the same server, but no connection failed by it. */
  REMARK,
  /** Alike and short, from one source to one server, at a steady period. */
  HEALTH_MONITOR,
  /** One source tries many servers or ports within a short time and says nothing. */
  SCANNER,
  /** Closed before a ClientHello, beside a connection of the same two that sends one. */
  PRECONNECT,
  /** One client repeats what failed at once: one incident. */
  RETRY;

  /** The name in the JSON: {@code health-monitor}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
