package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/**
 * HelloRetryRequest as a message of its own, in drafts of TLS 1.3 up to 21 (draft-ietf-tls-tls13-21
 * 4.1.4); later it is a ServerHello.
 *
 * @param version the version chosen
 * @param cipherSuite the suite chosen; absent before draft 19
 * @param extensions in wire order, repeats kept
 */
public record DraftHelloRetryRequest(
    ProtocolVersion version, Optional<CipherSuite> cipherSuite, List<Extension> extensions)
    implements HandshakeMessage {
  private static final int FIRST_WITH_SUITE = 0x7f13;

  public DraftHelloRetryRequest {
    extensions = List.copyOf(extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.HELLO_RETRY_REQUEST;
  }

  static DraftHelloRetryRequest decode(ByteReader in, DecodeContext context)
      throws MalformedException {
    ProtocolVersion version = ProtocolVersion.of(in.uint16("server_version"));
    return new DraftHelloRetryRequest(
        version,
        version.code() >= FIRST_WITH_SUITE
            ? Optional.of(CipherSuite.of(in.uint16("cipher_suite")))
            : Optional.empty(),
        Extensions.decode(in, HandshakeType.HELLO_RETRY_REQUEST));
  }
}
