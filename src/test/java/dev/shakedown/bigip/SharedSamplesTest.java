package dev.shakedown.bigip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The BIG-IP samples beside the project are read as tshark reads them. */
class SharedSamplesTest {
  private static final Path SAMPLES = Path.of("../shared/corpus/f5");

  /** Where we read what tshark 4.0 does not. */
  private static final Map<String, String> NOT_READ_BY_TSHARK =
      Map.of("52-arp-zerolength-fragment.pcap 2", "it takes the trailer for TCP payload");

  /** Samples whose trailers it finds only if told to look behind padding that is not zero. */
  private static final Set<String> WALKING =
      Set.of(
          "41-dpt-nonzero-padding.pcap",
          "42-dpt-nonzero-padding-walk.pcap",
          "53-fcs-legacy-and-fcs-at-end.pcap");

  @BeforeAll
  static void needsTheSamples() {
    assumeTrue(Files.isDirectory(SAMPLES), "no BIG-IP samples at hand");
  }

  @Test
  void readsWhatTsharkReads() throws IOException {
    assumeTrue(Tshark.isAtHand(), "no tshark at hand");
    List<Path> walking = samples().stream().filter(SharedSamplesTest::needsWalking).toList();
    List<Path> others = samples().stream().filter(s -> !needsWalking(s)).toList();
    Map<String, Map<String, String>> theirs = new TreeMap<>(Tshark.read(walking, true));
    theirs.putAll(Tshark.read(others, false));
    Map<String, Map<String, String>> ours = Tshark.ours(samples());
    NOT_READ_BY_TSHARK.keySet().forEach(f -> assertFalse(theirs.containsKey(f), f));
    NOT_READ_BY_TSHARK.keySet().forEach(f -> assertNotNull(ours.remove(f), f));
    theirs.values().forEach(f -> f.keySet().removeIf(k -> k.startsWith("f5fileinfo")));
    List.of(theirs, ours).forEach(SharedSamplesTest::dropSlotsOf94);
    assertEquals(lines(theirs), lines(ours));
  }

  private static boolean needsWalking(Path sample) {
    return WALKING.contains(sample.getFileName().toString());
  }

  /** tshark shows the byte of that form as it is. */
  private static void dropSlotsOf94(Map<String, Map<String, String>> frames) {
    frames.forEach(
        (frame, fields) -> {
          if (frame.contains("legacy-94")) {
            fields.remove("f5ethtrailer.slot");
          }
        });
  }

  private static String lines(Map<String, Map<String, String>> frames) {
    return frames.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** The manifest tells what tshark was seen to show, without walking but where it says so. */
  @Test
  void readsWhatTheManifestTells() throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(SAMPLES.resolve("manifest.json").toFile());
    List<String> differences = new ArrayList<>();
    for (Path sample : samples()) {
      String name = sample.getFileName().toString();
      ReadTrailers read = ReadTrailers.of(sample);
      manifest
          .get(name)
          .get("frames")
          .forEachEntry(
              (frame, values) -> {
                if (!isMissedByTshark(name, frame)) {
                  differences.addAll(differences(name, frame, values, read));
                }
              });
      List<String> keyLog = new ArrayList<>();
      manifest.get(name).path("keylog").forEach(l -> keyLog.add(l.asString()));
      assertEquals(Set.copyOf(keyLog), Set.copyOf(read.bigIp.keyLog()), name);
      assertEquals(keyLog.size(), read.bigIp.keyLog().size(), name);
    }
    assertEquals("", String.join("\n", differences));
  }

  /** File-info frames are taken by tshark as frame 1 only, but the manifest has them all. */
  private static boolean isMissedByTshark(String name, String frame) {
    boolean withoutWalking = WALKING.contains(name) && !name.contains("walk");
    return withoutWalking || NOT_READ_BY_TSHARK.containsKey(name + " " + frame);
  }

  private static List<String> differences(
      String name, String frame, JsonNode values, ReadTrailers read) {
    long number = Long.parseLong(frame);
    Map<String, String> ours = new TreeMap<>();
    Optional.ofNullable(read.trailers.get(number)).ifPresent(t -> ours.putAll(Tshark.of(t)));
    Optional.ofNullable(read.fileInfos.get(number)).ifPresent(f -> ours.putAll(Tshark.of(f)));
    List<String> differences = new ArrayList<>();
    values.forEachEntry(
        (field, value) -> {
          boolean slotAsItIs = name.contains("legacy-94") && field.endsWith(".slot");
          boolean zeroFlags = field.endsWith("cfflags2");
          boolean notTaken = field.startsWith("f5fileinfo") && value.asString().isEmpty();
          boolean compared =
              Tshark.FIELDS.contains(field) && !slotAsItIs && !zeroFlags && !notTaken;
          if (compared && !value.asString().equals(ours.getOrDefault(field, ""))) {
            differences.add(
                "%s %s %s: manifest %s, here %s"
                    .formatted(name, frame, field, value.asString(), ours.get(field)));
          }
        });
    return differences;
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.filter(f -> f.toString().contains(".pcap")).sorted().toList();
    }
  }
}
