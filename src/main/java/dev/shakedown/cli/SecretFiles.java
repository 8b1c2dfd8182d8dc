package dev.shakedown.cli;

import dev.shakedown.bytes.TooLargeException;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import dev.shakedown.tls.decrypt.SecretStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads the files that hold secrets; one that cannot be used is a wrong command line. */
final class SecretFiles {
  /** No private key's file is larger. */
  private static final int MAX_KEY_FILE = 1 << 20;

  /** A key log of a million connections takes a tenth of it; a device never ends. */
  private static final long MAX_KEY_LOG = 256L << 20;

  private final Catalogue catalogue;
  private final PrintStream err;
  private final Anonymity anonymity;

  /** Says on {@code err} what deserves a warning, as {@code anonymity} has it. */
  SecretFiles(Catalogue catalogue, PrintStream err, Anonymity anonymity) {
    this.catalogue = catalogue;
    this.err = err;
    this.anonymity = anonymity;
  }

  SecretStore read(List<String> keyLogs, List<String> rsaKeys) {
    SecretStore secrets = new SecretStore();
    for (String name : keyLogs) {
      Path file = InputFile.of(name);
      try (InputStream in = bounded(Files.newInputStream(file))) {
        if (secrets.addKeyLog(in) == 0) {
          warn("cli.empty-key-log", Map.of("file", anonymity.file(name)));
        }
      } catch (IOException e) {
        throw unusable(file, Reasons.of(e, catalogue));
      }
    }
    if (secrets.dropped() > 0) {
      warn("cli.too-many-secrets", Map.of("count", secrets.dropped()));
    }
    for (String name : rsaKeys) {
      Path file = InputFile.of(name);
      try (InputStream in = Files.newInputStream(file)) {
        String pem = new String(in.readNBytes(MAX_KEY_FILE), StandardCharsets.US_ASCII);
        if (!secrets.addRsaKey(pem)) {
          throw unusable(file, catalogue.text("cli.no-rsa-key"));
        }
      } catch (IOException e) {
        throw unusable(file, Reasons.of(e, catalogue));
      }
    }
    return secrets;
  }

  private static InputStream bounded(InputStream file) {
    return new FilterInputStream(file) {
      private long left = MAX_KEY_LOG;

      @Override
      public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
      }

      private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
          throw new TooLargeException(MAX_KEY_LOG);
        }
      }
    };
  }

  private void warn(String key, Map<String, Object> arguments) {
    err.println(Printable.of("shakedown: " + catalogue.text(key, arguments)));
  }

  private UsageException unusable(Path file, String reason) {
    return new UsageException(
        catalogue.text("cli.cannot-read", Map.of("file", file, "reason", reason)));
  }
}
