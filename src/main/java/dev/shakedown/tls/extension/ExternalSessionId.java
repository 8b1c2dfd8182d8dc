package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/**
 * external_session_id (RFC 8844 4.3).
 *
 * @param sessionId the tls-id of SDP, 20..255 characters
 */
public record ExternalSessionId(String sessionId) implements ExtensionBody {
  static ExternalSessionId decode(ByteReader in) throws MalformedException {
    return new ExternalSessionId(in.opaque8("session_id").latin1());
  }
}
