package dev.shakedown.extract;

/**
 * The Internet checksum (RFC 1071). One that was right is right again; one that was wrong, as
 * offloading leaves it, is wrong again, but no longer a function of what was there.
 */
final class Checksum {
  /** Makes a right sum a wrong one. */
  private static final int WRONG = 0x5a5a;

  private final byte[] before;
  private final byte[] after;

  /** Of a packet before and after it was rewritten. */
  Checksum(byte[] before, byte[] after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Sets the checksum of a range.
   *
   * @param field where it stands
   * @param pseudoHeader start and length of addresses that count, too; length 0 for none
   * @param extra what else counts: protocol and length
   */
  void set(int field, int start, int end, int pseudoHeader, int pseudoLength, int extra) {
    if (field + 2 > end || before[field] == 0 && before[field + 1] == 0) {
      return; // cut away, or not used
    }
    boolean right = sum(before, start, end, pseudoHeader, pseudoLength, extra, -1) == 0xffff;
    int sum = sum(after, start, end, pseudoHeader, pseudoLength, extra, field);
    int value = ~sum & 0xffff;
    value = right ? value : value ^ WRONG;
    after[field] = (byte) (value >> 8);
    after[field + 1] = (byte) value;
  }

  private static int sum(
      byte[] bytes, int start, int end, int pseudo, int pseudoLength, int extra, int without) {
    long sum = extra;
    for (int i = 0; i < pseudoLength; i += 2) {
      sum += (bytes[pseudo + i] & 0xff) << 8 | bytes[pseudo + i + 1] & 0xff;
    }
    for (int i = start; i < end; i += 2) {
      if (i != without) {
        sum += (bytes[i] & 0xff) << 8 | (i + 1 < end ? bytes[i + 1] & 0xff : 0);
      }
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (int) sum;
  }
}
