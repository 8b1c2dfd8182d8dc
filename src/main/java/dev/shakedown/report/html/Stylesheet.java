package dev.shakedown.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style of the page.
 *
 * @param css as it stands in the style element
 */
public record Stylesheet(String css) {

  static Stylesheet load() {
    try (InputStream in = Stylesheet.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("missing resource page.css");
      }
      return new Stylesheet(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A Content-Security-Policy that allows this style and nothing else (CSP Level 3 2.3.1). */
  public String policy() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
      return "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(hash)
          + "'; base-uri 'none'; form-action 'none'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
