package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.diagnosis.facts.PeerStack;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one server did on all its connections, in the capture and in the baselines. What it chose is
 * known; that it would refuse what it did not choose is not.
 *
 * @param handshakes completed handshakes
 * @param exampleFlow the capture's first of them; 0 if there is none
 * @param proxyHeader whether it completed one behind a PROXY protocol header
 * @param withoutProxyHeader whether it completed one without
 * @param answered offers it answered, no two alike; a bounded choice of them
 * @param refused offers it refused, no two alike; a bounded choice of them
 * @param stack the stack its answers look like
 * @param byName whether the baseline's answers come from another address and were found by SNI
 */
public record ServerProfile(
    int handshakes,
    int exampleFlow,
    boolean proxyHeader,
    boolean withoutProxyHeader,
    List<Answered> answered,
    List<Refused> refused,
    Optional<PeerStack> stack,
    boolean byName) {

  /** A server of which nothing is known. */
  public static final ServerProfile UNKNOWN =
      new ServerProfile(0, 0, false, false, List.of(), List.of(), Optional.empty(), false);

  public ServerProfile {
    answered = List.copyOf(answered);
    refused = List.copyOf(refused);
  }

  /** Whether it speaks TLS. */
  public boolean speaksTls() {
    return handshakes > 0 || !answered.isEmpty();
  }

  /** All values of one kind that it chose, in order of the connections. */
  public <T> Set<T> chosen(Function<Answered, Optional<T>> kind) {
    Set<T> values = new LinkedHashSet<>();
    answered.forEach(a -> kind.apply(a).ifPresent(values::add));
    return values;
  }

  /** The names it answered. */
  public Set<String> names() {
    return chosen(a -> a.offer().serverName());
  }

  /** The names it refused with unrecognized_name. */
  public Set<String> refusedNames() {
    Set<String> names = new LinkedHashSet<>();
    refused.stream()
        .filter(r -> r.alert().filter(AlertDescription.UNRECOGNIZED_NAME::equals).isPresent())
        .flatMap(r -> r.offer().serverName().stream())
        .forEach(names::add);
    return names;
  }

  /** This profile with what a baseline knows added, the capture's own first. */
  ServerProfile with(ServerProfile baseline, boolean foundByName) {
    return new ServerProfile(
        handshakes + baseline.handshakes,
        exampleFlow,
        proxyHeader || baseline.proxyHeader,
        withoutProxyHeader || baseline.withoutProxyHeader,
        Stream.concat(answered.stream(), baseline.answered.stream()).toList(),
        Stream.concat(refused.stream(), baseline.refused.stream()).toList(),
        stack.or(() -> baseline.stack),
        foundByName);
  }
}
