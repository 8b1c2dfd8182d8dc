package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import java.nio.charset.StandardCharsets;

/**
 * Rewrites what a PRELOGIN message says of who sends it (MS-TDS 2.2.6.5): the instance and what
 * identifies processes and connections. Versions and whether encryption is wanted stay.
 */
final class TdsRewriter {
  private static final int PRELOGIN = 0x12;
  private static final int RESPONSE = 0x04;
  private static final int HEADER = 8;
  private static final int TERMINATOR = 0xff;
  private static final int OPTION_SIZE = 5;
  private static final int INSTANCE = 2;
  private static final int THREAD = 3;
  private static final int TRACE = 5;
  private static final int NONCE = 7;

  private final Pseudonyms pseudonyms;

  TdsRewriter(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** Rewrites a message at the front of {@code in}; passes over nothing if there is none. */
  void rewrite(Span in) {
    boolean message = in.peek(0) == PRELOGIN || in.peek(0) == RESPONSE;
    int length = in.peek16(2);
    // the options begin with the version, whose place is behind the list
    if (!message || length <= HEADER || in.peek(HEADER) != 0 || in.peek(HEADER + 1) != 0) {
      return;
    }
    Span whole = in.take(length);
    whole.keep(HEADER);
    int options = 0;
    while (whole.peek(options) >= 0 && whole.peek(options) != TERMINATOR) {
      options += OPTION_SIZE;
    }
    for (int at = 0; at < options; at += OPTION_SIZE) {
      int place = whole.peek16(at + 1);
      int size = whole.peek16(at + 3);
      if (place > options && size > 0) {
        option(whole.peek(at), whole.at(place, size));
      }
    }
  }

  private void option(int type, Span value) {
    switch (type) {
      case INSTANCE -> value.put(pseudonyms.text(value.bytes().toArray(), StandardCharsets.UTF_8));
      case THREAD, TRACE, NONCE -> value.put(pseudonyms.opaque(value.bytes()));
      default -> {}
    }
  }
}
