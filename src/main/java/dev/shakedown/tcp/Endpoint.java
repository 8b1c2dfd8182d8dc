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

  // Written out, as every run compares some: what the compiler leaves to run time costs its start.

  @Override
  public boolean equals(Object that) {
    return that instanceof Endpoint other && port == other.port && address.equals(other.address);
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + port;
  }

  /** {@code 192.0.2.1:443} or {@code [2001:db8::1]:443}. */
  @Override
  public String toString() {
    return address.v6() ? "[" + address + "]:" + port : address + ":" + port;
  }
}
