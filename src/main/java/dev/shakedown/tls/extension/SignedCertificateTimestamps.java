package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** signed_certificate_timestamp of a server (RFC 6962 3.3). */
public record SignedCertificateTimestamps(List<SignedCertificateTimestamp> timestamps)
    implements ExtensionBody {
  public SignedCertificateTimestamps {
    timestamps = List.copyOf(timestamps);
  }

  static SignedCertificateTimestamps decode(ByteReader in) throws MalformedException {
    return new SignedCertificateTimestamps(
        Vectors.list(
            in.vector16("sct_list"),
            v -> SignedCertificateTimestamp.decode(v.vector16("serialized_sct"))));
  }
}
