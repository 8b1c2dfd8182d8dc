package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.ExtensionBody;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.extension.SelectedVersion;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.CompressionMethod;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/**
 * The server's choice of parameters (RFC 8446 4.1.3, RFC 5246 7.4.1.3).
 *
 * @param legacyVersion the version chosen up to TLS 1.2; 0x0303 if supported_versions carries the
 *     choice
 * @param random 32 bytes; a fixed value marks a HelloRetryRequest
 * @param sessionId 0..255 bytes as sent
 * @param cipherSuite the suite chosen; {@link CipherSuite#UNREADABLE} if the message ends before it
 * @param compressionMethod as sent; NULL in drafts of TLS 1.3 that have none
 * @param extensions in wire order, repeats kept; empty also if the block is absent
 */
public record ServerHello(
    ProtocolVersion legacyVersion,
    Bytes random,
    Bytes sessionId,
    CipherSuite cipherSuite,
    CompressionMethod compressionMethod,
    List<Extension> extensions)
    implements HandshakeMessage {

  /** SHA-256 of "HelloRetryRequest" (RFC 8446 4.1.3). */
  public static final Bytes HELLO_RETRY_REQUEST_RANDOM =
      Bytes.ofHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  public ServerHello {
    extensions = List.copyOf(extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_HELLO;
  }

  /** What is wrong with it; empty if every field could be read. */
  public Optional<String> problem() {
    return ClientHello.problem(extensions);
  }

  /** Whether it is a HelloRetryRequest. */
  public boolean isHelloRetryRequest() {
    return random.equals(HELLO_RETRY_REQUEST_RANDOM);
  }

  /** The version chosen: that of supported_versions, else legacy_version. */
  public ProtocolVersion version() {
    return extension(SelectedVersion.class).map(SelectedVersion::version).orElse(legacyVersion);
  }

  /** The first extension with a body of this kind. */
  public <T extends ExtensionBody> Optional<T> extension(Class<T> kind) {
    return ClientHello.find(extensions, kind);
  }

  static ServerHello decode(ByteReader in, DecodeContext context) throws MalformedException {
    ProtocolVersion version = ProtocolVersion.of(in.uint16("legacy_version"));
    Bytes random = in.opaque("random", 32);
    boolean shortForm = isShortForm(version, in);
    Bytes sessionId = shortForm ? Bytes.EMPTY : in.opaque8("legacy_session_id_echo");
    CipherSuite suite = CipherSuite.UNREADABLE;
    CompressionMethod compression;
    try {
      suite = CipherSuite.of(in.uint16("cipher_suite"));
      compression = shortForm ? CompressionMethod.NULL : compressionMethod(in);
    } catch (MalformedException e) {
      List<Extension> problem = List.of(Extensions.unreadable(in.rest(), e.getMessage()));
      return new ServerHello(version, random, sessionId, suite, CompressionMethod.NULL, problem);
    }
    HandshakeType form =
        random.equals(HELLO_RETRY_REQUEST_RANDOM)
            ? HandshakeType.HELLO_RETRY_REQUEST
            : HandshakeType.SERVER_HELLO;
    return new ServerHello(
        version,
        random,
        sessionId,
        suite,
        compression,
        in.isEmpty() ? List.of() : Extensions.decode(in, form, context.cache().extensions()));
  }

  /** Reads what came of a ServerHello that was cut behind its suite. */
  static ServerHello decodeBeginning(ByteReader in) throws MalformedException {
    ProtocolVersion version = ProtocolVersion.of(in.uint16("legacy_version"));
    Bytes random = in.opaque("random", 32);
    boolean shortForm = isShortForm(version, in);
    Bytes sessionId = shortForm ? Bytes.EMPTY : in.opaque8("legacy_session_id_echo");
    CipherSuite suite = CipherSuite.of(in.uint16("cipher_suite"));
    CompressionMethod compression =
        shortForm || in.isEmpty() ? CompressionMethod.NULL : compressionMethod(in);
    HandshakeType form =
        random.equals(HELLO_RETRY_REQUEST_RANDOM)
            ? HandshakeType.HELLO_RETRY_REQUEST
            : HandshakeType.SERVER_HELLO;
    List<Extension> extensions = Extensions.decodeBeginning(in, form);
    return new ServerHello(version, random, sessionId, suite, compression, extensions);
  }

  private static CompressionMethod compressionMethod(ByteReader in) throws MalformedException {
    return CompressionMethod.of(in.uint8("legacy_compression_method"));
  }

  /** Whether its end was not seen. */
  public boolean isCut() {
    return ClientHello.isCut(extensions);
  }

  /**
   * Until draft 21 of TLS 1.3 the version itself stood here, and session id and compression method
   * were missing. The first drafts gave the version as 0x0304; then the next byte is the first one
   * of a suite, and no length of a session id.
   */
  private static boolean isShortForm(ProtocolVersion version, ByteReader in)
      throws MalformedException {
    if (version.equals(ProtocolVersion.TLS_1_3)) {
      int next = in.peek("cipher_suite");
      return next == 0x13 || next > 32;
    }
    return version.code() >>> 8 == 0x7f;
  }
}
