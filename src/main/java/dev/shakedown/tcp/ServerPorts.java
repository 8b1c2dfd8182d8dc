package dev.shakedown.tcp;

import java.util.Set;

/** Guesses which end of a connection is the server where no SYN tells. */
public final class ServerPorts {
  /** Ports on which TLS, STARTTLS or their plaintext neighbours are served. */
  private static final Set<Integer> KNOWN =
      Set.of(
          21, 25, 80, 110, 119, 143, 389, 443, 465, 563, 587, 636, 853, 989, 990, 992, 993, 994,
          995, 1433, 2525, 3128, 3268, 3269, 3306, 3389, 4190, 4433, 4443, 5061, 5222, 5223, 5269,
          5432, 5671, 5986, 6443, 6514, 6697, 8080, 8443, 8883, 9443);

  private ServerPorts() {}

  /** Whether something is usually served on it. */
  public static boolean isKnown(int port) {
    return KNOWN.contains(port);
  }

  /** Whether the first of two ends looks like the server; the first is who sent first. */
  static boolean firstIsServer(int first, int second) {
    boolean firstKnown = KNOWN.contains(first);
    return firstKnown != KNOWN.contains(second) ? firstKnown : first < second;
  }
}
