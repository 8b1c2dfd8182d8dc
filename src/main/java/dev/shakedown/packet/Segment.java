package dev.shakedown.packet;

import dev.shakedown.bytes.BigEndian;

/**
 * A TCP segment (RFC 9293 3.1) in its IP packet: a view over the read buffer, valid during the call
 * that hands it over. {@link #set} checks the lengths once; after it no accessor can fail.
 */
public final class Segment {
  public static final int FIN = 0x01;
  public static final int SYN = 0x02;
  public static final int RST = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK = 0x10;

  private long frame;
  private long epochNanos;
  private int interfaceIndex;
  private byte[] buffer = new byte[0];
  private int ip;
  private int tcp;
  private int payload;
  private int payloadSize;
  private long payloadLength;
  private int packetLength;
  private boolean v6;

  // Asked for many times each, so read once.
  private long sourceLow;
  private long destinationLow;
  private int sequence;
  private int acknowledgment;
  private int flags;

  private boolean reassembled;
  private int vlan = -1;
  private DeviceNote note = DeviceNote.NONE;

  /**
   * Lays the view over a packet.
   *
   * @param buffer holds the IP packet
   * @param ip offset of the IP header (of the innermost IP packet)
   * @param tcp offset of the TCP header, past all IPv6 extension headers
   * @param end offset past the last byte captured of the IP packet, link-layer padding excluded
   * @param vlan the outermost VLAN of the frame; -1 if it has no tag
   * @param packetLength bytes the IP packet has on the wire, its headers included; the captured
   *     size where the header says 0 (segmentation offload)
   * @return whether a whole TCP header (without options at least) is there and the lengths make
   *     sense; if not, the view must not be used
   */
  public boolean set(
      long frame,
      long epochNanos,
      int interfaceIndex,
      byte[] buffer,
      int ip,
      int tcp,
      int end,
      int packetLength,
      boolean reassembled,
      int vlan,
      DeviceNote note) {
    if (end - tcp < 20) {
      return false;
    }
    int headerLength = (buffer[tcp + 12] & 0xf0) >> 2;
    long length = (long) packetLength - (tcp - ip) - headerLength;
    if (headerLength < 20 || length < 0) {
      return false;
    }
    this.frame = frame;
    this.epochNanos = epochNanos;
    this.interfaceIndex = interfaceIndex;
    this.buffer = buffer;
    this.ip = ip;
    this.tcp = tcp;
    this.payload = Math.min(tcp + headerLength, end);
    this.payloadLength = length;
    this.payloadSize = (int) Math.min(end - this.payload, length);
    this.packetLength = packetLength;
    this.v6 = (buffer[ip] & 0xf0) == 0x60;
    this.reassembled = reassembled;
    this.vlan = vlan;
    this.note = note;
    this.sourceLow = v6 ? BigEndian.int64(buffer, ip + 16) : BigEndian.uint32(buffer, ip + 12);
    this.destinationLow = v6 ? BigEndian.int64(buffer, ip + 32) : BigEndian.uint32(buffer, ip + 16);
    this.sequence = (int) BigEndian.uint32(buffer, tcp + 4);
    this.acknowledgment = (int) BigEndian.uint32(buffer, tcp + 8);
    this.flags = buffer[tcp + 13] & 0xff;
    return true;
  }

  /** The number of the frame that holds it (of the last fragment, if reassembled), from 1. */
  public long frame() {
    return frame;
  }

  /** Capture time in nanoseconds since 1970-01-01T00:00:00Z. */
  public long epochNanos() {
    return epochNanos;
  }

  /** The capture interface, from 0. */
  public int interfaceIndex() {
    return interfaceIndex;
  }

  public boolean v6() {
    return v6;
  }

  /** Upper half of the source address; 0 for IPv4. */
  public long sourceHigh() {
    return v6 ? BigEndian.int64(buffer, ip + 8) : 0;
  }

  /** Lower half of the source address, or the IPv4 address. */
  public long sourceLow() {
    return sourceLow;
  }

  /** Upper half of the destination address; 0 for IPv4. */
  public long destinationHigh() {
    return v6 ? BigEndian.int64(buffer, ip + 24) : 0;
  }

  /** Lower half of the destination address, or the IPv4 address. */
  public long destinationLow() {
    return destinationLow;
  }

  public IpAddress source() {
    return new IpAddress(v6, sourceHigh(), sourceLow());
  }

  public IpAddress destination() {
    return new IpAddress(v6, destinationHigh(), destinationLow());
  }

  public int sourcePort() {
    return uint16(tcp);
  }

  public int destinationPort() {
    return uint16(tcp + 2);
  }

  /** The sequence number; compare by signed difference. */
  public int sequence() {
    return sequence;
  }

  /** The acknowledgment number; meaningful only with {@link #ACK}. */
  public int acknowledgment() {
    return acknowledgment;
  }

  /** CWR to FIN, the low eight bits; see the constants. */
  public int flags() {
    return flags;
  }

  /** Whether any of {@code mask} is set. */
  public boolean has(int mask) {
    return (flags & mask) != 0;
  }

  /** The window field as sent, unscaled. */
  public int window() {
    return uint16(tcp + 14);
  }

  /** TTL or hop limit, 0..255. */
  public int hopLimit() {
    return buffer[ip + (v6 ? 7 : 8)] & 0xff;
  }

  /** The IPv4 identification, 0..65,535; -1 for IPv6. */
  public int ipId() {
    return v6 ? -1 : uint16(ip + 4);
  }

  /** The IPv4 DF bit; true for IPv6, which no router fragments. */
  public boolean dontFragment() {
    return v6 || (buffer[ip + 6] & 0x40) != 0;
  }

  /** Whether the IP packet was put together from fragments. */
  public boolean reassembled() {
    return reassembled;
  }

  /** The outermost VLAN of the frame, 0..4095; -1 if it has no tag. */
  public int vlan() {
    return vlan;
  }

  /** Bytes of the IP packet on the wire, headers included. */
  public int packetLength() {
    return packetLength;
  }

  /** The array that holds the payload at {@link #payloadOffset}. */
  public byte[] buffer() {
    return buffer;
  }

  public int payloadOffset() {
    return payload;
  }

  /** Captured bytes of the payload; fewer than {@link #payloadLength} where the snap length cut. */
  public int payloadSize() {
    return payloadSize;
  }

  /** Payload bytes on the wire. */
  public int payloadLength() {
    return (int) payloadLength;
  }

  /** Where the TCP options begin in {@link #buffer}. */
  public int optionsOffset() {
    return tcp + 20;
  }

  /** Captured bytes of TCP options, 0..40. */
  public int optionsSize() {
    return Math.max(0, payload - tcp - 20);
  }

  /** What a capturing device attached to the packet. */
  public DeviceNote note() {
    return note;
  }

  private int uint16(int at) {
    return (buffer[at] & 0xff) << 8 | buffer[at + 1] & 0xff;
  }
}
