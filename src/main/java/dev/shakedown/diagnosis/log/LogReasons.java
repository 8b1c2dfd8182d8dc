package dev.shakedown.diagnosis.log;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.ltm.Meaning;
import java.util.Optional;

/** The codes that messages of the log stand for, whatever the wire shows. */
public final class LogReasons {
  private LogReasons() {}

  /** The code; absent where the message alone does not decide it. */
  public static Optional<String> code(Meaning meaning) {
    return switch (meaning) {
      case UNSUPPORTED_VERSION -> Optional.of(Codes.VERSION_MISMATCH);
      case NO_SHARED_CIPHERS, CIPHER_NOT_CONFIGURED -> Optional.of(Codes.CIPHER_MISMATCH);
      case FALLBACK_REFUSED -> Optional.of(Codes.INAPPROPRIATE_FALLBACK);
      case RENEGOTIATION -> Optional.of(Codes.LEGACY_RENEGOTIATION);
      default -> Optional.empty();
    };
  }
}
