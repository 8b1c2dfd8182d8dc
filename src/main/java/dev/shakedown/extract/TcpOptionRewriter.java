package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import dev.shakedown.bytes.Bytes;

/**
 * Rewrites TCP options (RFC 9293 3.2): the usual ones hold numbers, all others may hold anything,
 * an address behind a proxy for instance.
 */
final class TcpOptionRewriter {
  private TcpOptionRewriter() {}

  static void rewrite(byte[] bytes, int start, int end, Pseudonyms pseudonyms) {
    int at = start;
    while (at < end) {
      int kind = bytes[at] & 0xff;
      if (kind <= 1) {
        at++;
        continue;
      }
      int length = at + 1 < end ? bytes[at + 1] & 0xff : 0;
      int next = Math.min(end, length < 2 ? end : at + length);
      boolean usual = kind == 2 || kind == 3 || kind == 4 || kind == 5 || kind == 8;
      if (!usual) {
        int from = Math.min(at + 2, next);
        Bytes noise = pseudonyms.bytes(Bytes.copyOf(bytes, from, next - from));
        System.arraycopy(noise.toArray(), 0, bytes, from, noise.size());
      }
      at = next;
    }
  }
}
