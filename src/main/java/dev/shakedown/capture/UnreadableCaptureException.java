package dev.shakedown.capture;

import java.io.IOException;
import java.util.Map;

/**
 * A file of which nothing can be read as a capture. The codes, stable, with their arguments:
 *
 * <ul>
 *   <li>{@code empty-file}: it holds no byte, or decompresses to none
 *   <li>{@code not-a-capture}: it begins as no capture file does
 *   <li>{@code truncated-header}: it ends within its file header; {@code present}, bytes there
 *   <li>{@code unsupported-compression}: {@code compression}, such as xz
 *   <li>{@code unsupported-format}: a capture format other than pcap and pcapng; {@code format}
 *   <li>{@code damaged-compression}: the first bytes already cannot be decompressed; {@code
 *       compression}
 *   <li>{@code large-window}: Zstandard with a window beyond 128 MB; {@code compression}
 * </ul>
 */
public final class UnreadableCaptureException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Map<String, Object> detail;

  UnreadableCaptureException(String name, String code, Map<String, Object> detail) {
    super(name + ": " + code + (detail.isEmpty() ? "" : " " + detail));
    this.code = code;
    this.detail = Map.copyOf(detail);
  }

  /** What is wrong, one of the codes above. */
  public String code() {
    return code;
  }

  /** The facts of the case by argument name; not kept by serialization. */
  public Map<String, Object> detail() {
    return detail == null ? Map.of() : detail;
  }
}
