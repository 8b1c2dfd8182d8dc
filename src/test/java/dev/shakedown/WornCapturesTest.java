package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.StoppedBy;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tls.x509.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the capture lost is never a peer's fault. Each recorded capture is worn as captures are in
 * practice; the verdict must stay what it was, or become {@code indeterminate}, stopped by the
 * capture.
 */
@SuppressWarnings("UnnecessaryLambda") // each wear is a value of the table of cases
final class WornCapturesTest {
  private static final Path CAPTURES = Path.of("captures");

  private static final Set<Outcome> STOPPED = Set.of(Outcome.FAILED, Outcome.STALLED);

  /** Outcomes that a server gives a connection by what it says after the client's Finished. */
  private static final Set<String> REFUSED_AFTER_FINISHED =
      Set.of(
          "client-certificate-missing",
          "client-certificate-rejected",
          "certificate-expired",
          "encrypted-alert");

  /** Completes only after seconds of probing: a file that ends before has seen it stall. */
  private static final Set<String> STALLS_FOR_SECONDS = Set.of("161-path-mtu-probed.pcap");

  @SuppressWarnings("UnnecessaryLambda") // two ways to compare, chosen by name
  private static final BiPredicate<Verdict, Verdict> FITS_EXACTLY =
      (right, worn) ->
          right.outcome() == worn.outcome()
              && right.stoppedBy() == worn.stoppedBy()
              && (right.code().equals(worn.code()) || right.stoppedBy() == StoppedBy.NETWORK);

  @SuppressWarnings("UnnecessaryLambda")
  private static final BiPredicate<Verdict, Verdict> FITS_OR_OPEN =
      (right, worn) ->
          worn.outcome() == Outcome.INDETERMINATE && worn.stoppedBy() == StoppedBy.CAPTURE
              || right.outcome() == worn.outcome() && right.stoppedBy() == worn.stoppedBy()
              || STOPPED.contains(right.outcome())
                  && STOPPED.contains(worn.outcome())
                  && (right.stoppedBy() == worn.stoppedBy()
                      // without the packets to compare it with it looks like the peer's own
                      || right.code().equals("reset-injected"))
              // a clock set back takes away how long somebody waited
              || right.outcome() == Outcome.STALLED && worn.outcome() == Outcome.NOT_ATTEMPTED
              || right.outcome() == Outcome.STALLED && worn.code().equals("closed-during-handshake")
              // a reset behind a Finished that is missing stands in the handshake
              || right.code().equals("refused-after-handshake")
                  && worn.code().equals("reset-during-handshake")
              || REFUSED_AFTER_FINISHED.contains(right.code())
                  && worn.outcome() == Outcome.COMPLETED;

  /** A verdict on the n-th connection between two ends. */
  record Verdict(String ends, Outcome outcome, StoppedBy stoppedBy, String code) {
    @Override
    public String toString() {
      return outcome.id() + " by " + stoppedBy.id() + " " + code;
    }
  }

  @TestFactory
  Stream<DynamicTest> verdictsStayOrBecomeIndeterminate() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(CAPTURES)) {
      files = all.filter(MemoryCapture::isClassic).sorted().toList();
    }
    return files.stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    f.getFileName().toString(), () -> assertEquals(List.of(), faults(f))));
  }

  @Test
  void dataBehindTheFinishedCompletesAHandshakeWithoutItsBarePackets() throws IOException {
    for (String name : List.of("001-good-tls12.pcap", "002-good-tls13.pcap")) {
      MemoryCapture whole = MemoryCapture.read(CAPTURES.resolve(name));
      assertEquals(
          List.of("completed by none -"),
          verdicts(Worn.payloadOnly(whole)).stream().map(Verdict::toString).toList(),
          name);
    }
  }

  /** What is wrong with the verdicts on a worn capture, a sentence each. */
  static List<String> faults(Path file) throws IOException {
    MemoryCapture whole = MemoryCapture.read(file);
    List<Verdict> truth = verdicts(whole);
    List<String> faults = new ArrayList<>();
    // what is a request and what its refusal hangs on their order
    boolean dialogue = truth.stream().anyMatch(v -> v.code().equals("starttls-refused"));
    boolean endsOnce = truth.stream().map(Verdict::ends).allMatch(e -> e.startsWith("1 "));
    Worn.complete(whole)
        .forEach((what, worn) -> compare(what, truth, verdicts(worn), FITS_EXACTLY, faults));
    if (endsOnce && !STALLS_FOR_SECONDS.contains(file.getFileName().toString())) {
      (dialogue ? Map.<String, MemoryCapture>of() : Worn.disordered(whole))
          .forEach((what, worn) -> compare(what, truth, verdicts(worn), FITS_OR_OPEN, faults));
      Worn.incomplete(whole)
          .forEach((what, worn) -> compare(what, truth, verdicts(worn), FITS_OR_OPEN, faults));
    }
    return faults;
  }

  private static void compare(
      String what,
      List<Verdict> truth,
      List<Verdict> worn,
      BiPredicate<Verdict, Verdict> fits,
      List<String> faults) {
    Map<String, Verdict> known = new HashMap<>();
    truth.forEach(v -> known.put(v.ends(), v));
    for (Verdict verdict : worn) {
      Verdict right = known.get(verdict.ends().replaceFirst("^\\d+", "1"));
      right = known.getOrDefault(verdict.ends(), right);
      boolean added = !known.containsKey(verdict.ends());
      if (added && fits == FITS_EXACTLY) {
        faults.add(what + ": another connection, " + verdict);
      } else if (!fits.test(right, verdict)) {
        faults.add(what + ": " + right + " became " + verdict);
      }
    }
    if (fits == FITS_EXACTLY && worn.size() < truth.size()) {
      faults.add(what + ": connections are missing");
    }
  }

  static List<Verdict> verdicts(MemoryCapture capture) {
    Map<String, Integer> times = new HashMap<>();
    return diagnoses(capture).stream().map(d -> verdict(d, times)).toList();
  }

  /** What is said of each connection, in order of their numbers. */
  static List<Diagnosis> diagnoses(MemoryCapture capture) {
    List<Diagnosis> diagnoses = new ArrayList<>();
    ReportWriter collector =
        new ReportWriter() {
          @Override
          public void beginCapture(String name, CaptureSummary known) {}

          @Override
          public void connection(Diagnosis diagnosis) {
            diagnoses.add(diagnosis);
          }

          @Override
          public void endCapture(CaptureResult result) {}

          @Override
          public void unreadable(String name, String code, String text) {}

          @Override
          public void close() {}
        };
    try (CaptureReader reader = CaptureReader.open(capture.open(), "worn", Limits.DEFAULT)) {
      Analysis.builder().trustStore(new TrustStore(false)).build().run(reader, "worn", collector);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    diagnoses.sort((a, b) -> a.facts().flow().id() - b.facts().flow().id());
    return diagnoses;
  }

  private static Verdict verdict(Diagnosis diagnosis, Map<String, Integer> times) {
    FinishedFlow flow = diagnosis.facts().flow();
    String one = flow.client().toString();
    String other = flow.server().toString();
    String ends = one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
    String nth = times.merge(ends, 1, Integer::sum) + " " + ends;
    String code = diagnosis.findings().stream().findFirst().map(Finding::code).orElse("-");
    return new Verdict(nth, diagnosis.outcome(), diagnosis.stoppedBy(), code);
  }
}
