package dev.shakedown.cli;

import dev.shakedown.capture.CaptureFiles;
import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.OutputFormat;
import dev.shakedown.tls.x509.TrustStore;
import dev.shakedown.tls.x509.TrustStoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the words of the command line into values, or into a {@link UsageException}. */
final class Options {
  private static final int MAX_PORT = 65_535;

  private final Catalogue catalogue;

  Options(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Selection selection(
      Set<Integer> flows,
      List<String> hosts,
      Set<Integer> ports,
      List<String> names,
      String since,
      String until) {
    flows.stream().filter(f -> f < 1).findAny().ifPresent(f -> refuse("cli.bad-flow", f));
    ports.stream()
        .filter(p -> p < 0 || p > MAX_PORT)
        .findAny()
        .ifPresent(p -> refuse("cli.bad-port", p));
    List<Network> networks = new ArrayList<>();
    for (String host : hosts) {
      networks.add(Network.parse(host).orElseThrow(() -> wrong("cli.bad-network", host)));
    }
    Instant from = time(since);
    Instant to = time(until);
    if (from != null && to != null && to.isBefore(from)) {
      throw wrong("cli.bad-period", since);
    }
    return new Selection(flows, networks, ports, names, from, to);
  }

  private void refuse(String key, int value) {
    throw wrong(key, String.valueOf(value));
  }

  /** Refuses an empty name: it stands for this folder, and mostly is a variable that is not set. */
  void named(List<String> inputs) {
    if (inputs.contains("")) {
      throw new UsageException(catalogue.text("cli.empty-name"));
    }
  }

  /**
   * Refuses to write over what is read, and to write to an empty name.
   *
   * @param target the file to be written; null or {@code -} for standard output
   */
  void notOver(String target, List<String> inputs) {
    if (target == null || target.equals("-")) {
      return;
    }
    named(List.of(target));
    for (String input : inputs) {
      if (isSame(Path.of(target), InputFile.of(input))) {
        throw new UsageException(catalogue.text("cli.onto-input", "file", target));
      }
    }
  }

  /** Refuses two results in one file: one would be lost. Empty ones are not asked for. */
  void apart(List<String> targets) {
    Set<Path> known = new HashSet<>();
    for (String target : targets) {
      if (!target.isEmpty() && !known.add(Path.of(target).toAbsolutePath().normalize())) {
        throw new UsageException(catalogue.text("cli.twice-written", "file", target));
      }
    }
  }

  private static boolean isSame(Path target, Path input) {
    try {
      if (!Files.isDirectory(input)) {
        return Files.isSameFile(target, input);
      }
      for (Path capture : CaptureFiles.below(input)) {
        if (Files.isSameFile(target, capture)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // one of them does not exist
    }
  }

  private Instant time(String text) {
    return text == null ? null : Times.parse(text).orElseThrow(() -> wrong("cli.bad-time", text));
  }

  FailOn failOn(Set<String> words) {
    for (String word : words) {
      boolean outcome = Arrays.stream(Outcome.values()).anyMatch(o -> o.id().equals(word));
      if (!outcome && !Codes.ALL.contains(word)) {
        throw wrong("cli.bad-fail-on", word);
      }
    }
    return new FailOn(words);
  }

  OutputFormat format(String id) {
    return OutputFormat.of(id)
        .orElseThrow(() -> badChoice("--format", id, "text, json, jsonl, html, markdown"));
  }

  void language(String id) {
    if (!id.isEmpty()) {
      oneOf("--lang", id, "en", "ja");
    }
  }

  /** The kind of device that took the capture; empty where it is not said. */
  void device(String id) {
    if (!id.isEmpty() && !id.equals("bigip")) {
      throw badChoice("--device", id, "bigip");
    }
  }

  /** The value, which must be one of the allowed words. */
  String oneOf(String option, String value, String... allowed) {
    if (!List.of(allowed).contains(value)) {
      throw badChoice(option, value, String.join(", ", allowed));
    }
    return value;
  }

  /**
   * The anchors to judge chains against: those of a file, or the JDK's.
   *
   * @param file null for the JDK's
   */
  TrustStore trust(String file) {
    if (file == null) {
      return TrustStoreFile.ofJdk();
    }
    String reason;
    try {
      TrustStore store = TrustStoreFile.read(InputFile.of(file));
      if (store.size() > 0) {
        return store;
      }
      reason = catalogue.text("cli.no-certificates");
    } catch (IOException e) {
      reason = Reasons.of(e, catalogue);
    }
    throw new UsageException(
        catalogue.text("cli.cannot-read", Map.of("file", file, "reason", reason)));
  }

  private UsageException badChoice(String option, String value, String choices) {
    return new UsageException(
        catalogue.text(
            "cli.bad-choice", Map.of("option", option, "value", value, "choices", choices)));
  }

  private UsageException wrong(String key, String value) {
    return new UsageException(catalogue.text(key, "value", value));
  }
}
