package dev.shakedown.bigip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The hardware that a platform id stands for; newer than some of it are ids without a name. */
final class Platforms {
  private static final Map<String, String> NAMES = load();

  private Platforms() {}

  /** The name of a platform; empty where it is not known. */
  static String name(String id) {
    return NAMES.getOrDefault(id, "");
  }

  private static Map<String, String> load() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Platforms.class.getResourceAsStream("platforms.csv"), StandardCharsets.UTF_8))) {
      return in.lines()
          .map(line -> line.split(",", 2))
          .collect(Collectors.toUnmodifiableMap(line -> line[0], line -> line[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
