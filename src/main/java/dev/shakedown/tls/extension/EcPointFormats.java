package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** ec_point_formats (RFC 8422 5.1.2): 0 is uncompressed. */
public record EcPointFormats(List<Integer> formats) implements ExtensionBody {
  public EcPointFormats {
    formats = List.copyOf(formats);
  }

  static EcPointFormats decode(ByteReader in) throws MalformedException {
    return new EcPointFormats(
        Vectors.list(in.vector8("ec_point_format_list"), v -> v.uint8("ec_point_format")));
  }
}
