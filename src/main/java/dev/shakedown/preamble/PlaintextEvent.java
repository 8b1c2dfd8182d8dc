package dev.shakedown.preamble;

import dev.shakedown.tcp.FlowEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bytes that are not TLS.
 *
 * <p>The protocols by name:
 *
 * <ul>
 *   <li>headers (role {@code HEADER}): {@code proxy-v1}, {@code proxy-v2}
 *   <li>tunnels (roles {@code UPGRADE_*}, and {@code DATA} for what else is said): {@code
 *       http-connect}, {@code socks4}, {@code socks5}
 *   <li>upgrades (roles {@code UPGRADE_*} only): {@code smtp-starttls}, {@code lmtp-starttls},
 *       {@code imap-starttls}, {@code pop3-stls}, {@code ftp-auth-tls}, {@code nntp-starttls},
 *       {@code sieve-starttls}, {@code irc-starttls}, {@code xmpp-starttls}, {@code ldap-starttls},
 *       {@code postgres-sslrequest}, {@code postgres-gssencrequest}, {@code mysql-ssl}, {@code
 *       tds-prelogin}, {@code rdp-negotiation}, {@code amqp-tls}, {@code http-upgrade-tls}
 *   <li>what is spoken around an upgrade or without one (role {@code DATA}): {@code smtp}, {@code
 *       lmtp}, {@code imap}, {@code pop3}, {@code ftp}, {@code nntp}, {@code sieve}, {@code irc},
 *       {@code xmpp}, {@code ldap}, {@code postgresql}, {@code mysql}, {@code tds}, {@code rdp},
 *       {@code amqp}, {@code http}, {@code nats}
 *   <li>what is recognised only (role {@code DATA}): {@code adb}, {@code bgp}, {@code bittorrent},
 *       {@code dns}, {@code giop}, {@code gnutella}, {@code icap}, {@code java-rmi}, {@code
 *       java-serialization}, {@code kerberos}, {@code memcached}, {@code mongodb}, {@code mqtt},
 *       {@code openvpn}, {@code redis}, {@code rfb}, {@code rtmp}, {@code rtsp}, {@code sip},
 *       {@code smb}, {@code ssh}, {@code stun}, {@code telnet}, {@code tns}, {@code fb-zero}
 *   <li>{@code unknown}
 * </ul>
 *
 * @param protocol what they are, from the list above
 * @param role what they do in the dialogue
 * @param gist the first line or a short description, at most 200 characters, control characters
 *     replaced; never a credential. Empty where there is nothing to quote: then {@code message}
 *     among the details may say that it is {@code incomplete} or {@code long}, and {@code messages}
 *     and {@code bytes} count what was not logged one by one
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

  public PlaintextEvent {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  @Override
  public int heldBytes() {
    int characters = gist.length();
    for (String value : details.values()) {
      characters += value.length();
    }
    return 300 + 100 * details.size() + 2 * characters;
  }
}
