package dev.shakedown.capture;

/**
 * What is wrong with a capture file.
 *
 * @param code a stable name: {@code truncated-file}, {@code damaged-block}, ...
 * @param offset where in the (decompressed) file it lies, in bytes from the start
 * @param detail facts for the reader's text, by argument name of the text {@code capture.<code>}
 */
public record CaptureProblem(String code, long offset, java.util.Map<String, Object> detail) {
  public CaptureProblem {
    detail = java.util.Map.copyOf(detail);
  }
}
