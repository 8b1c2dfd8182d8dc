package dev.shakedown.bigip;

import dev.shakedown.tcp.Endpoint;
import java.nio.ByteBuffer;

/** IP datagrams with TCP as byte arrays: their fields, other ends, right checksums. */
final class Datagrams {
  private static final int PROTOCOL_TCP = 6;

  private Datagrams() {}

  static boolean isV6(byte[] datagram) {
    return datagram[0] >> 4 == 6;
  }

  /** The length its IP header states. */
  static int length(byte[] datagram) {
    return isV6(datagram) ? 40 + uint16(datagram, 4) : uint16(datagram, 2);
  }

  /** Where its TCP header begins; there are no extension headers. */
  static int tcp(byte[] datagram) {
    return isV6(datagram) ? 40 : (datagram[0] & 0x0f) * 4;
  }

  /** The sequence number behind its last byte. */
  static int nextSequence(byte[] datagram) {
    int tcp = tcp(datagram);
    int flags = datagram[tcp + 13];
    int payload = datagram.length - tcp - ((datagram[tcp + 12] & 0xf0) >> 2);
    return int32(datagram, tcp + 4) + payload + (flags & 1) + (flags >> 1 & 1);
  }

  /** A copy between other ends, with right checksums. */
  static byte[] between(byte[] datagram, Endpoint source, Endpoint destination, int hopLimit) {
    byte[] copy = datagram.clone();
    ByteBuffer out = ByteBuffer.wrap(copy);
    boolean v6 = isV6(copy);
    if (v6) {
      out.putLong(8, source.address().high()).putLong(16, source.address().low());
      out.putLong(24, destination.address().high()).putLong(32, destination.address().low());
    } else {
      out.putInt(12, (int) source.address().low()).putInt(16, (int) destination.address().low());
    }
    copy[v6 ? 7 : 8] = (byte) hopLimit;
    int tcp = tcp(copy);
    out.putShort(tcp, (short) source.port()).putShort(tcp + 2, (short) destination.port());
    setChecksums(copy);
    return copy;
  }

  /** A segment without options. */
  static byte[] segment(
      Endpoint source,
      Endpoint destination,
      int sequence,
      int acknowledgment,
      int flags,
      int window,
      byte[] payload) {
    boolean v6 = source.address().v6();
    ByteBuffer out = ByteBuffer.allocate((v6 ? 40 : 20) + 20 + payload.length);
    if (v6) {
      out.putInt(0x60000000).putShort((short) (20 + payload.length)).put((byte) PROTOCOL_TCP);
      out.put((byte) 64);
      out.putLong(0).putLong(0).putLong(0).putLong(0);
    } else {
      out.putInt(0x45000000 | out.capacity()).putShort((short) 1).putShort((short) 0x4000);
      out.put((byte) 64).put((byte) PROTOCOL_TCP).putShort((short) 0).putLong(0);
    }
    out.putInt(0).putInt(sequence).putInt(acknowledgment);
    out.put((byte) 0x50).put((byte) flags).putShort((short) window).putInt(0).put(payload);
    return between(out.array(), source, destination, 255);
  }

  private static void setChecksums(byte[] datagram) {
    ByteBuffer out = ByteBuffer.wrap(datagram);
    int tcp = tcp(datagram);
    boolean v6 = isV6(datagram);
    if (!v6) {
      out.putShort(10, (short) 0);
      out.putShort(10, (short) ~fold(sum(datagram, 0, tcp)));
    }
    out.putShort(tcp + 16, (short) 0);
    int size = datagram.length - tcp;
    long pseudo = v6 ? sum(datagram, 8, 40) : sum(datagram, 12, 20);
    out.putShort(
        tcp + 16,
        (short) ~fold(pseudo + PROTOCOL_TCP + size + sum(datagram, tcp, datagram.length)));
  }

  private static long sum(byte[] bytes, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += (long) (bytes[i] & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded >> 16 != 0) {
      folded = (folded & 0xffff) + (folded >> 16);
    }
    return (int) folded;
  }

  static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  static int int32(byte[] bytes, int at) {
    return uint16(bytes, at) << 16 | uint16(bytes, at + 2);
  }
}
