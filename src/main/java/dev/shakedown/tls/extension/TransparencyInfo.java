package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** transparency_info of a server (RFC 9162 6.5): each SerializedTransItem. */
public record TransparencyInfo(List<Bytes> items) implements ExtensionBody {
  public TransparencyInfo {
    items = List.copyOf(items);
  }

  static TransparencyInfo decode(ByteReader in) throws MalformedException {
    return new TransparencyInfo(
        Vectors.list(in.vector16("trans_item_list"), v -> v.opaque16("serialized_trans_item")));
  }
}
