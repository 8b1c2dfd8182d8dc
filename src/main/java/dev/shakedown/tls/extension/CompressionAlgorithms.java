package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/** compress_certificate (RFC 8879 3): 1 is zlib, 2 brotli, 3 zstd; most preferred first. */
public record CompressionAlgorithms(List<Integer> algorithms) implements ExtensionBody {
  public CompressionAlgorithms {
    algorithms = List.copyOf(algorithms);
  }

  static CompressionAlgorithms decode(ByteReader in) throws MalformedException {
    return new CompressionAlgorithms(
        Vectors.list(in.vector8("algorithms"), v -> v.uint16("algorithm")));
  }
}
