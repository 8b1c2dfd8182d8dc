package dev.shakedown.tls;

import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.DecodeContext;
import dev.shakedown.tls.handshake.DraftHelloRetryRequest;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.x509.CertificateCache;
import java.util.Optional;

/** What both directions of a session have agreed on so far. */
final class Negotiation {
  private final CertificateCache certificates;
  private Optional<ProtocolVersion> version = Optional.empty();
  private Optional<CipherSuite> cipherSuite = Optional.empty();
  private boolean clientHelloSeen;

  Negotiation(CertificateCache certificates) {
    this.certificates = certificates;
  }

  /** Learns from a message. */
  void learn(HandshakeMessage message) {
    if (message instanceof ClientHello) {
      clientHelloSeen = true;
    } else if (message instanceof ServerHello hello) {
      version = Optional.of(hello.version());
      cipherSuite = Optional.of(hello.cipherSuite());
    } else if (message instanceof DraftHelloRetryRequest retry) {
      version = Optional.of(retry.version());
    }
  }

  /** Whether a ClientHello was decoded, from whichever side. */
  boolean clientHelloSeen() {
    return clientHelloSeen;
  }

  /** Whether the server has chosen TLS 1.3. */
  boolean isTls13() {
    return version.isPresent() && version.get().isTls13();
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
    return new DecodeContext(known, cipherSuite, certificates);
  }
}
