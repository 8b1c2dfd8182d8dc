package dev.shakedown.diagnosis.pairs;

import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.handshake.ClientHello;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of TLS between the two sides of a relay.
 *
 * @param kind where TLS ends
 * @param serverName whether the relay passes the client's server_name on; absent where either side
 *     has no ClientHello, or the client sent no name
 * @param forwardProxy whether the relay answers the client with a certificate of its own making, in
 *     place of the server's
 */
public record Termination(Kind kind, Optional<Boolean> serverName, boolean forwardProxy) {

  /** Where TLS ends. */
  public enum Kind {
    /** Both sides show one handshake. */
    PASSED_THROUGH,
    /** Each side has a handshake of its own. */
    BOTH_SIDES,
    /** The client speaks TLS; the server gets plaintext. */
    CLIENT_SIDE,
    /** The client speaks plaintext; the server gets TLS. */
    SERVER_SIDE,
    /** No TLS on either side. */
    NONE,
    /** One side shows too little. */
    UNKNOWN;

    /** The name in the JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Compares the two sides. */
  public static Termination of(FlowFacts clientSide, FlowFacts serverSide) {
    return new Termination(
        kind(clientSide, serverSide),
        passesName(clientSide, serverSide),
        forwardProxy(clientSide, serverSide));
  }

  private static Kind kind(FlowFacts clientSide, FlowFacts serverSide) {
    boolean tlsHere = speaksTls(clientSide);
    boolean tlsThere = speaksTls(serverSide);
    boolean plainHere = speaksPlainly(clientSide);
    boolean plainThere = speaksPlainly(serverSide);
    if (tlsHere && tlsThere) {
      return sameHello(clientSide, serverSide) ? Kind.PASSED_THROUGH : Kind.BOTH_SIDES;
    }
    if (tlsHere && plainThere) {
      return Kind.CLIENT_SIDE;
    }
    if (plainHere && tlsThere) {
      return Kind.SERVER_SIDE;
    }
    return plainHere && plainThere ? Kind.NONE : Kind.UNKNOWN;
  }

  private static boolean speaksTls(FlowFacts facts) {
    return facts.clientHello().isPresent() || facts.serverHello().isPresent();
  }

  private static boolean speaksPlainly(FlowFacts facts) {
    return !speaksTls(facts)
        && facts.plaintext().stream()
            .anyMatch(p -> p.from() == Sender.CLIENT && !p.value().protocol().equals("unknown"));
  }

  private static boolean sameHello(FlowFacts one, FlowFacts other) {
    Optional<Seen<ClientHello>> first = one.clientHello();
    Optional<Seen<ClientHello>> second = other.clientHello();
    return first.isPresent()
        && second.isPresent()
        && first.get().value().random().equals(second.get().value().random());
  }

  private static Optional<Boolean> passesName(FlowFacts clientSide, FlowFacts serverSide) {
    return clientSide
        .serverName()
        .filter(n -> serverSide.clientHello().isPresent())
        .map(n -> serverSide.serverName().filter(n::equals).isPresent());
  }

  /** The server's answer comes first, and the client sees its subject under another issuer. */
  private static boolean forwardProxy(FlowFacts clientSide, FlowFacts serverSide) {
    CertificateChain made = clientSide.serverChain();
    CertificateChain own = serverSide.serverChain();
    return made.readable()
        && own.readable()
        && !sameHello(clientSide, serverSide)
        && own.message().get().epochNanos() <= made.message().get().epochNanos()
        && made.leaf().subject().equals(own.leaf().subject())
        && !made.leaf().issuer().equals(own.leaf().issuer());
  }
}
