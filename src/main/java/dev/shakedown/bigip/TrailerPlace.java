package dev.shakedown.bigip;

/**
 * Finds the trailer among the bytes behind a datagram. Zero padding, the frame check sequence or
 * padding with any content may stand before it; nothing states at the frame's end how long it is.
 * What makes the search reliable is that the right start leads, by its lengths, to the frame's last
 * byte.
 *
 * <p>Holds the place found last, so that looking allocates nothing.
 */
final class TrailerPlace {
  /** The shortest trailer: a low block without a name. */
  private static final int SHORTEST = 7;

  private Trailer.Format format;
  private int start;
  private int end;
  private boolean broken;

  /**
   * Looks at the bytes from {@code from}, the datagram's end, to {@code to}, the frame's.
   *
   * @param known whether the capture is known to be a BIG-IP's: a legacy trailer with something
   *     unknown behind it is believed then only, lest padding or another vendor's trailer be taken
   *     for one
   * @return whether there is a trailer
   */
  boolean find(byte[] buffer, int from, int to, boolean known) {
    broken = false;
    if (to - from < SHORTEST) {
      return false;
    }
    int at = from;
    while (at < to && buffer[at] == 0) {
      at++;
    }
    return to - at >= SHORTEST && (findDpt(buffer, at, to) || findLegacy(buffer, at, to, known));
  }

  /** How the trailer found is written. */
  Trailer.Format format() {
    return format;
  }

  /** Where the trailer found begins. */
  int start() {
    return start;
  }

  /** Where the trailer found ends. */
  int end() {
    return end;
  }

  /**
   * Whether what was found is damaged as a whole: bytes of no known form follow it; or, where
   * nothing was found, the magic number stands there with a length that does not fit.
   */
  boolean broken() {
    return broken;
  }

  private boolean findDpt(byte[] buffer, int from, int to) {
    boolean found = false;
    boolean magic = false;
    for (int at = from; at <= to - DptTrailer.HEADER; at++) {
      if (!DptTrailer.isMagic(buffer, at, to)) {
        continue;
      }
      magic = true;
      int length = DptTrailer.length(buffer, at, to);
      boolean whole = length == to - at;
      if (length > 0 && (whole || !found)) {
        found(Trailer.Format.DPT, at, at + length);
        found = true;
      }
      if (whole) {
        return true;
      }
    }
    broken = magic && !found;
    return found;
  }

  private boolean findLegacy(byte[] buffer, int from, int to, boolean known) {
    int chain = LegacyTrailer.end(buffer, from, to);
    if (chain == to || chain > from && known) {
      broken = chain < to;
      return found(Trailer.Format.LEGACY, from, chain);
    }
    for (int at = from + 1; at <= to - SHORTEST; at++) {
      if (buffer[at] == 1 && LegacyTrailer.end(buffer, at, to) == to) {
        broken = false;
        return found(Trailer.Format.LEGACY, at, to);
      }
    }
    return false;
  }

  private boolean found(Trailer.Format found, int from, int to) {
    format = found;
    start = from;
    end = to;
    return true;
  }
}
