package dev.shakedown.packet.link;

/** IEEE 802.11 data frames; management and control frames carry no packets. */
public final class Ieee80211 {
  private static final int DATA = 2;
  private static final int NO_DATA = 0x40;
  private static final int QOS = 0x80;
  private static final int BOTH_DISTRIBUTION_SYSTEMS = 0x03;
  private static final int MORE_FRAGMENTS = 0x04;
  private static final int PROTECTED = 0x40;
  private static final int ORDER = 0x80;
  private static final int AGGREGATE = 0x80;

  private Ieee80211() {}

  static int decode(Cursor cursor) {
    return decode(cursor, false);
  }

  /**
   * Decodes the header.
   *
   * @param padded whether the body begins at a multiple of four bytes
   */
  static int decode(Cursor cursor, boolean padded) {
    if (!cursor.has(2)) {
      return Next.MALFORMED;
    }
    int flags = cursor.uint8(1);
    boolean data = isData(cursor.uint8(0));
    if (data && (flags & PROTECTED) != 0) {
      return Next.ENCRYPTED;
    }
    if (data && cursor.has(24)) {
      boolean fragment = (flags & MORE_FRAGMENTS) != 0 || (cursor.uint8(22) & 0x0f) != 0;
      if (fragment) {
        return Next.NOT_IP;
      }
    }
    return decode(cursor.uint8(0), flags, padded, cursor);
  }

  /**
   * Decodes a frame that an access point has decrypted and forwards; some send the two bytes of the
   * frame control field in the wrong order, and its flags and the fragment number mean nothing.
   */
  public static int decodeForwarded(Cursor cursor) {
    if (!cursor.has(2)) {
      return Next.MALFORMED;
    }
    boolean swapped = !isData(cursor.uint8(0)) && isData(cursor.uint8(1));
    return swapped
        ? decode(cursor.uint8(1), cursor.uint8(0), false, cursor)
        : decode(cursor.uint8(0), cursor.uint8(1), false, cursor);
  }

  private static boolean isData(int control) {
    return (control & 3) == 0 && (control >> 2 & 3) == DATA;
  }

  private static int decode(int control, int flags, boolean padded, Cursor cursor) {
    if (!isData(control) || (control & NO_DATA) != 0) {
      return Next.NOT_IP;
    }
    boolean qos = (control & QOS) != 0;
    int addresses = (flags & BOTH_DISTRIBUTION_SYSTEMS) == BOTH_DISTRIBUTION_SYSTEMS ? 30 : 24;
    int size = addresses + (qos ? 2 : 0) + (qos && (flags & ORDER) != 0 ? 4 : 0);
    int body = padded ? size + 3 & ~3 : size;
    if (!cursor.has(body)) {
      return Next.MALFORMED;
    }
    if (qos && (cursor.uint8(addresses) & AGGREGATE) != 0) {
      return Next.NOT_IP;
    }
    cursor.skip(body);
    return Llc.decode(cursor);
  }
}
