package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The certificates of {@code testdata/x509}, made by its {@code make.sh}. */
public final class TestCertificates {
  private static final Path FOLDER = Path.of("testdata", "x509");

  private TestCertificates() {}

  public static Certificate certificate(String name) {
    return Certificates.decode(bytes(name));
  }

  public static Bytes bytes(String name) {
    try {
      return Bytes.copyOf(Files.readAllBytes(FOLDER.resolve(name + ".der")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TrustStore store(String... anchors) {
    TrustStore store = new TrustStore(true);
    for (String name : anchors) {
      Certificate anchor = certificate(name);
      store.add(anchor.subjectDer(), anchor.der());
    }
    return store;
  }
}
