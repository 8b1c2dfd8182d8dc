package dev.shakedown.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The names of LINKTYPE_ values (tcpdump.org's registry), as libpcap prints them. */
public final class LinkTypes {
  private static final Map<Integer, String> NAMES = load();

  private LinkTypes() {}

  /** The name without a prefix, such as EN10MB; {@code LINKTYPE_n} where there is none. */
  public static String nameOf(int linkType) {
    String name = NAMES.get(linkType);
    return name == null ? "LINKTYPE_" + linkType : name;
  }

  private static Map<Integer, String> load() {
    try (InputStream in = LinkTypes.class.getResourceAsStream("link-types.csv")) {
      if (in == null) {
        throw new IllegalStateException("missing resource link-types.csv");
      }
      Map<Integer, String> names = new HashMap<>();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int comma = line.indexOf(',');
        if (comma > 0 && line.charAt(0) != '#') {
          names.put(Integer.valueOf(line.substring(0, comma)), line.substring(comma + 1));
        }
      }
      return Map.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
