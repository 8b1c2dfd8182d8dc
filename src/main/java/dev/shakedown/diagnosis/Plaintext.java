package dev.shakedown.diagnosis;

import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.Sender;
import java.util.Set;

/** What plaintext on a connection says about whether TLS was wanted there. */
public final class Plaintext {
  /**
   * Ports of IANA's registry, or of wide custom, on which a server speaks TLS from the first byte.
   */
  private static final Set<Integer> TLS_PORTS =
      Set.of(
          443, 465, 563, 614, 636, 853, 989, 990, 992, 993, 994, 995, 2083, 2087, 2096, 2376, 3269,
          4433, 4443, 5061, 5223, 5671, 6443, 6514, 6697, 8443, 8883, 9443, 10443);

  private Plaintext() {}

  /** Whether a server on this port usually speaks TLS from the first byte. */
  public static boolean usuallyTls(int port) {
    return TLS_PORTS.contains(port);
  }

  /** Whether a protocol asks a proxy for a tunnel. */
  public static boolean isTunnel(String protocol) {
    return protocol.equals("http-connect") || protocol.startsWith("socks");
  }

  /**
   * Whether the server's plaintext answer shows that it wants TLS: it says so, or it finds fault
   * with an HTTP request as such (status 400) on a port for TLS.
   */
  public static boolean serverExpectsTls(FlowFacts facts) {
    return facts.plaintext().stream()
        .filter(p -> p.from() == Sender.SERVER)
        .map(p -> p.value().details())
        .anyMatch(
            d ->
                "true".equals(d.get("expectsTls"))
                    || "400".equals(d.get("status")) && usuallyTls(facts.flow().server().port()));
  }
}
