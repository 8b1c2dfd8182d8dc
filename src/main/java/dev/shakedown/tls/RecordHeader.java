package dev.shakedown.tls;

import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.ProtocolVersion;

/**
 * The header of a TLS record (RFC 8446 5.1).
 *
 * @param type its type; may be unknown
 * @param version legacy_record_version
 * @param length bytes of fragment, 0..65,535
 */
record RecordHeader(ContentType type, ProtocolVersion version, int length) {
  static final int SIZE = 5;

  /** Bytes of fragment that no version allows more of (RFC 5246 6.2.3). */
  static final int MAX_LENGTH = (1 << 14) + 2048;

  /** Reads the five bytes at {@code at}. */
  static RecordHeader read(byte[] buffer, int at) {
    return new RecordHeader(
        ContentType.of(buffer[at] & 0xff),
        ProtocolVersion.of((buffer[at + 1] & 0xff) << 8 | buffer[at + 2] & 0xff),
        (buffer[at + 3] & 0xff) << 8 | buffer[at + 4] & 0xff);
  }

  /**
   * Why this cannot be the header of a record where one must be; empty if it can. Beyond 3.x these
   * versions are met: 0.0 in alerts of some devices, 1.1 of TLCP, and drafts of TLS 1.3.
   *
   * @param first whether it is the direction's first record, whose type must be a known one
   */
  String problem(boolean first) {
    if (!isKnownType() && (first || !isUsualVersion())) {
      return "type: " + type.code() + " is no ContentType";
    }
    int major = version.code() >>> 8;
    boolean odd = version.code() == 0 || version.code() == 0x0101 || major == 0x7f || major == 0xfb;
    if (major != 3 && !odd) {
      return "legacy_record_version: " + version;
    }
    if (length > MAX_LENGTH && !isUsualVersion()) {
      return "length: " + length + " exceeds " + MAX_LENGTH;
    }
    return "";
  }

  /** Type and length of a message, and the version that a hello begins with. */
  private static final int HELLO_BEGINNING = 6;

  /**
   * Whether bytes at {@code at} are so much like a header that one may be assumed in the middle of
   * a stream. By chance that holds for fewer than one in ten million.
   */
  static boolean isLikely(byte[] buffer, int at, int to) {
    if (to - at < SIZE || buffer[at + 1] != 3 || buffer[at + 2] < 0 || buffer[at + 2] > 4) {
      return false;
    }
    int length = (buffer[at + 3] & 0xff) << 8 | buffer[at + 4] & 0xff;
    return switch (buffer[at]) {
      case 20 -> length == 1;
      case 21 -> length == 2 || length >= 18 && length <= 256;
      case 22 -> length >= 4 && length <= MAX_LENGTH;
      case 23 -> length >= 17 && length <= MAX_LENGTH;
      case 24 -> length >= 19 && length <= MAX_LENGTH;
      default -> false;
    };
  }

  /** Whether the record at {@code at} begins with a hello: it needs no other to confirm it. */
  static boolean beginsHello(byte[] buffer, int at, int to) {
    int message = at + SIZE;
    return message + HELLO_BEGINNING <= to
        && isLikely(buffer, at, to)
        && buffer[at] == 22
        && (buffer[message] == 1 || buffer[message] == 2)
        && buffer[message + 1] == 0
        && buffer[message + 4] == 3;
  }

  private boolean isKnownType() {
    return type.code() >= 20 && type.code() <= 24;
  }

  private boolean isUsualVersion() {
    return version.code() >= 0x0300 && version.code() <= 0x0304;
  }
}
