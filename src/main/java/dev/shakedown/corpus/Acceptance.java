package dev.shakedown.corpus;

import dev.shakedown.capture.UnreadableCaptureException;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.report.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was written to make what is found what is expected.
 *
 * @param name of the capture
 * @param written names of files that are new
 * @param renewed names of files that changed
 * @param missing whether there is an expectation, but no capture; it is left alone
 * @param reason why nothing could be accepted
 */
public record Acceptance(
    String name,
    List<String> written,
    List<String> renewed,
    boolean missing,
    Optional<Message> reason) {

  static Acceptance of(Corpus.Item item, CaptureCheck check) {
    if (item.fault().isPresent() || !Files.exists(item.capture())) {
      boolean missing = item.fault().isEmpty();
      return new Acceptance(item.name(), List.of(), List.of(), missing, item.fault());
    }
    Writer writer = new Writer(item);
    try {
      accept(item, check, writer);
      return new Acceptance(item.name(), writer.written, writer.renewed, false, Optional.empty());
    } catch (IOException e) {
      return failed(item, CaptureCheck.reason(e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed(item, Message.of("corpus.internal-error", "reason", e.toString()));
    }
  }

  private static Acceptance failed(Corpus.Item item, Message reason) {
    return new Acceptance(item.name(), List.of(), List.of(), false, Optional.of(reason));
  }

  private static void accept(Corpus.Item item, CaptureCheck check, Writer writer)
      throws IOException {
    Expectation expectation = item.expectation().orElse(Expectation.NONE);
    Set<PinnedOutput> pins = check.pins(item);
    Observation observation;
    try {
      observation = check.observe(item, expectation, pins);
    } catch (UnreadableCaptureException e) {
      // a capture that could once be read is not given up in silence
      boolean agreed = expectation.unreadable().isPresent() || item.expectation().isEmpty();
      if (!agreed) {
        throw e;
      }
      if (!expectation.unreadable().map(c -> c.answers().hold(List.of(e.code()))).orElse(false)) {
        writer.write(item.expectationFile(), Renewal.unreadable(e.code()));
      }
      return;
    }
    if (item.expectation().isPresent()) {
      String file = item.name() + Expectation.ENDING;
      Comparison comparison = Comparison.of(expectation, observation, file);
      if (!comparison.differences().isEmpty()) {
        writer.write(item.expectationFile(), Renewal.of(expectation, observation, comparison));
      }
    } else {
      writer.write(item.expectationFile(), Renewal.fresh(observation));
    }
    for (PinnedOutput pin : pins) {
      writer.write(pin.beside(item.capture()), observation.outputs().get(pin));
    }
  }

  private static final class Writer {
    private final Corpus.Item item;
    private final List<String> written = new ArrayList<>();
    private final List<String> renewed = new ArrayList<>();

    Writer(Corpus.Item item) {
      this.item = item;
    }

    void write(Path file, String text) throws IOException {
      write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(Path file, byte[] content) throws IOException {
      boolean exists = Files.exists(file);
      if (exists && Arrays.equals(Files.readAllBytes(file), content)) {
        return;
      }
      OutputFile.write(file, content);
      Path folder = Path.of(item.name()).resolveSibling(file.getFileName());
      (exists ? renewed : written).add(folder.toString().replace('\\', '/'));
    }
  }
}
