package dev.shakedown.report;

import dev.shakedown.bigip.BigIpCapture;
import dev.shakedown.capture.CaptureProblem;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.log.LogResult;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a capture once it is read.
 *
 * @param summary what it holds
 * @param bigIp what shows that it was taken on a BIG-IP
 * @param problems what is wrong with the file, in file order
 * @param notes what else the reader must know: packets left aside, bounds reached
 * @param log how a device's log given beside it fits; empty without one
 */
public record CaptureResult(
    CaptureSummary summary,
    Optional<BigIpCapture> bigIp,
    List<CaptureProblem> problems,
    List<Message> notes,
    Optional<LogResult> log) {
  public CaptureResult {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }
}
