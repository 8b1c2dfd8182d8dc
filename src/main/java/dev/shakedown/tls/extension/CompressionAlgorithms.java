package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CertificateCompressionAlgorithm;
import java.util.List;

/** compress_certificate (RFC 8879 3): most preferred first. */
public record CompressionAlgorithms(List<CertificateCompressionAlgorithm> algorithms)
    implements ExtensionBody {
  public CompressionAlgorithms {
    algorithms = List.copyOf(algorithms);
  }

  static CompressionAlgorithms decode(ByteReader in) throws MalformedException {
    return new CompressionAlgorithms(
        Vectors.list(
            in.vector8("algorithms"),
            v -> new CertificateCompressionAlgorithm(v.uint16("algorithm"))));
  }
}
