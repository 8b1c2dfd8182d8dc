package dev.shakedown.tls.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One registry's table: a resource of lines {@code 0xnumber,name}, where {@code #} begins a
 * comment. It is read when a name is first asked for, because many runs never ask.
 */
final class Names {
  private final String resource;
  private volatile Map<Long, String> names;

  private Names(String resource) {
    this.resource = resource;
  }

  /** The table in this resource of the package. */
  static Names of(String resource) {
    return new Names(resource);
  }

  /**
   * The name of a code point of a registry of 8 or 16 bits, else {@code unknown (0x..)}, else
   * {@code GREASE (0x....)}.
   */
  String nameOf(int code, int bits) {
    String name = table().get((long) code);
    if (name != null) {
      return name;
    }
    boolean grease = bits == 16 && (code & 0x0f0f) == 0x0a0a && code >>> 8 == (code & 0xff);
    int digits = code > 0xffff ? 6 : bits / 4;
    return (grease ? "GREASE (0x" : "unknown (0x").concat(hex(code, digits)).concat(")");
  }

  /** The name of a code point of any size. */
  Optional<String> find(long code) {
    return Optional.ofNullable(table().get(code));
  }

  /** The code points that have a name. */
  Set<Long> codes() {
    return table().keySet();
  }

  private static String hex(int code, int digits) {
    String hex = Integer.toHexString(code);
    return "0".repeat(Math.max(0, digits - hex.length())).concat(hex);
  }

  private Map<Long, String> table() {
    Map<Long, String> table = names;
    if (table == null) {
      table = read();
      names = table;
    }
    return table;
  }

  private Map<Long, String> read() {
    String text;
    try (InputStream in = Names.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<Long, String> table = new HashMap<>(1024);
    for (int start = 0, end; start < text.length(); start = end + 1) {
      end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (text.charAt(start) != '#') {
        int comma = text.indexOf(',', start);
        table.put(
            Long.parseLong(text, start + 2, comma, 16), text.substring(comma + 1, end).strip());
      }
    }
    return table;
  }
}
