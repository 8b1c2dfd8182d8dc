package dev.shakedown.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that the command line names, to be read. */
final class InputFile {
  /** What Java makes of bytes that are no characters in the locale's charset. */
  private static final char LOST = '\ufffd';

  private InputFile() {}

  /**
   * The file of this name. One whose bytes are no characters reaches the program in a form that
   * leads to no file; it is looked for among those of its folder, where it has that form too.
   */
  static Path of(String name) {
    Path path = Path.of(name);
    if (name.indexOf(LOST) < 0 || Files.exists(path)) {
      return path;
    }
    Path found = path.isAbsolute() ? path.getRoot() : Path.of("");
    for (Path step : path) {
      found = step.toString().indexOf(LOST) < 0 ? found.resolve(step) : below(found, step);
    }
    return found;
  }

  /** The only entry of the folder that looks like this; the name itself where there is none. */
  private static Path below(Path folder, Path name) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> alike =
          entries.filter(e -> e.getFileName().toString().equals(name.toString())).toList();
      return alike.size() == 1 ? alike.get(0) : folder.resolve(name);
    } catch (IOException e) {
      return folder.resolve(name);
    }
  }
}
