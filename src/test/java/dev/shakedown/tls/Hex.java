package dev.shakedown.tls;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads hexadecimal text: white space is skipped, {@code #} begins a comment. */
public final class Hex {
  private Hex() {}

  /** The bytes of this text. */
  public static Bytes hex(String text) {
    return Bytes.ofHex(
        text.lines()
            .map(line -> line.replaceFirst("#.*", ""))
            .collect(Collectors.joining())
            .replaceAll("\\s", ""));
  }

  /** The bytes of a file of testdata/tls. */
  public static Bytes file(String name) {
    try {
      return hex(Files.readString(Path.of("testdata", "tls", name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
