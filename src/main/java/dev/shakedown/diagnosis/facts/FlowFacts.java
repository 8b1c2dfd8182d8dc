package dev.shakedown.diagnosis.facts;

import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.EncryptedExtensions;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/** What is known of one finished connection; all of its first handshake unless said otherwise. */
public interface FlowFacts {
  /** The connection itself. */
  FinishedFlow flow();

  /** The first ClientHello. */
  Optional<Seen<ClientHello>> clientHello();

  /** How the first ClientHello lay on the wire. */
  Optional<TlsEvent.Handshake> clientHelloOnWire();

  /** The ClientHello that answered a HelloRetryRequest. */
  Optional<Seen<ClientHello>> secondClientHello();

  /** The first HelloRetryRequest. */
  Optional<Seen<ServerHello>> helloRetryRequest();

  /** The ServerHello that is no HelloRetryRequest. */
  Optional<Seen<ServerHello>> serverHello();

  Optional<Seen<EncryptedExtensions>> encryptedExtensions();

  Optional<Seen<CertificateMessage>> serverCertificate();

  Optional<Seen<CertificateMessage>> clientCertificate();

  Optional<Seen<CertificateRequest>> certificateRequest();

  Optional<Seen<ServerKeyExchange>> serverKeyExchange();

  /** All alerts in order, readable or not, inferred ones included. */
  List<AlertSeen> alerts();

  /** All plaintext, in order. */
  List<Seen<PlaintextEvent>> plaintext();

  /** The version the server chose. */
  Optional<ProtocolVersion> version();

  /** The key exchange group agreed on, from key_share or ServerKeyExchange. */
  Optional<NamedGroup> group();

  /** The protocol the server chose by ALPN, where visible. */
  Optional<String> alpn();

  /** server_name of the first ClientHello. */
  Optional<String> serverName();

  /** Whether the first handshake resumed a session, as far as it is visible. */
  boolean resumed();

  /** Whether anything encrypted was decrypted. */
  boolean decrypted();
}
