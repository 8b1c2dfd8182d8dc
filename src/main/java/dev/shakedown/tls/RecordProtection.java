package dev.shakedown.tls;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.registry.ContentType;
import java.util.Optional;

/**
 * Removes the protection from the records of one direction (RFC 8446 5.2, RFC 5246 6.2.3), under
 * the keys of one epoch.
 */
interface RecordProtection {
  /** No keys are known: every record stays closed and is counted only. */
  RecordProtection NONE =
      new RecordProtection() {
        @Override
        public boolean opens(RecordHeader header) {
          return false;
        }

        @Override
        public Optional<Content> open(RecordHeader header, Bytes fragment) {
          return Optional.empty();
        }
      };

  /** What was protected. */
  record Content(ContentType type, Bytes fragment) {}

  /** Whether a record like this is to be collected and given to {@link #open}. */
  boolean opens(RecordHeader header);

  /** Opens a record; called in wire order. Empty if it cannot be authenticated. */
  Optional<Content> open(RecordHeader header, Bytes fragment);
}
