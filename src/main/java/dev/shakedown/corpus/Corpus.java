package dev.shakedown.corpus;

import dev.shakedown.capture.CaptureFiles;
import dev.shakedown.diagnosis.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The captures below a folder and what is expected of them, in order of their names.
 *
 * @param root the folder
 * @param items captures, and expectations whose captures are missing
 */
public record Corpus(Path root, List<Item> items) {
  /**
   * A capture with its expectation.
   *
   * @param name path below the folder, with slashes
   * @param capture the file, which need not exist
   * @param expectation empty where there is none, or none that can be read
   * @param fault why the expectation cannot be read
   */
  record Item(
      String name, Path capture, Optional<Expectation> expectation, Optional<Message> fault) {
    Path expectationFile() {
      return capture.resolveSibling(capture.getFileName() + Expectation.ENDING);
    }
  }

  /**
   * Looks for captures and expectations.
   *
   * @param only globs ({@code 4*}, {@code mail/**}) of names or file names; empty for all
   * @throws java.util.regex.PatternSyntaxException if a glob is none
   */
  public static Corpus below(Path folder, List<String> only) throws IOException {
    Path root = folder.normalize();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new FileSystemException(folder.toString(), null, "Not a directory");
    }
    List<PathMatcher> globs = new ArrayList<>();
    for (String glob : only) {
      globs.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
    }
    TreeMap<String, Item> items = new TreeMap<>();
    Set<Path> named = new HashSet<>();
    Collection<Path> captures;
    try {
      captures = captures(root);
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a folder below that cannot be read
    }
    for (Path capture : captures) {
      Item item = item(root, capture);
      item.expectation().ifPresent(e -> named.addAll(e.sources().points()));
      item.expectation().ifPresent(e -> named.addAll(e.sources().baselines()));
      items.put(item.name(), item);
    }
    // what another's expectation names is looked at with that one, and needs none of its own
    items.values().removeIf(i -> isNew(i) && named.contains(i.capture().normalize()));
    items.values().removeIf(i -> !isSelected(root, i, globs));
    return new Corpus(root, List.copyOf(items.values()));
  }

  /** The captures that are there, and those that expectations tell of. */
  private static Collection<Path> captures(Path root) throws IOException {
    // by name: one that is no text in the locale's charset is not derived from its expectation's
    Map<String, Path> captures = new TreeMap<>();
    CaptureFiles.below(root).forEach(c -> captures.put(c.toString(), c));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = file.getFileName().toString();
        for (String ending : endings()) {
          if (name.endsWith(ending) && name.length() > ending.length()) {
            String capture = name.substring(0, name.length() - ending.length());
            captures.putIfAbsent(
                file.resolveSibling(capture).toString(), file.resolveSibling(capture));
          }
        }
      }
    }
    return captures.values();
  }

  private static List<String> endings() {
    List<String> endings = new ArrayList<>(List.of(Expectation.ENDING));
    for (PinnedOutput output : PinnedOutput.values()) {
      endings.add(output.ending());
    }
    return endings;
  }

  private static Item item(Path root, Path capture) throws IOException {
    String name = root.relativize(capture).toString().replace('\\', '/');
    Item item = new Item(name, capture, Optional.empty(), Optional.empty());
    if (!Files.exists(item.expectationFile())) {
      return item;
    }
    try {
      Expectation expectation = ExpectationReader.read(root, item.expectationFile());
      return new Item(name, capture, Optional.of(expectation), Optional.empty());
    } catch (ExpectationException e) {
      return new Item(name, capture, Optional.empty(), Optional.of(e.reason()));
    } catch (IOException e) {
      Message reason = Message.of("corpus.bad.read", "reason", String.valueOf(e.getMessage()));
      return new Item(name, capture, Optional.empty(), Optional.of(reason));
    }
  }

  private static boolean isNew(Item item) {
    return item.expectation().isEmpty() && item.fault().isEmpty();
  }

  private static boolean isSelected(Path root, Item item, List<PathMatcher> globs) {
    Path below = root.relativize(item.capture());
    return globs.isEmpty()
        || globs.stream().anyMatch(g -> g.matches(below) || g.matches(below.getFileName()));
  }
}
