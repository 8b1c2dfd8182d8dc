package dev.shakedown.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a pcapng file (draft-ietf-opsawg-pcapng) of one section in little-endian order: an
 * interface for each that packets came from, times in nanoseconds, comments at packets, and
 * secrets.
 */
public final class PcapngWriter implements AutoCloseable {
  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int BYTE_ORDER = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int DECRYPTION_SECRETS = 10;
  private static final int COMMENT = 1;
  private static final int APPLICATION = 4;
  private static final int RESOLUTION = 9;
  private static final byte NANOSECONDS = 9;
  private static final int UNKNOWN_SECTION_LENGTH = -1;

  /** An option's length is a 16-bit number; comments are far shorter. */
  private static final int MAX_TEXT = 60_000;

  private final OutputStream out;
  private final Map<Long, Integer> interfaces = new HashMap<>();

  /** Begins the file; {@code application} is what wrote it. */
  public PcapngWriter(OutputStream out, String application) throws IOException {
    this.out = out;
    byte[] text = text(application);
    ByteBuffer body = body(16 + option(text) + 4);
    body.putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0);
    body.putLong(UNKNOWN_SECTION_LENGTH);
    put(body, APPLICATION, text).putInt(0);
    block(SECTION_HEADER, body);
  }

  /** Writes a key log in NSS format that packets behind it are decrypted with. */
  public void secrets(byte[] keyLog) throws IOException {
    ByteBuffer body = body(8 + padded(keyLog.length));
    body.putInt((int) DecryptionSecrets.TLS_KEY_LOG).putInt(keyLog.length).put(keyLog);
    block(DECRYPTION_SECRETS, body);
  }

  /**
   * Writes a packet.
   *
   * @param source the interface it came from, by its number in its file
   * @param linkType a LINKTYPE_ value
   * @param bytes as captured
   * @param originalLength bytes it had on the wire
   * @param comment what the reader is to be told at it; empty for nothing
   */
  public void packet(
      int source, int linkType, long epochNanos, byte[] bytes, long originalLength, String comment)
      throws IOException {
    int number = interfaceNumber(source, linkType);
    byte[] text = text(comment);
    boolean commented = text.length > 0;
    ByteBuffer body = body(20 + padded(bytes.length) + (commented ? option(text) + 4 : 0));
    long nanos = Math.max(0, epochNanos);
    body.putInt(number).putInt((int) (nanos >>> 32)).putInt((int) nanos);
    body.putInt(bytes.length).putInt((int) Math.min(originalLength, 0xffffffffL));
    body.put(bytes).position(20 + padded(bytes.length));
    if (commented) {
      put(body, COMMENT, text).putInt(0);
    }
    block(ENHANCED_PACKET, body);
  }

  private int interfaceNumber(int source, int linkType) throws IOException {
    long key = (long) source << 16 | linkType & 0xffff;
    Integer known = interfaces.get(key);
    if (known != null) {
      return known;
    }
    ByteBuffer body = body(20);
    body.putShort((short) linkType).putShort((short) 0).putInt(0);
    put(body, RESOLUTION, new byte[] {NANOSECONDS}).putInt(0);
    block(INTERFACE, body);
    interfaces.put(key, interfaces.size());
    return interfaces.size() - 1;
  }

  private static ByteBuffer body(int size) {
    return ByteBuffer.wrap(new byte[size]).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }

  private static int option(byte[] value) {
    return 4 + padded(value.length);
  }

  private static ByteBuffer put(ByteBuffer body, int code, byte[] value) {
    int end = body.position() + option(value);
    body.putShort((short) code).putShort((short) value.length).put(value);
    return body.position(end);
  }

  private static byte[] text(String text) {
    return text.substring(0, Math.min(text.length(), MAX_TEXT / 3))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void block(int type, ByteBuffer body) throws IOException {
    int length = 12 + body.capacity();
    byte[] bytes = new byte[length];
    ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt(type).putInt(length).put(body.rewind()).putInt(length);
    out.write(bytes);
  }

  /** Ends the file and closes the stream. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
