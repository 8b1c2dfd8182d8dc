package dev.shakedown.tls.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One registry's table, read from a resource of lines {@code number,name}; {@code #} begins a
 * comment.
 */
final class Names {
  private final Map<Integer, String> names;

  private Names(Map<Integer, String> names) {
    this.names = names;
  }

  static Names load(String resource) {
    try (InputStream in = Names.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      Map<Integer, String> names = new HashMap<>();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int comma = line.indexOf(',');
        if (comma > 0 && line.charAt(0) != '#') {
          names.put(Integer.decode(line.substring(0, comma)), line.substring(comma + 1));
        }
      }
      return new Names(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String nameOf(int code, int bits) {
    String name = names.get(code);
    if (name != null) {
      return name;
    }
    boolean grease = bits == 16 && (code & 0x0f0f) == 0x0a0a && code >>> 8 == (code & 0xff);
    return (grease ? "GREASE (0x%0" : "unknown (0x%0").concat(bits / 4 + "x)").formatted(code);
  }
}
