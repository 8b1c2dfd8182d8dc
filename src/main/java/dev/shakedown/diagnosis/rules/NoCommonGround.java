package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.ServerProfile;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.Optional;
import java.util.Set;

/**
 * The server answers a ClientHello with an alert, reset or close that does not say why. What it
 * accepted from others, and what is odd in the offer, tells what was not common.
 */
final class NoCommonGround implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.VERSION_MISMATCH,
        Codes.CIPHER_MISMATCH,
        Codes.GROUP_MISMATCH,
        Codes.SIGNATURE_ALGORITHM_MISMATCH,
        Codes.SNI_MISSING,
        Codes.SNI_UNRECOGNIZED,
        Codes.HANDSHAKE_FAILURE);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Ending ending = connection.ending();
    if (!connection.failed()
        || ending.by() != Sender.SERVER
        || facts.serverHello().isPresent()
        || facts.decisiveClientHello().isEmpty()
        || !facts.plaintext().isEmpty() && ending.kind() != Ending.Kind.ALERT) {
      return Verdict.CLEAR;
    }
    Optional<AlertDescription> alert = ending.alert().flatMap(AlertSeen::description);
    boolean generic = alert.filter(AlertDescription.HANDSHAKE_FAILURE::equals).isPresent();
    boolean noGroup = alert.filter(AlertDescription.UNEXPECTED_MESSAGE::equals).isPresent();
    boolean internal = alert.filter(AlertDescription.INTERNAL_ERROR::equals).isPresent();
    boolean wordless = ending.kind() == Ending.Kind.FIN || ending.kind() == Ending.Kind.RST;
    if (!generic && !noGroup && !internal && !wordless) {
      return Verdict.CLEAR;
    }
    ClientHello hello = facts.decisiveClientHello().get().value();
    Optional<FindingBuilder> cause =
        byProfile(connection.server(), hello, facts)
            .or(() -> byOffer(hello, generic, noGroup, internal));
    if (cause.isPresent()) {
      return cause.get().clientHello(facts).end(ending).resetCause(facts).verdict();
    }
    return generic
        ? FindingBuilder.certain(Codes.HANDSHAKE_FAILURE)
            .detail("offeredVersions", Offer.versions(hello))
            .clientHello(facts)
            .end(ending)
            .verdict()
        : Verdict.CLEAR;
  }

  /** Compares with what this server accepted on other connections. */
  private static Optional<FindingBuilder> byProfile(
      ServerProfile server, ClientHello hello, FlowFacts facts) {
    if (!server.speaksTls()) {
      return Optional.empty();
    }
    Optional<FindingBuilder> cause = Optional.empty();
    if (Offer.overlap(Offer.versions(hello), server.versions()).isEmpty()
        && server.versions().stream().allMatch(v -> above(v, Offer.highest(hello)))) {
      cause =
          Optional.of(
              FindingBuilder.likely(Codes.VERSION_MISMATCH)
                  .variant("profile")
                  .detail("offered", Offer.versions(hello))
                  .detail("accepted", java.util.List.copyOf(server.versions())));
    } else if (!server.withoutServerName() && facts.serverName().isEmpty()) {
      cause = Optional.of(FindingBuilder.likely(Codes.SNI_MISSING).variant("profile"));
    } else if (Offer.overlap(Offer.cipherSuites(hello), server.cipherSuites()).isEmpty()) {
      cause =
          Optional.of(
              FindingBuilder.likely(Codes.CIPHER_MISMATCH)
                  .variant("profile")
                  .detail("offered", Offer.cipherSuites(hello))
                  .detail("accepted", java.util.List.copyOf(server.cipherSuites())));
    } else if (!Offer.groups(hello).isEmpty()
        && !server.groups().isEmpty()
        && Offer.overlap(Offer.groups(hello), server.groups()).isEmpty()) {
      cause =
          Optional.of(
              FindingBuilder.likely(Codes.GROUP_MISMATCH)
                  .variant("profile")
                  .detail("offered", Offer.groups(hello))
                  .detail("accepted", java.util.List.copyOf(server.groups())));
    }
    long frame = facts.decisiveClientHello().get().frame();
    return cause.map(
        c ->
            c.detail("exampleFlow", server.exampleFlow())
                .proof(frame, Message.of("evidence.profile", "flow", server.exampleFlow())));
  }

  private static boolean above(ProtocolVersion accepted, ProtocolVersion offered) {
    int a = accepted.isTls13() ? 0x0304 : accepted.code();
    int o = offered.isTls13() ? 0x0304 : offered.code();
    return a > o;
  }

  /** Without a comparison only an offer that most servers would refuse says anything. */
  private static Optional<FindingBuilder> byOffer(
      ClientHello hello, boolean generic, boolean noGroup, boolean internal) {
    ProtocolVersion highest = Offer.highest(hello);
    boolean oldVersion = highest.code() <= ProtocolVersion.TLS_1_1.code() && !highest.isTls13();
    if ((generic || internal) && oldVersion) {
      return Optional.of(
          FindingBuilder.likely(Codes.VERSION_MISMATCH)
              .variant("old")
              .detail("offered", Offer.versions(hello)));
    }
    if (generic && Offer.uncommonSuites(hello)) {
      return Optional.of(
          FindingBuilder.likely(Codes.CIPHER_MISMATCH)
              .variant("offer")
              .detail("offered", Offer.cipherSuites(hello)));
    }
    if ((generic || noGroup) && Offer.uncommonGroups(hello) || noGroup && highest.isTls13()) {
      return Optional.of(
          FindingBuilder.possible(Codes.GROUP_MISMATCH)
              .variant("offer")
              .detail("offered", Offer.groups(hello)));
    }
    if (generic && Offer.onlySignatureKind(hello).isPresent()) {
      return Optional.of(
          FindingBuilder.possible(Codes.SIGNATURE_ALGORITHM_MISMATCH)
              .variant("offer")
              .detail("kind", Offer.onlySignatureKind(hello).get())
              .detail("offered", Offer.signatureSchemes(hello)));
    }
    if (generic && Offer.cipherSuites(hello).size() <= 2 && !highest.isTls13()) {
      return Optional.of(
          FindingBuilder.possible(Codes.CIPHER_MISMATCH)
              .variant("offer")
              .detail("offered", Offer.cipherSuites(hello)));
    }
    return Optional.empty();
  }
}
