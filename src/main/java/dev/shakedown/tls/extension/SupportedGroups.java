package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.NamedGroup;
import java.util.List;

/** supported_groups (RFC 8446 4.2.7, RFC 8422 5.1.1), most preferred first. */
public record SupportedGroups(List<NamedGroup> groups) implements ExtensionBody {
  public SupportedGroups {
    groups = List.copyOf(groups);
  }

  static SupportedGroups decode(ByteReader in) throws MalformedException {
    return new SupportedGroups(
        Vectors.list(in.vector16("named_group_list"), v -> NamedGroup.of(v.uint16("named_group"))));
  }
}
