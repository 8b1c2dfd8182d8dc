package dev.shakedown.tls.decrypt;

import java.util.Arrays;

/**
 * Records that carry a MAC but are not encrypted (RFC 5246 6.2.3.1 with NULL, RFC 9150 4). The MAC
 * is not checked: this needs no keys.
 */
record ClearCipher(int macLength) implements RecordCipher {
  @Override
  public byte[] open(long sequence, int type, int version, byte[] fragment) {
    return fragment.length < macLength
        ? null
        : Arrays.copyOf(fragment, fragment.length - macLength);
  }

  @Override
  public boolean isClear() {
    return true;
  }
}
