package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * trust_anchors of a ClientHello, a CertificateRequest or EncryptedExtensions
 * (draft-ietf-tls-trust-anchor-ids-03 4.1): relative object identifiers, each in DER without tag
 * and length. A server lists what it has, most preferred first.
 */
public record TrustAnchors(List<Bytes> identifiers) implements ExtensionBody {
  public TrustAnchors {
    identifiers = List.copyOf(identifiers);
  }

  static TrustAnchors decode(ByteReader in) throws MalformedException {
    return new TrustAnchors(
        Vectors.list(in.vector16("trust_anchor_identifier_list"), v -> v.opaque8("identifier")));
  }
}
