package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * Where an endpoint or a middlebox of TLMSP is (ETSI TS 103 523-2).
 *
 * @param addressType 0 is a URL, 1 a domain name, 2 IPv4, 3 IPv6, 4 a MAC address
 * @param address as sent
 */
public record TlmspAddress(int addressType, Bytes address) {
  static TlmspAddress decode(ByteReader in) throws MalformedException {
    return new TlmspAddress(in.uint8("address_type"), in.opaque16("address"));
  }
}
