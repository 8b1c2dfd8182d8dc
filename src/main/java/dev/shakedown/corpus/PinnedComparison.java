package dev.shakedown.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** Compares a whole output with the file that holds what it should be. */
final class PinnedComparison {
  private static final Pattern FLOW = Pattern.compile("captures\\[0]\\.flows\\[(\\d+)]\\.?(.*)");

  private final Corpus.Item item;
  private final PinnedOutput pin;
  private final Observation observation;

  PinnedComparison(Corpus.Item item, PinnedOutput pin, Observation observation) {
    this.item = item;
    this.pin = pin;
    this.observation = observation;
  }

  /** JSON differs field by field, a text at its first line that is not the same. */
  List<Difference> differences() throws IOException {
    Path file = pin.beside(item.capture());
    byte[] found = observation.outputs().get(pin);
    if (!Files.exists(file)) {
      return List.of(whole(pin.ending(), pin.ending(), Difference.NOTHING, 0));
    }
    byte[] expected = Files.readAllBytes(file);
    if (java.util.Arrays.equals(expected, found)) {
      return List.of();
    }
    return pin == PinnedOutput.JSON ? json(expected, found) : text(expected, found);
  }

  private List<Difference> text(byte[] expected, byte[] found) {
    List<String> wanted = PinnedOutput.text(expected).lines().toList();
    List<String> got = PinnedOutput.text(found).lines().toList();
    int i = 0;
    while (i < Math.min(wanted.size(), got.size()) && wanted.get(i).equals(got.get(i))) {
      i++;
    }
    String wantedLine = i < wanted.size() ? wanted.get(i) : Difference.NOTHING;
    String gotLine = i < got.size() ? got.get(i) : Difference.NOTHING;
    return List.of(whole(pin.ending(), wantedLine, gotLine, i + 1));
  }

  private List<Difference> json(byte[] expected, byte[] found) {
    Object wanted;
    try {
      wanted = JsonTree.parse(expected);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      return List.of(whole(pin.ending(), "JSON", e.getOriginalMessage(), line));
    }
    List<Difference> differences = new ArrayList<>();
    for (JsonDifferences.Field field : JsonDifferences.between(wanted, JsonTree.parse(found))) {
      Matcher ofFlow = FLOW.matcher(field.path());
      int index = ofFlow.matches() ? Integer.parseInt(ofFlow.group(1)) : -1;
      if (index >= 0 && index < observation.flows().size()) {
        ObservedFlow flow = observation.flows().get(index);
        differences.add(
            new Difference(
                Optional.of(flow.key().toString()),
                flow.id(),
                flow.frames(),
                List.of(),
                ofFlow.group(2).isEmpty() ? Difference.FLOW : ofFlow.group(2),
                field.expected(),
                field.found(),
                item.name() + pin.ending(),
                0));
      } else {
        differences.add(whole(field.path(), field.expected(), field.found(), 0));
      }
    }
    if (differences.isEmpty()) {
      return List.of(whole(pin.ending(), "", "", 0)); // the same JSON, written otherwise
    }
    return differences;
  }

  private Difference whole(String field, String expected, String found, int line) {
    return new Difference(
        Optional.empty(),
        0,
        List.of(),
        List.of(),
        field,
        expected,
        found,
        item.name() + pin.ending(),
        line);
  }
}
