package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/** early_data of a NewSessionTicket (RFC 8446 4.2.10): bytes of 0-RTT data allowed, 0..2^32-1. */
public record MaxEarlyData(long maxEarlyDataSize) implements ExtensionBody {
  static MaxEarlyData decode(ByteReader in) throws MalformedException {
    return new MaxEarlyData(in.uint32("max_early_data_size"));
  }
}
