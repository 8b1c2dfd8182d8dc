package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.AuthorizationDataFormat;
import java.util.List;

/** client_authz, server_authz (RFC 5878 2.3): what may come in SupplementalData. */
public record AuthorizationFormats(List<AuthorizationDataFormat> formats) implements ExtensionBody {
  public AuthorizationFormats {
    formats = List.copyOf(formats);
  }

  static AuthorizationFormats decode(ByteReader in) throws MalformedException {
    return new AuthorizationFormats(
        Vectors.list(
            in.vector8("authz_format_list"),
            v -> new AuthorizationDataFormat(v.uint8("authz_format"))));
  }
}
