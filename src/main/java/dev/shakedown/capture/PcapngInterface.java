package dev.shakedown.capture;

import java.math.BigInteger;
import java.util.Map;

/**
 * What an Interface Description Block (draft-ietf-opsawg-pcapng 4.2) means for its packets.
 *
 * @param linkType LINKTYPE_ value
 * @param snaplen most bytes captured of a packet; 0 is no limit
 * @param resolution if_tsresol: a power of 10, or with the upper bit set of 2, a second is divided
 *     by
 * @param offsetSeconds if_tsoffset, added to every time
 * @param fcsBytes 0, 2 or 4; 0 also where unknown
 */
record PcapngInterface(
    int linkType, long snaplen, int resolution, long offsetSeconds, int fcsBytes) {
  static final int MICROSECONDS = 6;

  private static final long NANOS = 1_000_000_000;
  private static final BigInteger BIG_NANOS = BigInteger.valueOf(NANOS);
  private static final long[] POWERS_OF_10 = new long[19];

  static {
    long power = 1;
    for (int i = 0; i < POWERS_OF_10.length; i++) {
      POWERS_OF_10[i] = power;
      power *= 10;
    }
  }

  static PcapngInterface read(int linkType, long snaplen, PcapngOptions options) {
    int resolution = MICROSECONDS;
    long offsetSeconds = 0;
    int fcsBytes = 0;
    while (options.next()) {
      switch (options.code()) {
        case PcapngOptions.IF_TSRESOL ->
            resolution = options.length() == 1 ? options.uint8() : resolution;
        case PcapngOptions.IF_TSOFFSET ->
            offsetSeconds = options.length() == 8 ? options.int64() : offsetSeconds;
        case PcapngOptions.IF_FCSLEN ->
            fcsBytes = options.length() == 1 ? fcsBytes(options.uint8()) : fcsBytes;
        default -> {}
      }
    }
    return new PcapngInterface(linkType, snaplen, resolution, offsetSeconds, fcsBytes);
  }

  /** The text defines bits, its example and most writers mean bytes; no FCS fits both. */
  private static int fcsBytes(int value) {
    return switch (value) {
      case 2, 16 -> 2;
      case 4, 32 -> 4;
      default -> 0;
    };
  }

  /** Whether 64-bit times can have the resolution. */
  boolean isResolutionKnown() {
    return (resolution & 0x80) == 0 ? resolution < POWERS_OF_10.length : (resolution & 0x7f) < 64;
  }

  /** The same with another resolution. */
  PcapngInterface withResolution(int value) {
    return new PcapngInterface(linkType, snaplen, value, offsetSeconds, fcsBytes);
  }

  /**
   * Nanoseconds since 1970 of a time in units of the resolution; times a {@code long} cannot hold
   * become its least or greatest value.
   */
  long epochNanos(long units) {
    if (resolution == 9 && units >= 0 && offsetSeconds == 0) {
      return units;
    }
    if (resolution == 6 && units >= 0 && units < Long.MAX_VALUE / 1_000 && offsetSeconds == 0) {
      return units * 1_000;
    }
    BigInteger count = new BigInteger(Long.toUnsignedString(units)).multiply(BIG_NANOS);
    BigInteger nanos =
        (resolution & 0x80) == 0
            ? count.divide(BigInteger.valueOf(POWERS_OF_10[resolution]))
            : count.shiftRight(resolution & 0x7f);
    nanos = nanos.add(BigInteger.valueOf(offsetSeconds).multiply(BIG_NANOS));
    if (nanos.bitLength() < 64) {
      return nanos.longValue();
    }
    return nanos.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** What the summary says of the interface. */
  static CaptureInterface describe(int linkType, long snaplen, PcapngOptions options) {
    Map<Integer, String> texts = new java.util.HashMap<>();
    while (options.next()) {
      boolean isText =
          options.code() != PcapngOptions.IF_FILTER || options.length() > 0 && options.uint8() == 0;
      if (isText) {
        texts.putIfAbsent(
            options.code(), options.text(options.code() == PcapngOptions.IF_FILTER ? 1 : 0));
      }
    }
    return new CaptureInterface(
        LinkTypes.nameOf(linkType),
        snaplen,
        texts.getOrDefault(PcapngOptions.IF_NAME, ""),
        texts.getOrDefault(PcapngOptions.IF_DESCRIPTION, ""),
        texts.getOrDefault(PcapngOptions.IF_FILTER, ""),
        texts.getOrDefault(PcapngOptions.IF_OS, ""),
        texts.getOrDefault(PcapngOptions.IF_HARDWARE, ""));
  }
}
