package dev.shakedown.packet;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.packet.link.Cursor;

/**
 * One fragment of an IP datagram (RFC 791 3.1, RFC 8200 4.5).
 *
 * @param header what every fragment repeats: the IPv4 header, or the IPv6 headers before the
 *     Fragment header
 * @param protocolField in IPv6, where in {@code header} the byte is that names the Fragment header;
 *     -1 in IPv4
 * @param protocol what the datagram's payload begins with
 * @param identification the datagram's number
 * @param offset where the payload belongs in the datagram's payload
 * @param more whether it is not the last
 * @param payload the captured bytes of it
 * @param length bytes of its payload on the wire; 0 or less is malformed
 */
record Fragment(
    Bytes header,
    int protocolField,
    int protocol,
    long identification,
    int offset,
    boolean more,
    Bytes payload,
    int length) {
  private static final int V6_FRAGMENT_HEADER = 8;

  /** Reads the fragment at a cursor that stands as {@code Next.FRAGMENT} says. */
  static Fragment read(Cursor cursor) {
    return cursor.protocolField() < 0 ? readV4(cursor) : readV6(cursor);
  }

  private static Fragment readV4(Cursor cursor) {
    Bytes header = Bytes.copyOf(cursor.buffer(), cursor.ip(), cursor.position() - cursor.ip());
    int field = header.at(6) << 8 | header.at(7);
    return new Fragment(
        header,
        -1,
        header.at(9),
        header.at(4) << 8 | header.at(5),
        (field & 0x1fff) * 8,
        (field & 0x2000) != 0,
        Bytes.copyOf(cursor.buffer(), cursor.position(), cursor.size()),
        cursor.wireEnd() - cursor.position());
  }

  private static Fragment readV6(Cursor cursor) {
    int field = cursor.uint16(2);
    int payload = cursor.position() + V6_FRAGMENT_HEADER;
    return new Fragment(
        Bytes.copyOf(cursor.buffer(), cursor.ip(), cursor.position() - cursor.ip()),
        cursor.protocolField() - cursor.ip(),
        cursor.uint8(0),
        cursor.uint32(4),
        field & 0xfff8,
        (field & 1) != 0,
        Bytes.copyOf(cursor.buffer(), payload, cursor.end() - payload),
        cursor.wireEnd() - payload);
  }

  /** Where in the datagram's payload it ends. */
  int end() {
    return offset + length;
  }

  /** The header as it was before fragmentation, but for its length. */
  Bytes unfragmentedHeader() {
    byte[] whole = header.toArray();
    if (protocolField >= 0) {
      whole[protocolField] = (byte) protocol;
    } else {
      whole[6] &= 0x40; // DF stays
      whole[7] = 0;
    }
    return Bytes.copyOf(whole);
  }

  /** Two fragments with the same value are taken for copies of each other. */
  long hash() {
    return (long) offset << 32 | (31 * payload.hashCode() + length) & 0xffffffffL;
  }
}
