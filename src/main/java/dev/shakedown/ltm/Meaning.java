package dev.shakedown.ltm;

import dev.shakedown.ltm.LogMessage.ConnectionError;
import java.util.Locale;

/**
 * What a line tells the reader. Ordered by how much it says of why a handshake failed: of several
 * lines about one failure the first in this order counts.
 */
public enum Meaning {
  /** The peer's first bytes were no TLS record. */
  NOT_SSL,
  /** The version the peer offered or chose is not allowed by the profile. */
  UNSUPPORTED_VERSION,
  NO_SHARED_CIPHERS,
  /** TLS_FALLBACK_SCSV with less than the highest version (RFC 7507). */
  FALLBACK_REFUSED,
  /** No profile of the virtual server could be used: the name is unknown, or a key not loaded. */
  NO_USABLE_PROFILE,
  /** The peer's certificate was refused. */
  PEER_CERTIFICATE,
  /** A cipher suite was chosen that the profile does not allow. */
  CIPHER_NOT_CONFIGURED,
  RENEGOTIATION,
  /** Another reason in the device's own words, with an alert. */
  OTHER_ERROR,
  /** The device reset the connection and names a cause. */
  RESET,
  /** A handshake failed; the line gives no reason. */
  UNEXPLAINED,
  /** The licence's limit of handshakes a second was reached. */
  RATE_LIMIT,
  /** The crypto hardware failed. */
  CRYPTO_DEVICE,
  /** An iRule broke off. */
  RULE_ERROR,
  POOL_EMPTY,
  POOL_BACK,
  /** A monitor's verdict about a pool member or a node changed. */
  MONITOR,
  /** No port left for connections to a pool member. */
  PORTS_EXHAUSTED,
  /** SYN cookies are being used. */
  SYN_COOKIES,
  /** Fewer resets are sent than packets would deserve. */
  RESETS_LIMITED,
  CERTIFICATE_EXPIRED,
  CERTIFICATE_EXPIRING,
  /** A profile could not load a key or a certificate. */
  PROFILE_NOT_LOADED,
  /** Another message of the TLS part of the software. */
  OTHER_SSL,
  /** Messages are missing around this line. */
  THROTTLED,
  /** Nothing to do with handshakes. */
  UNRELATED;

  /** The name in texts and JSON: {@code no-shared-ciphers}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it speaks of one connection's handshake, named or not. */
  public boolean ofHandshake() {
    return compareTo(UNEXPLAINED) <= 0;
  }

  /** Whether it gives a reason. */
  public boolean explains() {
    return compareTo(UNEXPLAINED) < 0;
  }

  /** Whether it is a state of the device, which may touch any connection. */
  public boolean ofDevice() {
    return compareTo(UNEXPLAINED) > 0 && compareTo(THROTTLED) < 0;
  }

  /** What a line means, by its form where that is known, else by its number. */
  public static Meaning of(LogLine line) {
    LogMessage message = line.message();
    if (message instanceof LogMessage.NoSharedCiphers) {
      return NO_SHARED_CIPHERS;
    }
    if (message instanceof LogMessage.HandshakeFailed) {
      return UNEXPLAINED;
    }
    if (message instanceof LogMessage.ResetSent) {
      return RESET;
    }
    if (message instanceof LogMessage.Throttled) {
      return THROTTLED;
    }
    return message instanceof ConnectionError error ? ofCause(error.cause()) : ofNumber(line);
  }

  /** By the text alone: function names and line numbers change with every build. */
  private static Meaning ofCause(String cause) {
    String text = cause.toLowerCase(Locale.ROOT);
    if (text.contains("not ssl")) {
      return NOT_SSL;
    }
    if (text.contains("unsupported version")) {
      return UNSUPPORTED_VERSION;
    }
    if (text.contains("no shared cipher")) {
      return NO_SHARED_CIPHERS;
    }
    if (text.contains("fallback_scsv")) {
      return FALLBACK_REFUSED;
    }
    if (text.contains("invalid profile")) {
      return NO_USABLE_PROFILE;
    }
    return text.contains("renegotiat") ? RENEGOTIATION : OTHER_ERROR;
  }

  private static Meaning ofNumber(LogLine line) {
    return switch (line.id()) {
      case "01260006" -> PEER_CERTIFICATE;
      case "01260008" -> RATE_LIMIT;
      case "01260014" -> CIPHER_NOT_CONFIGURED;
      case "01260000", "01070317" -> PROFILE_NOT_LOADED;
      case "011e0001" -> RESETS_LIMITED;
      case "01420007" -> CERTIFICATE_EXPIRING;
      case "01420008" -> CERTIFICATE_EXPIRED;
      case "01010025" -> CRYPTO_DEVICE;
      case "01010028" -> POOL_EMPTY;
      case "01010221" -> POOL_BACK;
      case "01070638", "01070727", "01070640", "01070728" -> MONITOR;
      case "01010201", "01010281" -> PORTS_EXHAUSTED;
      case "01010038", "01010055", "01010240" -> SYN_COOKIES;
      case "01220001" -> RULE_ERROR;
      default -> {
        boolean ssl = line.id().startsWith("0126");
        boolean renegotiation = line.text().toLowerCase(Locale.ROOT).contains("renegotiat");
        yield ssl ? renegotiation ? RENEGOTIATION : OTHER_SSL : UNRELATED;
      }
    };
  }
}
