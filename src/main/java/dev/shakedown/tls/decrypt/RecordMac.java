package dev.shakedown.tls.decrypt;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The MAC of records up to TLS 1.2 (RFC 5246 6.2.3.1, RFC 6101 5.2.3.1).
 *
 * @param length bytes of it that are sent
 * @param ssl3 whether it is made as in SSL 3.0
 */
record RecordMac(Hash hash, dev.shakedown.bytes.Bytes key, int length, boolean ssl3) {
  /** Whether the MAC at {@code at} is that of the {@code size} bytes from {@code from}. */
  boolean matches(
      long sequence,
      int type,
      int version,
      byte[] content,
      int from,
      int size,
      byte[] sent,
      int at) {
    byte[] data = Arrays.copyOfRange(content, from, from + size);
    byte[] mac =
        ssl3
            ? ssl3(sequence, type, data)
            : hash.hmac(key.toArray(), header(sequence, type, version, size), data);
    return Arrays.equals(mac, 0, length, sent, at, at + length);
  }

  private static byte[] header(long sequence, int type, int version, int size) {
    return ByteBuffer.allocate(13)
        .putLong(sequence)
        .put((byte) type)
        .putShort((short) version)
        .putShort((short) size)
        .array();
  }

  private byte[] ssl3(long sequence, int type, byte[] data) {
    byte[] header =
        ByteBuffer.allocate(11)
            .putLong(sequence)
            .put((byte) type)
            .putShort((short) data.length)
            .array();
    byte[] inner = hash.of(key.toArray(), pad(hash, 0x36), header, data);
    return hash.of(key.toArray(), pad(hash, 0x5c), inner);
  }

  /** pad_1 is made of 0x36, pad_2 of 0x5c (RFC 6101 5.2.3.1). */
  static byte[] pad(Hash hash, int value) {
    byte[] pad = new byte[hash == Hash.MD5 ? 48 : 40];
    Arrays.fill(pad, (byte) value);
    return pad;
  }
}
