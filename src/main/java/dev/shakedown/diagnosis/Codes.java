package dev.shakedown.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The codes of the public catalogue, in its order. */
public final class Codes {
  public static final String TCP_REFUSED = "tcp-refused";
  public static final String TCP_UNANSWERED = "tcp-unanswered";
  public static final String CLOSED_BEFORE_HELLO = "closed-before-hello";
  public static final String CLIENT_SILENT = "client-silent";
  public static final String CLIENT_HELLO_DROPPED = "client-hello-dropped";
  public static final String SERVER_SILENT = "server-silent";
  public static final String HANDSHAKE_TIMEOUT = "handshake-timeout";
  public static final String PATH_MTU = "path-mtu";
  public static final String PATH_LOSS = "path-loss";
  public static final String IP_FRAGMENTS_MISSING = "ip-fragments-missing";
  public static final String ICMP_BLOCKED = "icmp-blocked";
  public static final String RESET_INJECTED = "reset-injected";
  public static final String RESET_AFTER_CLIENT_HELLO = "reset-after-client-hello";
  public static final String RESET_DURING_HANDSHAKE = "reset-during-handshake";
  public static final String CLOSED_DURING_HANDSHAKE = "closed-during-handshake";
  public static final String PLAINTEXT_HTTP_TO_TLS_PORT = "plaintext-http-to-tls-port";
  public static final String PLAINTEXT_TO_TLS_PORT = "plaintext-to-tls-port";
  public static final String TLS_TO_PLAINTEXT_PORT = "tls-to-plaintext-port";
  public static final String PROXY_HEADER_UNEXPECTED = "proxy-header-unexpected";
  public static final String PROXY_HEADER_MISSING = "proxy-header-missing";
  public static final String STARTTLS_REFUSED = "starttls-refused";
  public static final String CONNECT_REFUSED = "connect-refused";
  public static final String UNKNOWN_PROTOCOL = "unknown-protocol";
  public static final String VERSION_MISMATCH = "version-mismatch";
  public static final String CIPHER_MISMATCH = "cipher-mismatch";
  public static final String GROUP_MISMATCH = "group-mismatch";
  public static final String SIGNATURE_ALGORITHM_MISMATCH = "signature-algorithm-mismatch";
  public static final String ALPN_MISMATCH = "alpn-mismatch";
  public static final String SNI_MISSING = "sni-missing";
  public static final String SNI_UNRECOGNIZED = "sni-unrecognized";
  public static final String INAPPROPRIATE_FALLBACK = "inappropriate-fallback";
  public static final String LEGACY_RENEGOTIATION = "legacy-renegotiation";
  public static final String RENEGOTIATION_FAILED = "renegotiation-failed";
  public static final String PSK_REJECTED = "psk-rejected";
  public static final String ECH_REJECTED = "ech-rejected";
  public static final String INSUFFICIENT_SECURITY = "insufficient-security";
  public static final String ACCESS_DENIED = "access-denied";
  public static final String HANDSHAKE_FAILURE = "handshake-failure";
  public static final String CERTIFICATE_EXPIRED = "certificate-expired";
  public static final String CERTIFICATE_NOT_YET_VALID = "certificate-not-yet-valid";
  public static final String CLOCK_SKEW = "clock-skew";
  public static final String CERTIFICATE_CHAIN_INCOMPLETE = "certificate-chain-incomplete";
  public static final String CERTIFICATE_SELF_SIGNED = "certificate-self-signed";
  public static final String CERTIFICATE_UNTRUSTED = "certificate-untrusted";
  public static final String CERTIFICATE_NAME_MISMATCH = "certificate-name-mismatch";
  public static final String CERTIFICATE_REVOKED = "certificate-revoked";
  public static final String CERTIFICATE_WEAK = "certificate-weak";
  public static final String CERTIFICATE_PURPOSE = "certificate-purpose";
  public static final String CERTIFICATE_REJECTED = "certificate-rejected";
  public static final String CLIENT_CERTIFICATE_MISSING = "client-certificate-missing";
  public static final String CLIENT_CERTIFICATE_REJECTED = "client-certificate-rejected";
  public static final String INTERCEPTION_SUSPECTED = "interception-suspected";
  public static final String RECORD_MALFORMED = "record-malformed";
  public static final String MESSAGE_MALFORMED = "message-malformed";
  public static final String UNEXPECTED_MESSAGE = "unexpected-message";
  public static final String RECORD_OVERFLOW = "record-overflow";
  public static final String DECRYPTION_FAILED = "decryption-failed";
  public static final String PEER_INTERNAL_ERROR = "peer-internal-error";
  public static final String PEER_CANCELED = "peer-canceled";
  public static final String REFUSED_AFTER_HANDSHAKE = "refused-after-handshake";
  public static final String ENCRYPTED_ALERT = "encrypted-alert";
  public static final String CAPTURE_STARTS_MIDSTREAM = "capture-starts-midstream";
  public static final String CAPTURE_ENDS_EARLY = "capture-ends-early";
  public static final String CAPTURE_TRUNCATED = "capture-truncated";
  public static final String CAPTURE_ONE_SIDED = "capture-one-sided";
  public static final String CAPTURE_LOST_PACKETS = "capture-lost-packets";

  /** All codes, in the catalogue's order. */
  public static final List<String> ALL =
      List.of(
          TCP_REFUSED,
          TCP_UNANSWERED,
          CLOSED_BEFORE_HELLO,
          CLIENT_SILENT,
          CLIENT_HELLO_DROPPED,
          SERVER_SILENT,
          HANDSHAKE_TIMEOUT,
          PATH_MTU,
          PATH_LOSS,
          IP_FRAGMENTS_MISSING,
          ICMP_BLOCKED,
          RESET_INJECTED,
          RESET_AFTER_CLIENT_HELLO,
          RESET_DURING_HANDSHAKE,
          CLOSED_DURING_HANDSHAKE,
          PLAINTEXT_HTTP_TO_TLS_PORT,
          PLAINTEXT_TO_TLS_PORT,
          TLS_TO_PLAINTEXT_PORT,
          PROXY_HEADER_UNEXPECTED,
          PROXY_HEADER_MISSING,
          STARTTLS_REFUSED,
          CONNECT_REFUSED,
          UNKNOWN_PROTOCOL,
          VERSION_MISMATCH,
          CIPHER_MISMATCH,
          GROUP_MISMATCH,
          SIGNATURE_ALGORITHM_MISMATCH,
          ALPN_MISMATCH,
          SNI_MISSING,
          SNI_UNRECOGNIZED,
          INAPPROPRIATE_FALLBACK,
          LEGACY_RENEGOTIATION,
          RENEGOTIATION_FAILED,
          PSK_REJECTED,
          ECH_REJECTED,
          INSUFFICIENT_SECURITY,
          ACCESS_DENIED,
          HANDSHAKE_FAILURE,
          CERTIFICATE_EXPIRED,
          CERTIFICATE_NOT_YET_VALID,
          CLOCK_SKEW,
          CERTIFICATE_CHAIN_INCOMPLETE,
          CERTIFICATE_SELF_SIGNED,
          CERTIFICATE_UNTRUSTED,
          CERTIFICATE_NAME_MISMATCH,
          CERTIFICATE_REVOKED,
          CERTIFICATE_WEAK,
          CERTIFICATE_PURPOSE,
          CERTIFICATE_REJECTED,
          CLIENT_CERTIFICATE_MISSING,
          CLIENT_CERTIFICATE_REJECTED,
          INTERCEPTION_SUSPECTED,
          RECORD_MALFORMED,
          MESSAGE_MALFORMED,
          UNEXPECTED_MESSAGE,
          RECORD_OVERFLOW,
          DECRYPTION_FAILED,
          PEER_INTERNAL_ERROR,
          PEER_CANCELED,
          REFUSED_AFTER_HANDSHAKE,
          ENCRYPTED_ALERT,
          CAPTURE_STARTS_MIDSTREAM,
          CAPTURE_ENDS_EARLY,
          CAPTURE_TRUNCATED,
          CAPTURE_ONE_SIDED,
          CAPTURE_LOST_PACKETS);

  private static final Set<String> BY_NETWORK =
      Set.of(
          CLIENT_HELLO_DROPPED,
          PATH_MTU,
          PATH_LOSS,
          IP_FRAGMENTS_MISSING,
          ICMP_BLOCKED,
          RESET_INJECTED);

  private Codes() {}

  /**
   * Whom a cause puts the end on, whoever sent the last packet; absent where the ending tells it.
   */
  public static Optional<StoppedBy> culprit(String code) {
    return BY_NETWORK.contains(code) ? Optional.of(StoppedBy.NETWORK) : Optional.empty();
  }
}
