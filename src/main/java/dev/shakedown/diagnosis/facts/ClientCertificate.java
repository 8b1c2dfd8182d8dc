package dev.shakedown.diagnosis.facts;

/** What the client did about a certificate of its own. */
public enum ClientCertificate {
  /** No Certificate message of the client, none wanted as far as can be seen. */
  NONE,
  /** An empty Certificate message: the server asked, the client has none. */
  EMPTY,
  /** A certificate. */
  PRESENT
}
