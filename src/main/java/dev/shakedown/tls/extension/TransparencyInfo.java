package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.VersionedTransType;
import java.util.List;

/** transparency_info of a server (RFC 9162 6.5); may be empty. */
public record TransparencyInfo(List<Item> items) implements ExtensionBody {
  public TransparencyInfo {
    items = List.copyOf(items);
  }

  static TransparencyInfo decode(ByteReader in) throws MalformedException {
    return new TransparencyInfo(
        Vectors.list(
            in.vector16("trans_item_list"), v -> Item.decode(v.vector16("serialized_trans_item"))));
  }

  /**
   * A TransItem (RFC 9162 4.5).
   *
   * @param versionedType what it is
   * @param data as sent
   */
  public record Item(VersionedTransType versionedType, Bytes data) {
    static Item decode(ByteReader in) throws MalformedException {
      return new Item(new VersionedTransType(in.uint16("versioned_type")), in.rest());
    }
  }
}
