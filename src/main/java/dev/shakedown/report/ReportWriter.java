package dev.shakedown.report;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.ltm.LogSummary;

/**
 * Receives what an analysis finds: any number of captures, one after the other, each with its
 * connections as they are diagnosed. It is pushed, not pulled, because connections end in no
 * particular order and nobody may keep them all; a writer that needs another order says how much it
 * holds.
 *
 * <p>Trouble of the output is an unchecked exception: that of the stream written to, or {@link
 * java.io.UncheckedIOException}.
 */
public interface ReportWriter extends AutoCloseable {
  /**
   * All that follows are pseudonyms; said first, if at all. A writer must then leave out what it
   * makes of values that stay, such as fingerprints of stacks.
   */
  default void anonymized() {}

  /**
   * A capture begins.
   *
   * @param name what the user called it
   * @param known what its header tells; packets and times come with {@link #endCapture}
   */
  void beginCapture(String name, CaptureSummary known);

  /** Logs of a BIG-IP are reported instead of captures, once. */
  default void log(LogSummary log) {}

  /** A connection of it is diagnosed. */
  void connection(Diagnosis diagnosis);

  /** The capture is read as far as possible, and all its connections were given. */
  void endCapture(CaptureResult result);

  /**
   * An input could not be read at all. Text leaves this to the messages on standard error, which
   * stand beside it; a report that is passed on must not lack the file.
   *
   * @param name what the user called it
   * @param code a stable name of the reason
   * @param text the reason in words
   */
  void unreadable(String name, String code, String text);

  /** Nothing follows; writes what is left, but leaves the stream open. */
  @Override
  void close();
}
