package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.handshake.CertificateVerify;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.SignatureScheme;
import dev.shakedown.tls.x509.Certificate;
import java.util.Optional;

/**
 * An offer that a server answered with a ServerHello, and what it chose.
 *
 * @param capture the baseline it is from; empty for the capture at hand
 * @param flow its number there
 * @param client who offered
 * @param offer the offer
 * @param version the version chosen
 * @param cipherSuite the suite chosen
 * @param group the group used, where visible
 * @param signatureScheme what the server signed with, where visible
 * @param alpn the protocol chosen, where visible
 * @param key the key of the server's certificate, such as {@code RSA} or {@code EC secp256r1},
 *     where visible
 */
public record Answered(
    String capture,
    int flow,
    IpAddress client,
    Offer offer,
    ProtocolVersion version,
    CipherSuite cipherSuite,
    Optional<NamedGroup> group,
    Optional<SignatureScheme> signatureScheme,
    Optional<String> alpn,
    Optional<ServerKey> key) {

  /**
   * A certificate's key.
   *
   * @param algorithm {@code RSA}, {@code EC}, {@code Ed25519}, ...
   * @param curve of an EC key; else empty
   */
  public record ServerKey(String algorithm, String curve) {
    static ServerKey of(Certificate leaf) {
      return new ServerKey(leaf.keyAlgorithm(), leaf.curve());
    }

    /** {@code RSA}, {@code EC secp256r1}. */
    @Override
    public String toString() {
      return curve.isEmpty() ? algorithm : algorithm + " " + curve;
    }
  }

  static Answered of(FlowFacts facts, Offer offer, String capture) {
    var hello = facts.serverHello().orElseThrow().value();
    return new Answered(
        capture,
        facts.flow().id(),
        facts.flow().client().address(),
        offer,
        hello.version(),
        hello.cipherSuite(),
        facts.group(),
        signatureScheme(facts),
        facts.alpn(),
        facts.serverChain().readable()
            ? Optional.of(ServerKey.of(facts.serverChain().leaf()))
            : Optional.empty());
  }

  private static Optional<SignatureScheme> signatureScheme(FlowFacts facts) {
    return facts
        .serverKeyExchange()
        .map(k -> k.value())
        .flatMap(ServerKeyExchange::scheme)
        .or(
            () ->
                facts.handshake().stream()
                    .filter(h -> h.from() == Sender.SERVER)
                    .map(h -> h.value().message())
                    .filter(CertificateVerify.class::isInstance)
                    .flatMap(m -> ((CertificateVerify) m).scheme().stream())
                    .findFirst());
  }
}
