package dev.shakedown.tcp;

import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IpAddress;

/** An address and a port. */
public record Endpoint(IpAddress address, int port) implements Comparable<Endpoint> {
  /** So that a map is not slow whose keys somebody made all have one hash. */
  @Override
  public int compareTo(Endpoint other) {
    int byAddress = address.compareTo(other.address);
    return byAddress == 0 ? Integer.compare(port, other.port) : byAddress;
  }

  /** An end that a capturing device names, whatever its route domain. */
  public static Endpoint of(DeviceNote.End end) {
    return new Endpoint(end.address(), end.port());
  }

  /** {@code 192.0.2.1:443} or {@code [2001:db8::1]:443}. */
  @Override
  public String toString() {
    return address.v6() ? "[" + address + "]:" + port : address + ":" + port;
  }
}
