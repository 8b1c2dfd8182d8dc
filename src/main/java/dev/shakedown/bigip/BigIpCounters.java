package dev.shakedown.bigip;

import dev.shakedown.bigip.BigIpCapture.Noise;
import java.util.Optional;

/** The running numbers behind {@link BigIpCapture}. */
final class BigIpCounters {
  private long fileInfoFrames;
  private long frames;
  private long legacyFrames;
  private long malformed;
  private long cut;
  private boolean anySound;
  private Noise noise = Noise.NONE;

  void fileInfo() {
    fileInfoFrames++;
  }

  /** Counts a frame cut by the snap length. */
  void cut() {
    cut++;
  }

  /** Counts a frame behind whose packet something begins like a trailer and is none. */
  void broken() {
    malformed++;
  }

  void trailer(Trailer trailer) {
    frames++;
    legacyFrames += trailer.format() == Trailer.Format.LEGACY ? 1 : 0;
    malformed += trailer.malformed() ? 1 : 0;
    anySound |= !trailer.malformed();
    noise = trailer.noise().compareTo(noise) > 0 ? trailer.noise() : noise;
  }

  /** How many frames have a trailer. */
  long frames() {
    return frames;
  }

  /** Whether there was a trailer without fault. */
  boolean anySound() {
    return anySound;
  }

  BigIpCapture capture(Optional<FileInfo> fileInfo, KeyLog keyLog) {
    return new BigIpCapture(
        fileInfo,
        fileInfoFrames,
        frames,
        legacyFrames,
        noise,
        malformed,
        cut,
        keyLog.isAwaited(),
        keyLog.sessions(),
        keyLog.lines().size(),
        keyLog.notKept());
  }
}
