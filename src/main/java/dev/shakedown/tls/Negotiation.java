package dev.shakedown.tls;

import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.DecodeCache;
import dev.shakedown.tls.handshake.DecodeContext;
import dev.shakedown.tls.handshake.DraftHelloRetryRequest;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.HelloRequest;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.Optional;

/** What both directions of a session have agreed on so far. */
final class Negotiation {
  private final DecodeCache cache;
  private Optional<ProtocolVersion> version = Optional.empty();
  private Optional<CipherSuite> cipherSuite = Optional.empty();
  private Optional<ClientHello> clientHello = Optional.empty();
  private Optional<ServerHello> serverHello = Optional.empty();
  private int handshake;

  /** Asked at every record, so found out once. */
  private boolean withoutEncryption;

  /** Whether nothing but HelloRequests has come of the current handshake. */
  private boolean requestedOnly;

  Negotiation(DecodeCache cache) {
    this.cache = cache;
  }

  DecodeCache cache() {
    return cache;
  }

  /**
   * Learns from a message.
   *
   * @param inProtectedRecord whether it stood in a protected record: a hello there renegotiates
   */
  void learn(HandshakeMessage message, boolean inProtectedRecord) {
    if (inProtectedRecord && !isTls13()) {
      countRenegotiation(message);
    }
    if (message instanceof ClientHello hello) {
      clientHello = Optional.of(hello);
    } else if (message instanceof ServerHello hello) {
      serverHello = Optional.of(hello);
      version = Optional.of(hello.version());
      cipherSuite = Optional.of(hello.cipherSuite());
      withoutEncryption = hello.cipherSuite().isWithoutEncryption();
    } else if (message instanceof DraftHelloRetryRequest retry) {
      version = Optional.of(retry.version());
    }
  }

  private void countRenegotiation(HandshakeMessage message) {
    boolean request = message instanceof HelloRequest;
    if (request || message instanceof ClientHello) {
      handshake += requestedOnly ? 0 : 1;
      requestedOnly = request;
    }
  }

  /** The handshake messages belong to: 0 for the first one, 1 for the first renegotiation, ... */
  int handshake() {
    return handshake;
  }

  /** The last ClientHello decoded. */
  Optional<ClientHello> clientHello() {
    return clientHello;
  }

  /** The last ServerHello decoded; it may be a HelloRetryRequest. */
  Optional<ServerHello> serverHello() {
    return serverHello;
  }

  /** Whether a ClientHello was decoded, from whichever side. */
  boolean clientHelloSeen() {
    return clientHello.isPresent();
  }

  /** Whether the server has chosen TLS 1.3. */
  boolean isTls13() {
    return version.isPresent() && version.get().isTls13();
  }

  /** Whether the suite chosen protects integrity only (RFC 5246 6.2.3.1, RFC 9150). */
  boolean isWithoutEncryption() {
    return withoutEncryption;
  }

  /** Whether a ServerHello was decoded. */
  boolean isVersionKnown() {
    return version.isPresent();
  }

  /**
   * The context for a message in the clear. Behind a ServerHello that was not seen the record's
   * version stands in for the negotiated one, which is the same up to TLS 1.2.
   */
  DecodeContext context(HandshakeType type, ProtocolVersion recordVersion) {
    boolean hello =
        type.equals(HandshakeType.CLIENT_HELLO) || type.equals(HandshakeType.SERVER_HELLO);
    Optional<ProtocolVersion> known =
        version.isPresent() || hello ? version : Optional.of(recordVersion);
    return new DecodeContext(known, cipherSuite, cache);
  }
}
