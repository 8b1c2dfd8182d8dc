package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.handshake.ClientHello;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapes of a ClientHello that are legal and that some peers and middleboxes are known not to bear.
 * To have one of them proves nothing about this peer.
 */
public final class LengthIntolerances {
  /** A message of this size made some load balancers hang; padding exists for it (RFC 7685 1). */
  public static final String FROM_256_TO_511_BYTES = "from-256-to-511-bytes";

  /** Some look for the whole first record in the first segment, and drop or reset others. */
  public static final String FIRST_RECORD_OVER_SEGMENTS = "first-record-over-segments";

  /** Some cannot put a message together from several records. */
  public static final String OVER_RECORDS = "over-records";

  /** Some refuse a hello whose last extension is empty. */
  public static final String EMPTY_LAST_EXTENSION = "empty-last-extension";

  private LengthIntolerances() {}

  /** Those that this hello meets, in the order above. */
  public static List<String> of(ClientHello hello, TlsEvent.Handshake onWire) {
    List<String> met = new ArrayList<>();
    if (onWire.length() >= 256 && onWire.length() <= 511) {
      met.add(FROM_256_TO_511_BYTES);
    }
    if (!onWire.firstRecordInFirstSegment()) {
      met.add(FIRST_RECORD_OVER_SEGMENTS);
    }
    if (onWire.records() > 1) {
      met.add(OVER_RECORDS);
    }
    List<Extension> extensions = hello.extensions();
    boolean emptyLast =
        !extensions.isEmpty() && extensions.get(extensions.size() - 1).length() == 0;
    if (emptyLast && !hello.isCut() && hello.problem().isEmpty()) {
      met.add(EMPTY_LAST_EXTENSION);
    }
    return met;
  }
}
