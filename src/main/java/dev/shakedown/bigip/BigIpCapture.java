package dev.shakedown.bigip;

import java.util.Optional;

/**
 * What shows that a capture was taken on a BIG-IP, and how much of it there is.
 *
 * @param fileInfo what tcpdump said of itself; the newest where there are several
 * @param fileInfoFrames in how many frames it said so; they count as no packets
 * @param frames with a trailer
 * @param legacyFrames those of them with a trailer as up to 13.x
 * @param noise the most that any trailer holds
 * @param malformed trailers of which a part, or all, could not be read
 * @param lostToSnapLength frames cut by the snap length, and with it what trailer they had
 * @param tlsSecrets whether the capture was taken with the TLS provider
 * @param keyLogSessions TLS sessions whose secrets it holds
 * @param keyLogLines secrets it holds
 * @param keyLogNotKept secrets beyond the bound, used for decryption only
 */
public record BigIpCapture(
    Optional<FileInfo> fileInfo,
    long fileInfoFrames,
    long frames,
    long legacyFrames,
    Noise noise,
    long malformed,
    long lostToSnapLength,
    boolean tlsSecrets,
    int keyLogSessions,
    int keyLogLines,
    long keyLogNotKept) {
  /** How much tcpdump was asked to tell. */
  public enum Noise {
    NONE,
    LOW,
    MEDIUM,
    HIGH
  }

  /** The word for the format of the trailers: legacy, dpt or both; empty without any. */
  public Optional<String> format() {
    if (frames == 0) {
      return Optional.empty();
    }
    if (legacyFrames == 0) {
      return Optional.of("dpt");
    }
    return Optional.of(legacyFrames == frames ? "legacy" : "both");
  }
}
