package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** oid_filters of a CertificateRequest (RFC 8446 4.2.5). */
public record OidFilters(List<Filter> filters) implements ExtensionBody {
  public OidFilters {
    filters = List.copyOf(filters);
  }

  static OidFilters decode(ByteReader in) throws MalformedException {
    return new OidFilters(
        Vectors.list(
            in.vector16("filters"),
            v ->
                new Filter(
                    v.opaque8("certificate_extension_oid"),
                    v.opaque16("certificate_extension_values"))));
  }

  /** A certificate extension that must have these values, both in DER. */
  public record Filter(Bytes oid, Bytes values) {}
}
