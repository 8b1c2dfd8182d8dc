package dev.shakedown.preamble;

import dev.shakedown.tcp.FlowEvent;
import java.util.Map;

/**
 * Bytes that are not TLS.
 *
 * @param protocol what they are: {@code http}, {@code ssh}, {@code smtp}, {@code imap}, {@code
 *     pop3}, {@code ftp}, {@code ldap}, {@code postgresql}, {@code mysql}, {@code proxy-v1}, {@code
 *     proxy-v2}, {@code http-connect}, {@code socks5}, ..., {@code unknown}
 * @param role what they do in the dialogue
 * @param gist the first line or a short description, at most 200 characters, control characters
 *     replaced
 * @param length bytes seen of this message
 * @param details facts by name, for instance {@code source} of a PROXY header or {@code status} of
 *     an answer; in the order they are to be shown
 */
public record PlaintextEvent(
    String protocol, Role role, String gist, int length, Map<String, String> details)
    implements FlowEvent {

  /** What plaintext bytes do in the dialogue. */
  public enum Role {
    /** Ordinary speech of the protocol: greetings, requests, answers. */
    DATA,
    /** A header before everything else that asks for no answer (PROXY protocol). */
    HEADER,
    /** The client asks for TLS or for a tunnel. */
    UPGRADE_REQUEST,
    /** The server agrees; TLS follows. */
    UPGRADE_ACCEPTED,
    /** The server refuses. */
    UPGRADE_REFUSED
  }
}
