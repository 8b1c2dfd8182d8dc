package dev.shakedown.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tshark finds malformed, in any number of captures at once. */
final class TsharkMarks {
  private static final Path TSHARK = Path.of("/usr/bin/tshark");
  private static final Path MERGECAP = Path.of("/usr/bin/mergecap");

  private TsharkMarks() {}

  /** The times of the malformed frames: an extracted frame has that of the original. */
  static Set<String> malformed(List<Path> captures, Path folder) throws IOException {
    assumeTrue(Files.isExecutable(TSHARK) && Files.isExecutable(MERGECAP), "no tshark");
    Path all = folder.resolve("all.pcapng");
    run(
        Stream.concat(
                Stream.of(MERGECAP.toString(), "-a", "-w", all.toString()),
                captures.stream().map(Path::toString))
            .toList());
    return run(List.of(
            TSHARK.toString(),
            "-n",
            "-r",
            all.toString(),
            "-Y",
            "_ws.malformed",
            "-T",
            "fields",
            "-e",
            "frame.time_epoch"))
        .lines()
        .collect(Collectors.toSet());
  }

  private static String run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
