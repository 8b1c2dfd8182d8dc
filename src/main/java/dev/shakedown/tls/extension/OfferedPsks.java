package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** pre_shared_key of a ClientHello (RFC 8446 4.2.11). */
public record OfferedPsks(List<PskIdentity> identities, List<Bytes> binders)
    implements ExtensionBody {
  public OfferedPsks {
    identities = List.copyOf(identities);
    binders = List.copyOf(binders);
  }

  static OfferedPsks decode(ByteReader in) throws MalformedException {
    return new OfferedPsks(
        Vectors.list(in.vector16("identities"), PskIdentity::decode),
        Vectors.list(in.vector16("binders"), v -> v.opaque8("binder")));
  }
}
