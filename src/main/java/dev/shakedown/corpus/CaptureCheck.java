package dev.shakedown.corpus;

import dev.shakedown.Analysis;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.UnreadableCaptureException;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.Reports;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.x509.TrustStore;
import dev.shakedown.tls.x509.TrustStoreFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks one capture, or accepts what is found in it. Keeps nothing from one to the next. */
final class CaptureCheck {
  /** No private key's file is larger. */
  private static final int MAX_KEY_FILE = 1 << 20;

  private final Path root;
  private final CorpusRun.Options options;
  private final PinnedOutput.Texts texts;

  CaptureCheck(Path root, CorpusRun.Options options, PinnedOutput.Texts texts) {
    this.root = root;
    this.options = options;
    this.texts = texts;
  }

  CaptureVerdict check(Corpus.Item item) {
    long start = options.nanoTime().getAsLong();
    if (item.fault().isPresent()) {
      return verdict(item, CaptureVerdict.Status.UNREADABLE, item.fault(), start);
    }
    if (!Files.exists(item.capture())) {
      return verdict(item, CaptureVerdict.Status.MISSING, Optional.empty(), start);
    }
    try {
      return compared(item, start);
    } catch (UnreadableCaptureException e) {
      return unreadable(item, e, start);
    } catch (IOException e) {
      return verdict(item, CaptureVerdict.Status.UNREADABLE, Optional.of(reason(e)), start);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      Message reason = Message.of("corpus.internal-error", "reason", e.toString());
      return verdict(item, CaptureVerdict.Status.UNREADABLE, Optional.of(reason), start);
    }
  }

  private CaptureVerdict compared(Corpus.Item item, long start) throws IOException {
    Expectation expectation = item.expectation().orElse(Expectation.NONE);
    Set<PinnedOutput> pins = pins(item);
    Observation observation = observe(item, expectation, pins);
    List<Difference> differences = new ArrayList<>();
    Map<String, List<Score>> scores = Map.of();
    boolean isNew =
        item.expectation().isEmpty()
            && pins.stream().noneMatch(p -> Files.exists(p.beside(item.capture())));
    if (isNew) {
      pins = Set.of();
    }
    if (item.expectation().isPresent()) {
      String file = item.name() + Expectation.ENDING;
      Comparison comparison = Comparison.of(expectation, observation, file);
      differences.addAll(comparison.differences());
      scores = comparison.scores();
    }
    for (PinnedOutput pin : pins) {
      differences.addAll(new PinnedComparison(item, pin, observation).differences());
    }
    CaptureVerdict.Status status =
        isNew
            ? CaptureVerdict.Status.NEW
            : differences.isEmpty()
                ? CaptureVerdict.Status.AS_EXPECTED
                : CaptureVerdict.Status.DIFFERENT;
    return new CaptureVerdict(
        item.name(),
        status,
        List.copyOf(differences),
        Optional.empty(),
        options.nanoTime().getAsLong() - start,
        scores,
        Optional.of(observation));
  }

  /** A file that is no capture is as expected where that is what is expected. */
  private CaptureVerdict unreadable(Corpus.Item item, UnreadableCaptureException e, long start) {
    boolean expected =
        item.expectation()
            .flatMap(Expectation::unreadable)
            .map(c -> c.answers().hold(List.of(e.code())))
            .orElse(false);
    return expected
        ? verdict(item, CaptureVerdict.Status.AS_EXPECTED, Optional.empty(), start)
        : verdict(item, CaptureVerdict.Status.UNREADABLE, Optional.of(reason(e)), start);
  }

  private CaptureVerdict verdict(
      Corpus.Item item, CaptureVerdict.Status status, Optional<Message> reason, long start) {
    long nanos = options.nanoTime().getAsLong() - start;
    return new CaptureVerdict(
        item.name(), status, List.of(), reason, nanos, Map.of(), Optional.empty());
  }

  static Message reason(IOException e) {
    return e instanceof UnreadableCaptureException unreadable
        ? new Message("unreadable." + unreadable.code(), unreadable.detail())
        : Message.of("corpus.read-failed", "reason", String.valueOf(e.getMessage()));
  }

  /** The whole outputs to compare: those that are kept, and in strict mode always the JSON. */
  Set<PinnedOutput> pins(Corpus.Item item) {
    Set<PinnedOutput> pins = new TreeSet<>();
    for (PinnedOutput output : PinnedOutput.values()) {
      boolean always = options.strict() && output == PinnedOutput.JSON;
      if (always || Files.exists(output.beside(item.capture()))) {
        pins.add(output);
      }
    }
    return pins;
  }

  /** Analyses the capture as its expectation says. */
  Observation observe(Corpus.Item item, Expectation expectation, Set<PinnedOutput> pins)
      throws IOException {
    Sources sources = expectation.sources();
    Analysis analysis =
        Analysis.builder()
            .limits(options.limits())
            .secrets(secrets(sources))
            .trustStore(trust(sources))
            .build();
    for (Path baseline : sources.baselines()) {
      try (CaptureReader reader = CaptureReader.open(baseline, options.limits())) {
        analysis.learn(reader, name(baseline));
      }
    }
    List<Path> points = new ArrayList<>(List.of(item.capture()));
    points.addAll(sources.points());
    if (points.size() > 1) {
      for (Path point : points) {
        try (CaptureReader reader = CaptureReader.open(point, options.limits())) {
          analysis.lookThrough(reader, name(point));
        }
      }
    }
    FlowWatch watch =
        new FlowWatch(
            Comparison.fieldsOfFlows(expectation),
            Comparison.fieldsOfCapture(expectation),
            texts.english());
    Map<PinnedOutput, ByteArrayOutputStream> outputs = new EnumMap<>(PinnedOutput.class);
    List<ReportWriter> writers = new ArrayList<>(List.of(watch));
    for (PinnedOutput pin : pins) {
      outputs.put(pin, new ByteArrayOutputStream());
      writers.add(pin.writer(outputs.get(pin), texts));
    }
    try (ReportWriter report = Reports.all(writers)) {
      for (Path point : points) {
        try (CaptureReader reader = CaptureReader.open(point, options.limits())) {
          analysis.run(reader, name(point), report);
        }
      }
    }
    Map<PinnedOutput, byte[]> kept = new EnumMap<>(PinnedOutput.class);
    outputs.forEach((pin, out) -> kept.put(pin, pin.kept(out.toByteArray())));
    return watch.observation(kept);
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static SecretStore secrets(Sources sources) throws IOException {
    SecretStore secrets = new SecretStore();
    for (Path keyLog : sources.keyLogs()) {
      try (InputStream in = Files.newInputStream(keyLog)) {
        secrets.addKeyLog(in);
      }
    }
    for (Path key : sources.rsaKeys()) {
      try (InputStream in = Files.newInputStream(key)) {
        secrets.addRsaKey(new String(in.readNBytes(MAX_KEY_FILE), StandardCharsets.US_ASCII));
      }
    }
    return secrets;
  }

  private TrustStore trust(Sources sources) throws IOException {
    return sources.trustStore().isPresent()
        ? TrustStoreFile.read(sources.trustStore().get())
        : options.trust();
  }
}
