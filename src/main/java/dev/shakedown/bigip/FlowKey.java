package dev.shakedown.bigip;

import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IpAddress;
import java.util.Comparator;

/**
 * What tells that two packets belong to one connection, whichever way they go: the ends, and the
 * device's number, which alone is reused soon.
 */
record FlowKey(IpAddress lower, int lowerPort, IpAddress upper, int upperPort, long flowId)
    implements Comparable<FlowKey> {
  private static final Comparator<FlowKey> ORDER =
      Comparator.comparing(FlowKey::lower)
          .thenComparing(FlowKey::upper)
          .thenComparingInt(FlowKey::lowerPort)
          .thenComparingInt(FlowKey::upperPort)
          .thenComparingLong(FlowKey::flowId);
  private static final FlowKey NONE =
      new FlowKey(new IpAddress(false, 0, 0), 0, new IpAddress(false, 0, 0), 0, 0);

  /** The key of a packet whose IP header begins at {@code ip}. */
  static FlowKey of(byte[] buffer, int ip, int end, DeviceNote note) {
    boolean v6 = ip >= 0 && end > ip && buffer[ip] >> 4 == 6;
    int ports = ip < 0 || end <= ip ? end : ip + (v6 ? 40 : (buffer[ip] & 0x0f) * 4);
    if (ip < 0 || ports - ip < 20 || end - ports < 4) {
      return NONE;
    }
    IpAddress source = IpAddress.read(buffer, ip + (v6 ? 8 : 12), v6);
    IpAddress destination = IpAddress.read(buffer, ip + (v6 ? 24 : 16), v6);
    int sourcePort = uint16(buffer, ports);
    int destinationPort = uint16(buffer, ports + 2);
    int order = source.compareTo(destination);
    boolean forward = order < 0 || order == 0 && sourcePort <= destinationPort;
    return forward
        ? new FlowKey(source, sourcePort, destination, destinationPort, note.flowId())
        : new FlowKey(destination, destinationPort, source, sourcePort, note.flowId());
  }

  /** So that a map is not slow whose keys somebody made all have one hash. */
  @Override
  public int compareTo(FlowKey other) {
    return ORDER.compare(this, other);
  }

  private static int uint16(byte[] buffer, int at) {
    return (buffer[at] & 0xff) << 8 | buffer[at + 1] & 0xff;
  }
}
