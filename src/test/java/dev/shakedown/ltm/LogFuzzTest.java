package dev.shakedown.ltm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.fuzz.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes taken for a BIG-IP's log, plain or compressed. */
class LogFuzzTest {
  /** A few bytes of compressed data can stand for any number of lines. */
  private static final int MAX_LINES = 2_000;

  static Stream<byte[]> seeds() {
    return Stream.of(
            Seeds.files(Path.of("captures"), ".log"),
            Seeds.files(Path.of("testdata/ltm"), ""),
            Seeds.kept("log"))
        .flatMap(s -> s)
        .filter(log -> log.length < 20_000);
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsWhatThereIs(byte[] input) throws IOException {
    assertEquals(read(input), read(input));
  }

  private static List<String> read(byte[] input) throws IOException {
    List<String> read = new ArrayList<>();
    Incidents incidents = new Incidents(incident -> read.add(incident.toString()));
    long number = 0;
    try (LogReader log = LogReader.open(new ByteArrayInputStream(input), "ltm")) {
      for (Optional<LogLine> line = log.next();
          line.isPresent() && number < MAX_LINES;
          line = log.next()) {
        assertTrue(line.get().number() > number, "lines are counted");
        number = line.get().number();
        assertTrue(line.get().text().length() <= 401, "a text is bounded");
        assertTrue(
            line.get().text().chars().noneMatch(c -> Character.getType(c) == Character.CONTROL),
            "nothing in it controls a terminal");
        incidents.add(line.get());
      }
      read.add(log.strange() + " " + log.cut() + " " + log.damaged());
    }
    incidents.finish();
    return read;
  }
}
