package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * dnssec_chain of a server (RFC 9102 2.2).
 *
 * @param supportLifetime hours for which the server promises to go on sending it, 0..65,535
 * @param authenticationChain resource records in wire format, one behind the other
 */
public record DnssecChain(int supportLifetime, Bytes authenticationChain) implements ExtensionBody {
  static DnssecChain decode(ByteReader in) throws MalformedException {
    return new DnssecChain(in.uint16("ExtSupportLifetime"), chain(in.rest()));
  }

  /**
   * The RFC's struct has a length before the records, its example has none. No record begins with
   * what would be the length of all that follows.
   */
  private static Bytes chain(Bytes rest) throws MalformedException {
    ByteReader in = rest.reader();
    boolean hasLength = rest.size() >= 2 && in.uint16("length") == in.remaining();
    return hasLength ? in.rest() : rest;
  }
}
