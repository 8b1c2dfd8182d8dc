package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** signed_certificate_timestamp of a server (RFC 6962 3.3): each SerializedSCT. */
public record SignedCertificateTimestamps(List<Bytes> scts) implements ExtensionBody {
  public SignedCertificateTimestamps {
    scts = List.copyOf(scts);
  }

  static SignedCertificateTimestamps decode(ByteReader in) throws MalformedException {
    return new SignedCertificateTimestamps(
        Vectors.list(in.vector16("sct_list"), v -> v.opaque16("serialized_sct")));
  }
}
