package dev.shakedown.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads expectation files. Lines that are indented belong to the section above them; empty lines
 * and those that begin with {@code #} are for people. The file may come from anybody: what it names
 * must lie in the corpus.
 */
final class ExpectationReader {
  private static final int MAX_SIZE = 16 << 20;

  private static final int MAX_LINE = 64 << 10;

  /** Each may become a difference to be told of. */
  private static final int MAX_LINES = 100_000;

  private final Path root;
  private final Path folder;
  private final List<Path> keyLogs = new ArrayList<>();
  private final List<Path> rsaKeys = new ArrayList<>();
  private final List<Path> trustStores = new ArrayList<>();
  private final List<Path> points = new ArrayList<>();
  private final List<Path> baselines = new ArrayList<>();
  private final List<Claim> unreadable = new ArrayList<>();
  private final List<Section> captures = new ArrayList<>();
  private final List<Section> flows = new ArrayList<>();
  private final List<Section> others = new ArrayList<>();
  private final Set<FlowKey> keys = new HashSet<>();
  private List<Claim> open;

  private ExpectationReader(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /**
   * Reads a file.
   *
   * @param root the folder of the corpus
   */
  static Expectation read(Path root, Path file) throws IOException, ExpectationException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_SIZE + 1);
    }
    if (content.length > MAX_SIZE) {
      throw new ExpectationException(0, "size", "");
    }
    return new ExpectationReader(root, file.resolveSibling("")).read(lines(content));
  }

  private static List<String> lines(byte[] content) throws ExpectationException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content))
          .toString()
          .replaceFirst("^\uFEFF", "")
          .lines()
          .toList();
    } catch (CharacterCodingException e) {
      throw new ExpectationException(0, "encoding", "");
    }
  }

  private Expectation read(List<String> lines) throws ExpectationException {
    if (lines.size() > MAX_LINES) {
      throw wrong(0, "lines", "");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String said = line.strip();
      if (line.length() > MAX_LINE) {
        throw wrong(i + 1, "line-length", "");
      }
      if (said.isEmpty() || said.startsWith("#")) {
        continue;
      }
      int space = 0;
      while (space < said.length() && !Character.isWhitespace(said.charAt(space))) {
        space++;
      }
      String word = said.substring(0, space);
      String rest = said.substring(space).strip();
      if (Character.isWhitespace(line.charAt(0))) {
        claim(i + 1, word, rest);
      } else {
        open(i + 1, word, rest);
      }
    }
    Sources sources = new Sources(keyLogs, rsaKeys, first(trustStores), points, baselines);
    return new Expectation(
        lines, sources, first(unreadable), first(captures), flows, first(others));
  }

  private void claim(int line, String field, String answers) throws ExpectationException {
    if (open == null) {
      throw new ExpectationException(line, "no-section", field);
    }
    open.add(
        new Claim(
            line,
            field,
            FieldPath.parse(field).orElseThrow(() -> wrong(line, "field", field)),
            Answers.parse(field, answers).orElseThrow(() -> wrong(line, "answers", answers))));
  }

  private static ExpectationException wrong(int line, String fault, String value) {
    return new ExpectationException(line, fault, value);
  }

  private void open(int line, String word, String rest) throws ExpectationException {
    open = null;
    switch (word) {
      case "keylog" -> keyLogs.add(file(line, rest));
      case "rsa-key" -> rsaKeys.add(file(line, rest));
      case "trust-store" -> once(line, word, trustStores, file(line, rest));
      case "point" -> points.add(file(line, rest));
      case "baseline" -> baselines.add(file(line, rest));
      case "unreadable" -> {
        Answers answers = Answers.parse(word, rest).orElseThrow(() -> wrong(line, "answers", rest));
        FieldPath path = FieldPath.parse("problems[0].code").orElseThrow();
        once(line, word, unreadable, new Claim(line, word, path, answers));
      }
      case "capture" -> once(line, word, captures, section(line, Optional.empty()));
      case "flow" -> flow(line, rest);
      default -> throw wrong(line, "word", word);
    }
  }

  private void flow(int line, String rest) throws ExpectationException {
    if (rest.equals("*")) {
      once(line, "flow *", others, section(line, Optional.empty()));
      return;
    }
    FlowKey key = FlowKey.parse(rest).orElseThrow(() -> wrong(line, "flow", rest));
    if (!keys.add(key.undirected())) {
      throw wrong(line, "twice", "flow " + key);
    }
    flows.add(section(line, Optional.of(key)));
  }

  private Section section(int line, Optional<FlowKey> flow) {
    open = new ArrayList<>();
    return new Section(line, flow, open);
  }

  private static <T> void once(int line, String word, List<T> known, T value)
      throws ExpectationException {
    if (!known.isEmpty()) {
      throw wrong(line, "twice", word);
    }
    known.add(value);
  }

  private static <T> Optional<T> first(List<T> values) {
    return values.stream().findFirst();
  }

  /** A file named in the expectation, relative to it; no way leads out of the corpus. */
  private Path file(int line, String name) throws ExpectationException {
    try {
      Path file = folder.resolve(name).normalize();
      if (name.isEmpty()
          || Path.of(name).isAbsolute()
          || !file.toAbsolutePath().startsWith(root.toAbsolutePath())) {
        throw wrong(line, "outside", name);
      }
      if (!Files.isRegularFile(file)) {
        throw wrong(line, "no-file", name);
      }
      return file;
    } catch (InvalidPathException e) {
      throw wrong(line, "no-file", name);
    }
  }
}
