package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.extension.CutBody;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.ExtensionBody;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.extension.MalformedBody;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.CompressionMethod;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The client's offer (RFC 8446 4.1.2, RFC 5246 7.4.1.2), or an SSL 2.0 CLIENT-HELLO (RFC 5246 E.2).
 *
 * @param ssl2Format whether it came in SSL 2.0's format
 * @param legacyVersion the version offered up to TLS 1.2; 0x0303 if supported_versions carries the
 *     offer
 * @param random 32 bytes; in SSL 2.0's format the challenge, 16..32 bytes
 * @param sessionId 0..255 bytes as sent; more than 32 is illegal and left to a rule
 * @param cipherSuites most preferred first; in SSL 2.0's format cipher kinds of 24 bits among them
 * @param compressionMethods as sent; empty in SSL 2.0's format
 * @param extensions in wire order, repeats kept; empty also if the block is absent. Where the
 *     message ends before its time or goes wrong behind the session id, the last one is {@link
 *     ExtensionType#UNREADABLE} and says so
 */
public record ClientHello(
    boolean ssl2Format,
    ProtocolVersion legacyVersion,
    Bytes random,
    Bytes sessionId,
    List<CipherSuite> cipherSuites,
    List<CompressionMethod> compressionMethods,
    List<Extension> extensions)
    implements HandshakeMessage {

  public ClientHello {
    cipherSuites = List.copyOf(cipherSuites);
    compressionMethods = List.copyOf(compressionMethods);
    extensions = List.copyOf(extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_HELLO;
  }

  /** The first extension with a body of this kind. */
  public <T extends ExtensionBody> Optional<T> extension(Class<T> kind) {
    return find(extensions, kind);
  }

  static <T extends ExtensionBody> Optional<T> find(List<Extension> extensions, Class<T> kind) {
    for (Extension extension : extensions) {
      if (kind.isInstance(extension.body())) {
        return Optional.of(kind.cast(extension.body()));
      }
    }
    return Optional.empty();
  }

  static ClientHello decode(ByteReader in, DecodeContext context) throws MalformedException {
    ProtocolVersion version = ProtocolVersion.of(in.uint16("legacy_version"));
    Bytes random = in.opaque("random", 32);
    Bytes sessionId = in.opaque8("legacy_session_id");
    List<CipherSuite> suites = List.of();
    List<CompressionMethod> compressions = new ArrayList<>(1);
    List<Extension> extensions;
    try {
      ByteReader suiteList = in.vector16("cipher_suites");
      ByteReader whole = suiteList.upTo(suiteList.remaining() & ~1);
      suites = context.cache().cipherSuites().get(0, whole, ClientHello::suites);
      if (!suiteList.isEmpty()) {
        suiteList.uint16("cipher_suite"); // half of one: fails
      }
      ByteReader compressionList = in.vector8("legacy_compression_methods");
      while (!compressionList.isEmpty()) {
        compressions.add(CompressionMethod.of(compressionList.uint8("compression_method")));
      }
      extensions =
          in.isEmpty()
              ? List.of()
              : Extensions.decode(in, HandshakeType.CLIENT_HELLO, context.cache().extensions());
    } catch (MalformedException e) {
      extensions = List.of(Extensions.unreadable(in.rest(), e.getMessage()));
    }
    return new ClientHello(false, version, random, sessionId, suites, compressions, extensions);
  }

  private static List<CipherSuite> suites(ByteReader in) throws MalformedException {
    List<CipherSuite> suites = new ArrayList<>(in.remaining() / 2);
    while (!in.isEmpty()) {
      suites.add(CipherSuite.of(in.uint16("cipher_suite")));
    }
    return List.copyOf(suites);
  }

  /**
   * Reads what came of a ClientHello that was cut behind its random; {@link #isCut} tells it from a
   * whole one.
   */
  static ClientHello decodeBeginning(ByteReader in) throws MalformedException {
    ProtocolVersion version = ProtocolVersion.of(in.uint16("legacy_version"));
    Bytes random = in.opaque("random", 32);
    Bytes sessionId = in.isEmpty() ? Bytes.EMPTY : in.upTo(in.uint8("legacy_session_id")).rest();
    ByteReader suiteList = in.remaining() < 2 ? in : in.upTo(in.uint16("cipher_suites"));
    List<CipherSuite> suites = suites(suiteList.upTo(suiteList.remaining() & ~1));
    List<CompressionMethod> compressions = new ArrayList<>(1);
    ByteReader compressionList = in.isEmpty() ? in : in.upTo(in.uint8("compression_methods"));
    while (!compressionList.isEmpty()) {
      compressions.add(CompressionMethod.of(compressionList.uint8("compression_method")));
    }
    List<Extension> extensions = Extensions.decodeBeginning(in, HandshakeType.CLIENT_HELLO);
    return new ClientHello(false, version, random, sessionId, suites, compressions, extensions);
  }

  /** Whether its end was not seen; what is missing then is not known to be absent. */
  public boolean isCut() {
    return isCut(extensions);
  }

  static boolean isCut(List<Extension> extensions) {
    return extensions.stream().anyMatch(x -> x.body() instanceof CutBody);
  }

  /** What is wrong with it; empty if every field could be read. */
  public Optional<String> problem() {
    return problem(extensions);
  }

  static Optional<String> problem(List<Extension> extensions) {
    for (Extension extension : extensions) {
      if (extension.type().equals(ExtensionType.UNREADABLE)
          && extension.body() instanceof MalformedBody malformed) {
        return Optional.of(malformed.problem());
      }
    }
    return Optional.empty();
  }

  /** Decodes an SSL 2.0 CLIENT-HELLO behind its msg_type (RFC 5246 E.2). */
  static ClientHello decodeSsl2(ByteReader in, DecodeContext context) throws MalformedException {
    ProtocolVersion version = ProtocolVersion.of(in.uint16("version"));
    int suitesLength = in.uint16("cipher_spec_length");
    int sessionIdLength = in.uint16("session_id_length");
    int challengeLength = in.uint16("challenge_length");
    List<CipherSuite> suites = new ArrayList<>();
    ByteReader suiteList = in.sub("cipher_specs", suitesLength);
    while (!suiteList.isEmpty()) {
      suites.add(CipherSuite.of(suiteList.uint24("cipher_spec")));
    }
    Bytes sessionId = in.opaque("session_id", sessionIdLength);
    Bytes challenge = in.opaque("challenge", challengeLength);
    return new ClientHello(true, version, challenge, sessionId, suites, List.of(), List.of());
  }
}
