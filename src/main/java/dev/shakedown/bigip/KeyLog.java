package dev.shakedown.bigip;

import dev.shakedown.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes an NSS key log of what the TLS provider wrote. A secret that stands in a trailer without
 * its client random takes the one that the same connection had last, or waits for the next.
 */
final class KeyLog {
  /** Lines kept, about 20 MB of them; more are passed on only. */
  private static final int MAX_LINES = 50_000;

  /** Connections whose client random is remembered; the one seen longest ago makes room. */
  private static final int MAX_FLOWS = 10_000;

  private final KeyLogListener listener;
  private final Set<String> lines = new LinkedHashSet<>();
  private final Set<Bytes> clientRandoms = new HashSet<>();
  private long notKept;
  private boolean awaited;

  /** By connection: its last client random, or secrets that wait for one. */
  private final Map<FlowKey, TlsSecrets> flows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FlowKey, TlsSecrets> eldest) {
          return size() > MAX_FLOWS;
        }
      };

  KeyLog(KeyLogListener listener) {
    this.listener = listener;
  }

  /** Takes what the trailer of a packet tells of its connection's session. */
  void add(FlowKey flow, TlsSecrets seen) {
    if (!awaited) {
      awaited = true;
      listener.awaited();
    }
    if (seen.clientRandom().isEmpty() && !seen.isKnown()) {
      return;
    }
    TlsSecrets before = flows.getOrDefault(flow, TlsSecrets.NONE);
    TlsSecrets all =
        seen.clientRandom().isEmpty() || before.clientRandom().isEmpty() ? seen.and(before) : seen;
    if (all.clientRandom().isEmpty()) {
      flows.put(flow, all);
      return;
    }
    flows.put(flow, new TlsSecrets(all.clientRandom(), Map.of()));
    all.secrets().forEach((label, secret) -> line(label, all.clientRandom(), secret));
  }

  /** The lines in the order in which they became known. */
  List<String> lines() {
    return new ArrayList<>(lines);
  }

  /** How many sessions have a line that was kept. */
  int sessions() {
    return clientRandoms.size();
  }

  /** How many lines were not kept because there are too many. */
  long notKept() {
    return notKept;
  }

  /** Whether the capture was taken with the TLS provider. */
  boolean isAwaited() {
    return awaited;
  }

  private void line(String label, Bytes clientRandom, Bytes secret) {
    String line = label + " " + clientRandom.hex() + " " + secret.hex();
    if (lines.contains(line)) {
      return;
    }
    if (lines.size() < MAX_LINES) {
      lines.add(line);
      clientRandoms.add(clientRandom);
    } else {
      notKept++;
    }
    listener.line(line);
  }
}
