package dev.shakedown.diagnosis.rules;

import java.util.List;

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
          new AcceptedCertificate(),
          new HiddenAlert(),
          new ProtocolAlert(),
          new Silence(),
          new WordlessClose(),
          new SuspiciousReset(),
          new CaptureQuality());

  private Rules() {}
}
