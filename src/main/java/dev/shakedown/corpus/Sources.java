package dev.shakedown.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a capture is analysed with. All lie in the corpus.
 *
 * @param points captures of the same connections at other points
 * @param baselines captures of a time or a client that works
 */
record Sources(
    List<Path> keyLogs,
    List<Path> rsaKeys,
    Optional<Path> trustStore,
    List<Path> points,
    List<Path> baselines) {
  static final Sources NONE =
      new Sources(List.of(), List.of(), Optional.empty(), List.of(), List.of());
}
