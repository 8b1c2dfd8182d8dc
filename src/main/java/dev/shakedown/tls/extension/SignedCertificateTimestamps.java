package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * signed_certificate_timestamp of a server (RFC 6962 3.3).
 *
 * @param timestamps of version 1
 * @param others those of a version that is not known, which a client must pass over
 */
public record SignedCertificateTimestamps(
    List<SignedCertificateTimestamp> timestamps, List<Bytes> others) implements ExtensionBody {
  private static final int V1 = 0;

  public SignedCertificateTimestamps {
    timestamps = List.copyOf(timestamps);
    others = List.copyOf(others);
  }

  static SignedCertificateTimestamps decode(ByteReader in) throws MalformedException {
    List<SignedCertificateTimestamp> timestamps = new ArrayList<>();
    List<Bytes> others = new ArrayList<>();
    ByteReader list = in.vector16("sct_list");
    while (!list.isEmpty()) {
      ByteReader serialized = list.vector16("serialized_sct");
      if (serialized.peek("sct_version") == V1) {
        timestamps.add(SignedCertificateTimestamp.decode(serialized));
      } else {
        others.add(serialized.rest());
      }
    }
    return new SignedCertificateTimestamps(timestamps, others);
  }
}
