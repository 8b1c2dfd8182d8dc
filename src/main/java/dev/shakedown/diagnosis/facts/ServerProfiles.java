package dev.shakedown.diagnosis.facts;

import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gathers what each server accepted, from completed handshakes; bounded in servers and values. */
public final class ServerProfiles {
  private static final int MAX_SERVERS = 4096;
  private static final int MAX_VALUES = 64;

  private final Map<Endpoint, Gathered> servers = new HashMap<>();

  /** Learns from a completed handshake. */
  public void learn(FlowFacts facts) {
    Endpoint server = facts.flow().server();
    if (servers.size() < MAX_SERVERS || servers.containsKey(server)) {
      servers.computeIfAbsent(server, s -> new Gathered()).add(facts);
    }
  }

  /** What is known of a server. */
  public ServerProfile of(Endpoint server) {
    Gathered gathered = servers.get(server);
    return gathered == null ? ServerProfile.UNKNOWN : gathered.profile();
  }

  private static final class Gathered {
    private int handshakes;
    private int exampleFlow;
    private final Set<ProtocolVersion> versions = new LinkedHashSet<>();
    private final Set<CipherSuite> cipherSuites = new LinkedHashSet<>();
    private final Set<NamedGroup> groups = new LinkedHashSet<>();
    private final Set<String> alpn = new LinkedHashSet<>();
    private final Set<String> serverNames = new LinkedHashSet<>();
    private boolean withoutServerName;
    private boolean proxyHeader;
    private boolean withoutProxyHeader;

    void add(FlowFacts facts) {
      handshakes++;
      exampleFlow = exampleFlow == 0 ? facts.flow().id() : exampleFlow;
      facts.version().ifPresent(v -> keep(versions, v));
      facts.serverHello().ifPresent(s -> keep(cipherSuites, s.value().cipherSuite()));
      facts.group().ifPresent(g -> keep(groups, g));
      facts.alpn().ifPresent(a -> keep(alpn, a));
      facts.serverName().ifPresent(n -> keep(serverNames, n.toLowerCase(Locale.ROOT)));
      withoutServerName |= facts.clientHello().isPresent() && facts.serverName().isEmpty();
      boolean header =
          facts.plaintext().stream().anyMatch(p -> p.value().role() == PlaintextEvent.Role.HEADER);
      proxyHeader |= header;
      withoutProxyHeader |= !header;
    }

    ServerProfile profile() {
      return new ServerProfile(
          handshakes,
          exampleFlow,
          Set.copyOf(versions),
          Set.copyOf(cipherSuites),
          Set.copyOf(groups),
          Set.copyOf(alpn),
          Set.copyOf(serverNames),
          withoutServerName,
          proxyHeader,
          withoutProxyHeader);
    }

    private static <T> void keep(Set<T> values, T value) {
      if (values.size() < MAX_VALUES) {
        values.add(value);
      }
    }
  }
}
