package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.UserMappingType;
import java.util.List;

/** user_mapping (RFC 4681 2): kinds of user names that may come in SupplementalData. */
public record UserMappingTypes(List<UserMappingType> types) implements ExtensionBody {
  public UserMappingTypes {
    types = List.copyOf(types);
  }

  static UserMappingTypes decode(ByteReader in) throws MalformedException {
    return new UserMappingTypes(
        Vectors.list(
            in.vector8("user_mapping_types"),
            v -> new UserMappingType(v.uint8("user_mapping_type"))));
  }
}
