package dev.shakedown.diagnosis.rules;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.MisplacedExtensions;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What in the hellos breaks the rules, as evidence for the alert that says no more than that
 * something does (RFC 8446 4.1.3, 9.2).
 */
public final class AnswerReading {
  private static final int SENTINEL_OFFSET = 24;

  /** {@code DOWNGRD} and 1: a server of TLS 1.3 chose TLS 1.2. */
  private static final Bytes TO_TLS12 = Bytes.ofHex("444f574e47524401");

  /** {@code DOWNGRD} and 0: a server of TLS 1.2 or later chose TLS 1.1 or older. */
  private static final Bytes BELOW_TLS12 = Bytes.ofHex("444f574e47524400");

  private AnswerReading() {}

  /** The evidence, none where nothing is wrong or the handshake did not fail over it. */
  public static List<Evidence> of(Case connection) {
    FlowFacts facts = connection.facts();
    Optional<Offer> offer = connection.offer();
    if (!connection.failed() || offer.isEmpty()) {
      return List.of();
    }
    if (connection.endedBy(Sender.SERVER, AlertDescription.MISSING_EXTENSION)) {
      return missing(offer.get(), facts.decisiveClientHello().orElseThrow().frame());
    }
    if (!connection.endedBy(Sender.CLIENT, AlertDescription.ILLEGAL_PARAMETER)) {
      return connection.endedBy(Sender.CLIENT, AlertDescription.UNSUPPORTED_EXTENSION)
          ? misplaced(facts)
          : List.of();
    }
    List<Evidence> found = new ArrayList<>(misplaced(facts));
    facts.serverHello().ifPresent(h -> found.addAll(illegal(h, offer.get())));
    return found;
  }

  /** Extensions of the server in messages that must not carry them. */
  private static List<Evidence> misplaced(FlowFacts facts) {
    List<Evidence> found = new ArrayList<>();
    for (Seen<TlsEvent.Handshake> seen : facts.handshake()) {
      HandshakeMessage message = seen.value().message();
      if (seen.from() == Sender.SERVER) {
        for (ExtensionType type : MisplacedExtensions.of(message)) {
          found.add(
              new Evidence(
                  seen.frame(),
                  Message.of(
                      "evidence.misplaced-extension",
                      "extension",
                      type,
                      "message",
                      message.type().messageName())));
        }
      }
    }
    return found;
  }

  private static List<Evidence> missing(Offer offer, long frame) {
    List<Evidence> found = new ArrayList<>();
    if (offer.offersTls13() && !offer.extensions().contains(ExtensionType.PRE_SHARED_KEY)) {
      for (ExtensionType type :
          List.of(
              ExtensionType.SIGNATURE_ALGORITHMS,
              ExtensionType.SUPPORTED_GROUPS,
              ExtensionType.KEY_SHARE)) {
        if (!offer.extensions().contains(type)) {
          found.add(
              new Evidence(frame, Message.of("evidence.missing-extension", "extension", type)));
        }
      }
    }
    return found;
  }

  private static List<Evidence> illegal(Seen<ServerHello> hello, Offer offer) {
    List<Evidence> found = new ArrayList<>();
    ServerHello chosen = hello.value();
    if (!offer.cipherSuites().contains(chosen.cipherSuite())) {
      found.add(
          new Evidence(
              hello.frame(), Message.of("evidence.not-offered", "chosen", chosen.cipherSuite())));
    }
    if (isDowngrade(chosen, offer)) {
      found.add(
          new Evidence(
              hello.frame(),
              Message.of(
                  "evidence.downgrade", "chosen", chosen.version(), "offered", offer.highest())));
    }
    return found;
  }

  /** Whether a ServerHello says that its server would speak a newer version (RFC 8446 4.1.3). */
  static boolean isDowngrade(ServerHello chosen, Offer offer) {
    if (chosen.random().size() < SENTINEL_OFFSET + TO_TLS12.size()) {
      return false;
    }
    Bytes sentinel = chosen.random().slice(SENTINEL_OFFSET, TO_TLS12.size());
    boolean below = Offer.rank(chosen.version()) < ProtocolVersion.TLS_1_2.code();
    return sentinel.equals(TO_TLS12) && offer.offersTls13()
        || sentinel.equals(BELOW_TLS12)
            && below
            && Offer.rank(offer.highest()) >= ProtocolVersion.TLS_1_2.code();
  }
}
