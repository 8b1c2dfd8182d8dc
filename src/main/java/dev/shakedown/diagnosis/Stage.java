package dev.shakedown.diagnosis;

import java.util.Locale;

/** The last handshake step seen on the wire, in order. */
public enum Stage {
  TCP_SYN,
  TCP_ESTABLISHED,
  PREAMBLE,
  CLIENT_HELLO,
  HELLO_RETRY_REQUEST,
  SECOND_CLIENT_HELLO,
  SERVER_HELLO,
  SERVER_ENCRYPTED,
  ENCRYPTED_EXTENSIONS,
  CERTIFICATE_REQUEST,
  SERVER_CERTIFICATE,
  CERTIFICATE_STATUS,
  SERVER_KEY_EXCHANGE,
  SERVER_HELLO_DONE,
  SERVER_CERTIFICATE_VERIFY,
  SERVER_FINISHED,
  CLIENT_CERTIFICATE,
  CLIENT_KEY_EXCHANGE,
  CLIENT_CERTIFICATE_VERIFY,
  CLIENT_CHANGE_CIPHER_SPEC,
  CLIENT_FINISHED,
  SERVER_CHANGE_CIPHER_SPEC,
  COMPLETE;

  /** The name in the public contract: {@code client-hello}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
