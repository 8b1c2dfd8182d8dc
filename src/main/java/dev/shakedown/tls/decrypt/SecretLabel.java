package dev.shakedown.tls.decrypt;

/** What a secret is, and with it what it is found by. All but the last one stand in key logs. */
enum SecretLabel {
  /** The master secret up to TLS 1.2, by client random. */
  CLIENT_RANDOM,
  CLIENT_EARLY_TRAFFIC_SECRET,
  CLIENT_HANDSHAKE_TRAFFIC_SECRET,
  SERVER_HANDSHAKE_TRAFFIC_SECRET,
  CLIENT_TRAFFIC_SECRET_0,
  SERVER_TRAFFIC_SECRET_0,
  /** The premaster secret, by client random. */
  PMS_CLIENT_RANDOM,
  /** The premaster secret, by the first eight bytes of its encrypted form. */
  ENCRYPTED_PREMASTER,
  /** The master secret up to TLS 1.2, by session id. */
  SESSION_ID,
  /** The master secret up to TLS 1.2, by session ticket. */
  SESSION_TICKET
}
