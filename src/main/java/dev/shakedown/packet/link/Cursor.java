package dev.shakedown.packet.link;

/**
 * Where in a packet the decoding stands: a position, the end of what is captured and the end on the
 * wire, all of them offsets in one buffer. The accessors read relative to the position; a decoder
 * asks {@link #has} once, and after it no accessor within that size can fail.
 */
public final class Cursor {
  private byte[] buffer = new byte[0];
  private int position;
  private int end;
  private int wireEnd;
  private int bound;
  private int ip;
  private int protocolField;
  private int vlan;

  /**
   * Begins a packet.
   *
   * @param end offset past its last captured byte, within the buffer
   * @param wireEnd offset past its last byte on the wire; at least {@code end}, perhaps beyond the
   *     buffer
   */
  public void start(byte[] buffer, int position, int end, int wireEnd) {
    this.buffer = buffer;
    this.position = position;
    this.end = end;
    this.wireEnd = wireEnd;
    this.bound = Integer.MAX_VALUE;
    this.ip = -1;
    this.protocolField = -1;
    this.vlan = -1;
  }

  /** The array that holds the packet. */
  public byte[] buffer() {
    return buffer;
  }

  public int position() {
    return position;
  }

  /** The offset past the last captured byte. */
  public int end() {
    return end;
  }

  /** The offset past the last byte on the wire. */
  public int wireEnd() {
    return wireEnd;
  }

  /** Captured bytes from the position on. */
  public int size() {
    return end - position;
  }

  /** Whether {@code count} bytes are captured from the position on. */
  public boolean has(int count) {
    return end - position >= count;
  }

  /** The byte at {@code at}, 0..255. */
  public int uint8(int at) {
    return buffer[position + at] & 0xff;
  }

  /** Two bytes in network order, 0..65,535. */
  public int uint16(int at) {
    return uint8(at) << 8 | uint8(at + 1);
  }

  /** Four bytes in network order, 0..2^32-1. */
  public long uint32(int at) {
    return (long) uint16(at) << 16 | uint16(at + 2);
  }

  /** Two bytes, least significant first. */
  public int uint16LittleEndian(int at) {
    return uint8(at + 1) << 8 | uint8(at);
  }

  /** Four bytes, least significant first. */
  public long uint32LittleEndian(int at) {
    return (long) uint16LittleEndian(at + 2) << 16 | uint16LittleEndian(at);
  }

  /** Moves past {@code count} bytes that {@link #has} has vouched for. */
  public void skip(int count) {
    position += count;
  }

  /**
   * Ends the packet {@code length} bytes from the position on, as a header says. What lies beyond
   * is padding or a trailer; a length beyond the captured bytes means that they are cut.
   */
  public void limit(int length) {
    wireEnd = Math.min(position + length, bound);
    end = Math.min(end, wireEnd);
  }

  /**
   * Ends the packet like {@link #limit}, and no header further in may say that it is longer: for
   * link layers whose receiver cuts the frame to the length they state.
   */
  public void bind(int length) {
    bound = Math.min(position + length, bound);
    limit(length);
  }

  /** Notes the VLAN (IEEE 802.1Q) that a tag puts the frame in; the outermost one stays. */
  public void markVlan(int id) {
    vlan = vlan < 0 ? id : vlan;
  }

  /** The outermost VLAN, 0..4095; -1 if the frame has no tag. */
  public int vlan() {
    return vlan;
  }

  /** Marks the position as the start of an IP header. */
  public void markIp() {
    ip = position;
    protocolField = -1;
  }

  /** The offset of the innermost IP header; -1 before there is one. */
  public int ip() {
    return ip;
  }

  /** Marks the byte at {@code at} as the one that names what follows the next skip. */
  public void markProtocolField(int at) {
    protocolField = position + at;
  }

  /** The offset of the byte that names the header at the position; -1 in IPv4. */
  public int protocolField() {
    return protocolField;
  }
}
