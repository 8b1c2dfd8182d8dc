package dev.shakedown.tls.x509;

/** What may be wrong with a path apart from its dates and its trust (RFC 5280 6.1). */
public enum PathFault {
  /** A signature does not verify with its issuer's key. */
  SIGNATURE,
  /** More intermediates than a path length constraint allows. */
  PATH_LENGTH,
  /** An issuer is no CA. */
  NOT_A_CA,
  /** A name that name constraints exclude. */
  NAME,
  /** An issuer that may not sign certificates. */
  KEY_USAGE,
  /** An extension that must be understood, and is not. */
  CRITICAL_EXTENSION
}
