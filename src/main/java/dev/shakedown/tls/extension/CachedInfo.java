package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** cached_info (RFC 7924 3): what the client remembers of the server, by the hash of it. */
public record CachedInfo(List<CachedObject> objects) implements ExtensionBody {
  public CachedInfo {
    objects = List.copyOf(objects);
  }

  static CachedInfo decode(ByteReader in) throws MalformedException {
    return new CachedInfo(
        Vectors.list(
            in.vector16("cached_info"),
            v -> new CachedObject(v.uint8("type"), v.opaque8("hash_value"))));
  }

  /**
   * Something remembered.
   *
   * @param type 1 is cert, 2 cert_req
   * @param hash SHA-256 of it
   */
  public record CachedObject(int type, Bytes hash) {}
}
