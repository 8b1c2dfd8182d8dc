package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.EcPointFormat;
import java.util.List;

/** ec_point_formats (RFC 8422 5.1.2). */
public record EcPointFormats(List<EcPointFormat> formats) implements ExtensionBody {
  public EcPointFormats {
    formats = List.copyOf(formats);
  }

  static EcPointFormats decode(ByteReader in) throws MalformedException {
    return new EcPointFormats(
        Vectors.list(
            in.vector8("ec_point_format_list"),
            v -> new EcPointFormat(v.uint8("ec_point_format"))));
  }
}
