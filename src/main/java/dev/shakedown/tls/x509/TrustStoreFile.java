package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.TooLargeException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads trust anchors: a PEM bundle, or any key store that the JDK knows (PKCS#12, JKS). */
public final class TrustStoreFile {
  /** No bundle in use is larger. */
  private static final int MAX_SIZE = 16 << 20;

  /** OpenSSL's trusted certificates carry more behind the certificate; those are not read. */
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (?:X509 )?CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END ");

  /** Stores of certificates have no secret to keep; these are what people protect them with. */
  private static final char[][] PASSWORDS = {null, {}, "changeit".toCharArray()};

  private TrustStoreFile() {}

  /** The file's anchors, read at once; an empty store where it holds none that can be read. */
  public static TrustStore read(Path file) throws IOException {
    byte[] content;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      content = in.readNBytes(MAX_SIZE + 1); // a device has no size, and no end
    }
    if (content.length > MAX_SIZE) {
      throw new TooLargeException(MAX_SIZE);
    }
    return of(content);
  }

  static TrustStore of(byte[] content) {
    TrustStore store = new TrustStore(true);
    addPem(store, new String(content, StandardCharsets.ISO_8859_1));
    if (store.size() == 0) {
      addKeyStore(store, content);
    }
    return store;
  }

  /** The anchors of the JDK that runs this, read when first needed; none where it has none. */
  public static TrustStore ofJdk() {
    return new TrustStore(
        store -> {
          Path home = Path.of(System.getProperty("java.home"));
          try {
            addKeyStore(store, Files.readAllBytes(home.resolve("lib/security/cacerts")));
          } catch (IOException e) {
            return; // a JDK without roots: chains are judged without
          }
        });
  }

  private static void addPem(TrustStore store, String text) {
    Matcher certificate = PEM.matcher(text);
    while (certificate.find()) {
      decoded(certificate.group(1)).ifPresent(der -> add(store, der));
    }
  }

  private static Optional<Bytes> decoded(String base64) {
    try {
      return Optional.of(Bytes.copyOf(Base64.getMimeDecoder().decode(base64)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // one certificate less
    }
  }

  private static void add(TrustStore store, Bytes der) {
    Certificate anchor = Certificates.decode(der);
    if (anchor.readable()) {
      store.add(anchor.subjectDer(), der);
    }
  }

  private static void addKeyStore(TrustStore store, byte[] content) {
    for (String type : new String[] {"PKCS12", "JKS"}) {
      for (char[] password : PASSWORDS) {
        try {
          KeyStore keys = KeyStore.getInstance(type);
          keys.load(new ByteArrayInputStream(content), password);
          addEntries(store, keys);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
          continue; // another type or another password; damage shows as any exception
        }
        if (store.size() > 0) {
          return;
        }
      }
    }
  }

  private static void addEntries(TrustStore store, KeyStore keys) throws GeneralSecurityException {
    for (String alias : Collections.list(keys.aliases())) {
      if (keys.getCertificate(alias) instanceof X509Certificate anchor) {
        store.add(
            Bytes.copyOf(anchor.getSubjectX500Principal().getEncoded()),
            Bytes.copyOf(anchor.getEncoded()));
      }
    }
  }
}
