package dev.shakedown.cli;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.OutputFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the words of the command line into values, or into a {@link UsageException}. */
final class Options {
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
    List<Network> networks = new ArrayList<>();
    for (String host : hosts) {
      networks.add(Network.parse(host).orElseThrow(() -> wrong("cli.bad-network", host)));
    }
    return new Selection(flows, networks, ports, names, time(since), time(until));
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

  void device(String id) {
    if (!id.isEmpty() && !id.equals("bigip")) {
      throw badChoice("--device", id, "bigip");
    }
  }

  /** Whether it is the first of two allowed words. */
  boolean oneOf(String option, String value, String first, String second) {
    if (!value.equals(first) && !value.equals(second)) {
      throw badChoice(option, value, first + ", " + second);
    }
    return value.equals(first);
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
