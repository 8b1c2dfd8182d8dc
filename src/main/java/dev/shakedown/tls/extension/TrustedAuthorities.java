package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** trusted_ca_keys of a ClientHello (RFC 6066 6). */
public record TrustedAuthorities(List<Authority> authorities) implements ExtensionBody {
  public TrustedAuthorities {
    authorities = List.copyOf(authorities);
  }

  static TrustedAuthorities decode(ByteReader in) throws MalformedException {
    return new TrustedAuthorities(
        Vectors.list(in.vector16("trusted_authorities_list"), Authority::decode));
  }

  /**
   * A root the client has.
   *
   * @param identifierType 0 is pre_agreed, 1 key_sha1_hash, 2 x509_name, 3 cert_sha1_hash
   * @param identifier a hash or a name in DER; empty for pre_agreed
   */
  public record Authority(int identifierType, Bytes identifier) {
    static Authority decode(ByteReader in) throws MalformedException {
      int type = in.uint8("identifier_type");
      Bytes identifier =
          switch (type) {
            case 0 -> Bytes.EMPTY;
            case 1, 3 -> in.opaque("sha1_hash", 20);
            case 2 -> in.opaque16("x509_name");
            default -> throw new MalformedException("identifier_type: " + type);
          };
      return new Authority(type, identifier);
    }
  }
}
