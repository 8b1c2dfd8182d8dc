package dev.shakedown.tcp;

import dev.shakedown.packet.IpAddress;

/** An address and a port. */
public record Endpoint(IpAddress address, int port) {
  /** {@code 192.0.2.1:443} or {@code [2001:db8::1]:443}. */
  @Override
  public String toString() {
    return address.v6() ? "[" + address + "]:" + port : address + ":" + port;
  }
}
