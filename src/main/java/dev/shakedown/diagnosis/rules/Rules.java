package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All rules. Their order is the order of their findings: the first is the diagnosis. */
public final class Rules {
  public static final List<Rule> ALL =
      List.of(
          new HiddenCertificate(),
          new HiddenRefusal(),
          new UnseenDirection(),
          new SeenElsewhere(),
          new ConnectionRefused(),
          new SilentConnection(),
          new IcmpBlocked(),
          new LostOnThePath(),
          new RefusedPreamble(),
          new UnexpectedProxyHeader(),
          new PlaintextToTls(),
          new TlsToPlaintext(),
          new InjectedReset(),
          new MalformedInput(),
          new MessageOutOfOrder(),
          new ClientCertificateRefused(),
          new InterceptionSuspected(),
          new RejectedServerCertificate(),
          new NegotiationAlert(),
          new ClientRefusesParameters(),
          new MissingProxyHeader(),
          new FailedRenegotiation(),
          new NoCommonGround(),
          new HiddenAlpnRefusal(),
          new RefusedAfterHandshake(),
          new ResetAfterHandshake(),
          new AcceptedCertificate(),
          new AcceptedSuite(),
          new HiddenAlert(),
          new ProtocolAlert(),
          new Silence(),
          new WordlessClose(),
          new SuspiciousReset(),
          new CaptureQuality());

  private static final Map<Outcome, List<Rule>> FIRST = byOutcome(false);
  private static final Map<Outcome, List<Rule>> LAST = byOutcome(true);

  private Rules() {}

  /** Those that are asked about a connection that came out so. */
  public static List<Rule> first(Outcome outcome) {
    return FIRST.get(outcome);
  }

  /** Those that are asked about it if the first found nothing. */
  public static List<Rule> lastResorts(Outcome outcome) {
    return LAST.get(outcome);
  }

  private static Map<Outcome, List<Rule>> byOutcome(boolean lastResort) {
    Map<Outcome, List<Rule>> rules = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      rules.put(
          outcome,
          ALL.stream()
              .filter(r -> r.lastResort() == lastResort && r.outcomes().contains(outcome))
              .toList());
    }
    return Map.copyOf(rules);
  }
}
