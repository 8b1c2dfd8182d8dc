package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.PeerStack;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.Sender;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers what each server answers and refuses. A server is an address and a port; a baseline's is
 * also found by the name asked for, since a working client may have reached another address.
 */
public final class ServerProfiles {
  private final int maxServers;
  private final int maxOffers;
  private final Map<Endpoint, Gathered> servers = new HashMap<>();
  private final Map<String, Gathered> names = new HashMap<>();

  public ServerProfiles(Limits limits) {
    this.maxServers = limits.maxProfiledServers();
    this.maxOffers = limits.maxOffersPerServer();
  }

  /**
   * Learns from a finished connection.
   *
   * @param completed whether its handshake completed
   * @param capture the baseline it is from; empty for the capture at hand
   */
  public void learn(FlowFacts facts, boolean completed, String capture) {
    Optional<Offer> offer = Offer.of(facts);
    if (offer.isEmpty() && !completed) {
      return;
    }
    room(servers, facts.flow().server()).ifPresent(g -> g.add(facts, offer, completed, capture));
    if (!capture.isEmpty()) {
      facts
          .serverName()
          .flatMap(n -> room(names, n.toLowerCase(Locale.ROOT)))
          .ifPresent(g -> g.add(facts, offer, completed, capture));
    }
  }

  private <K> Optional<Gathered> room(Map<K, Gathered> map, K key) {
    return map.size() < maxServers || map.containsKey(key)
        ? Optional.of(map.computeIfAbsent(key, k -> new Gathered(maxOffers)))
        : Optional.empty();
  }

  /** What is known of a server, here and in a baseline. */
  public ServerProfile of(Endpoint server, Optional<String> name, ServerProfiles baseline) {
    ServerProfile own = profile(servers.get(server));
    Gathered sameAddress = baseline.servers.get(server);
    if (sameAddress != null) {
      return own.with(sameAddress.profile(), false);
    }
    Gathered sameName = name.map(n -> baseline.names.get(n.toLowerCase(Locale.ROOT))).orElse(null);
    return sameName == null ? own : own.with(sameName.profile(), true);
  }

  private static ServerProfile profile(Gathered gathered) {
    return gathered == null ? ServerProfile.UNKNOWN : gathered.profile();
  }

  private static final class Gathered {
    private final int maxOffers;
    private final Map<Offer, Answered> answered = new LinkedHashMap<>();
    private final Map<Offer, Refused> refused = new LinkedHashMap<>();
    private Optional<PeerStack> stack = Optional.empty();
    private int handshakes;
    private int exampleFlow;
    private boolean proxyHeader;
    private boolean withoutProxyHeader;

    /** Both as lists, until they grow. */
    private List<Answered> answers = List.of();

    private List<Refused> refusals = List.of();

    Gathered(int maxOffers) {
      this.maxOffers = maxOffers;
    }

    void add(FlowFacts facts, Optional<Offer> offer, boolean completed, String capture) {
      if (completed) {
        handshakes++;
        exampleFlow = exampleFlow == 0 && capture.isEmpty() ? facts.flow().id() : exampleFlow;
        boolean header =
            !facts.plaintext().isEmpty()
                && facts.plaintext().stream()
                    .anyMatch(p -> p.value().role() == PlaintextEvent.Role.HEADER);
        proxyHeader |= header;
        withoutProxyHeader |= !header;
      }
      stack = stack.or(facts::serverStack);
      if (offer.isEmpty()) {
        return;
      }
      if (facts.serverHello().isPresent()) {
        if (answered.size() < maxOffers) {
          answered.computeIfAbsent(offer.get(), o -> Answered.of(facts, o, capture));
        }
      } else if (refusedBy(facts.ending()) && refused.size() < maxOffers) {
        refused.computeIfAbsent(
            offer.get(),
            o ->
                new Refused(
                    capture,
                    facts.flow().id(),
                    facts.flow().client().address(),
                    o,
                    facts.ending().alert().flatMap(a -> a.description())));
      }
    }

    private static boolean refusedBy(Ending ending) {
      return ending.by() == Sender.SERVER
          && (ending.kind() == Ending.Kind.ALERT
              || ending.kind() == Ending.Kind.RST
              || ending.kind() == Ending.Kind.FIN);
    }

    ServerProfile profile() {
      if (answers.size() < answered.size()) {
        answers = List.copyOf(answered.values());
      }
      if (refusals.size() < refused.size()) {
        refusals = List.copyOf(refused.values());
      }
      return new ServerProfile(
          handshakes,
          exampleFlow,
          proxyHeader,
          withoutProxyHeader,
          answers,
          refusals,
          stack,
          false);
    }
  }
}
