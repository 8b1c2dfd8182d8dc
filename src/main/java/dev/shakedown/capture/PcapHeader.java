package dev.shakedown.capture;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * The file header of pcap (draft-ietf-opsawg-pcap 4) and what it means for the records.
 *
 * @param size bytes of the file header
 * @param recordHeaderSize bytes before each packet: 16, more in some variants
 * @param nanosPerUnit what the fraction of a time counts: 1 or 1,000 nanoseconds
 * @param lengthsSwapped whether the lengths may stand the other way round, as up to version 2.3
 * @param snaplen as claimed; 0 is no limit
 * @param linkType LINKTYPE_ value
 * @param fcsBytes 0, 2 or 4
 */
record PcapHeader(
    int size,
    int recordHeaderSize,
    int nanosPerUnit,
    boolean lengthsSwapped,
    long snaplen,
    int linkType,
    int fcsBytes) {
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int MODIFIED = 0xa1b2cd34;
  private static final int IXIA_HARDWARE = 0x1c0001ac;
  private static final int IXIA_SOFTWARE = 0x1c0001ab;

  private static final Set<Integer> MAGICS =
      Set.of(MICROSECONDS, NANOSECONDS, MODIFIED, IXIA_HARDWARE, IXIA_SOFTWARE);

  private static final int[] STANDARD_SIZES = {16, 24, 20};
  private static final int[] MODIFIED_SIZES = {24, 28};
  private static final int PROBED_RECORDS = 4;
  private static final long NEARBY_SECONDS = 86_400;
  private static final int PROBED_PACKET_BYTES = 256 << 10;

  /** Whether a pcap file header begins in the window; sets the window's byte order if so. */
  static boolean detect(InputWindow window) {
    for (boolean little : new boolean[] {true, false}) {
      window.littleEndian(little);
      if (MAGICS.contains(window.int32(0))) {
        return true;
      }
    }
    return false;
  }

  /** Reads the header detected; the window is then at the first record. */
  static PcapHeader read(InputWindow window, String name, ProblemLog problems) throws IOException {
    int magic = window.int32(0);
    int size = magic == IXIA_HARDWARE || magic == IXIA_SOFTWARE ? 28 : 24;
    if (!window.require(size)) {
      throw new UnreadableCaptureException(
          name, "truncated-header", Map.of("present", window.available()));
    }
    int major = window.uint16(4);
    int minor = window.uint16(6);
    // 543.0 is DG/UX
    boolean old = major == 2 && minor < 4 || major == 543;
    if (!old && (major != 2 || minor != 4)) {
      problems.add("unknown-version", 4, Map.of("major", major, "minor", minor));
    }
    long snaplen = window.uint32(16);
    long network = window.uint32(20);
    int aix = magic == MICROSECONDS && major == 2 && minor == 2 ? aixLinkType(network) : -1;
    boolean nanoseconds = magic == NANOSECONDS || magic == IXIA_HARDWARE || aix >= 0;
    window.skip(size);
    return new PcapHeader(
        size,
        old ? 16 : recordHeaderSize(window, magic),
        nanoseconds ? 1 : 1_000,
        old && aix < 0,
        snaplen,
        aix >= 0 ? aix : (int) (network & 0xffff),
        fcsBytes(network));
  }

  /** AIX writes the interface type (IANA ifType) instead of a link type; -1 if it is none. */
  private static int aixLinkType(long network) {
    return switch ((int) network) {
      case 6 -> 1;
      case 9 -> 6;
      case 15 -> 10;
      case 24 -> 0;
      default -> -1;
    };
  }

  private static int fcsBytes(long network) {
    boolean present = (network & 0x0400_0000) != 0;
    int bytes = present ? (int) (network >>> 28) * 2 : 0;
    return bytes == 2 || bytes == 4 ? bytes : 0;
  }

  /**
   * Patched libpcaps and Nokia's add fields to the record header without always telling so in the
   * magic number; the size with which most of the first records make sense is taken.
   */
  private static int recordHeaderSize(InputWindow window, int magic) throws IOException {
    if (magic != MICROSECONDS && magic != MODIFIED) {
      return 16;
    }
    int[] sizes = magic == MODIFIED ? MODIFIED_SIZES : STANDARD_SIZES;
    int best = sizes[0];
    int bestCount = sensibleRecords(window, best);
    for (int size : sizes) {
      int count = bestCount == PROBED_RECORDS ? 0 : sensibleRecords(window, size);
      if (count > bestCount) {
        best = size;
        bestCount = count;
      }
    }
    return best;
  }

  /** How many of the first records make sense; all of them where the file ends with a whole one. */
  private static int sensibleRecords(InputWindow window, int headerSize) throws IOException {
    int at = 0;
    for (int count = 0; count < PROBED_RECORDS; count++) {
      if (!window.require(at + headerSize)) {
        return at == window.available() && count > 1 ? PROBED_RECORDS : count;
      }
      long captured = window.uint32(at + 8);
      // zeros would make any other size look right
      if (captured == 0 && headerSize != 16
          || captured > PROBED_PACKET_BYTES
          || captured > window.uint32(at + 12)
          || window.uint32(at + 4) >= 1_000_000_000
          || Math.abs(window.uint32(at) - window.uint32(0)) > NEARBY_SECONDS) {
        return count;
      }
      at += headerSize + (int) captured;
    }
    return PROBED_RECORDS;
  }
}
