package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.Set;

/**
 * What one server was seen to accept on the other connections of a capture.
 *
 * @param handshakes completed handshakes
 * @param exampleFlow one of them; 0 if there is none
 * @param versions versions it chose
 * @param cipherSuites suites it chose
 * @param groups groups it chose
 * @param alpn protocols it chose
 * @param serverNames names it completed a handshake for, in lower case
 * @param withoutServerName whether it completed one without SNI
 * @param proxyHeader whether it completed one behind a PROXY protocol header
 * @param withoutProxyHeader whether it completed one without
 */
public record ServerProfile(
    int handshakes,
    int exampleFlow,
    Set<ProtocolVersion> versions,
    Set<CipherSuite> cipherSuites,
    Set<NamedGroup> groups,
    Set<String> alpn,
    Set<String> serverNames,
    boolean withoutServerName,
    boolean proxyHeader,
    boolean withoutProxyHeader) {

  /** A server of which nothing is known. */
  public static final ServerProfile UNKNOWN =
      new ServerProfile(
          0, 0, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false, false, false);

  /** Whether it speaks TLS. */
  public boolean speaksTls() {
    return handshakes > 0;
  }
}
