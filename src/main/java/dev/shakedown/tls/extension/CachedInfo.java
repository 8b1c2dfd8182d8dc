package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CachedInformationType;
import java.util.List;

/**
 * cached_info (RFC 7924 3): what the client remembers of the server, by the hash of it; a server
 * answers with the types alone.
 */
public record CachedInfo(List<CachedObject> objects) implements ExtensionBody {
  public CachedInfo {
    objects = List.copyOf(objects);
  }

  static CachedInfo decode(ByteReader in) throws MalformedException {
    return new CachedInfo(
        Vectors.list(
            in.vector16("cached_info"), v -> new CachedObject(type(v), v.opaque8("hash_value"))));
  }

  /** The types of what the server leaves out of its handshake. */
  static CachedInfo decodeAnswer(ByteReader in) throws MalformedException {
    return new CachedInfo(
        Vectors.list(in.vector16("cached_info"), v -> new CachedObject(type(v), Bytes.EMPTY)));
  }

  private static CachedInformationType type(ByteReader in) throws MalformedException {
    return new CachedInformationType(in.uint8("type"));
  }

  /**
   * Something remembered.
   *
   * @param type what it is
   * @param hash SHA-256 of it; empty in a server's answer
   */
  public record CachedObject(CachedInformationType type, Bytes hash) {}
}
