package dev.shakedown.anonymize;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.packet.IpAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Addresses under other addresses, so that two share as many leading bits as the real ones do:
 * Crypto-PAn (Xu, Fan, Ammar, Moon: Prefix-Preserving IP Address Anonymization, ICNP 2002), for
 * IPv6 over all its 128 bits. Subnets stay subnets; which they are goes.
 */
final class AddressPseudonyms {
  /** An address costs 32 or 128 encryptions; a capture has few addresses and many packets. */
  private static final int MAX_REMEMBERED = 100_000;

  /** ::ffff:0:0/96, IPv4 addresses in IPv6 form (RFC 4291 2.5.5.2). */
  private static final long MAPPED = 0xffffL;

  private final BlockCipher cipher = AESEngine.newInstance();
  private final byte[] pad = new byte[16];
  private final Map<IpAddress, IpAddress> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, IpAddress> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** Takes the 32 bytes of the algorithm: an AES key and what becomes the padding. */
  AddressPseudonyms(byte[] key) {
    cipher.init(true, new KeyParameter(key, 0, 16));
    cipher.processBlock(key, 16, pad, 0);
  }

  /** The address that stands for this one; an IPv4 address in IPv6 form keeps the form. */
  IpAddress of(IpAddress address) {
    IpAddress known = remembered.get(address);
    if (known == null) {
      known = make(address);
      remembered.put(address, known);
    }
    return known;
  }

  private IpAddress make(IpAddress address) {
    if (address.v6() && address.high() == 0 && address.low() >>> 32 == MAPPED) {
      IpAddress inner = of(new IpAddress(false, 0, address.low() & 0xffffffffL));
      return new IpAddress(true, 0, MAPPED << 32 | inner.low());
    }
    return IpAddress.read(of(bytes(address)), 0, address.v6());
  }

  /** The bytes of an address in network order. */
  static byte[] bytes(IpAddress address) {
    byte[] bytes = new byte[address.v6() ? 16 : 4];
    for (int i = 0; i < bytes.length; i++) {
      long half = address.v6() && i < 8 ? address.high() : address.low();
      bytes[i] = (byte) (half >>> 8 * ((bytes.length - 1 - i) % 8));
    }
    return bytes;
  }

  /** An address of any length up to 16 bytes. */
  Bytes of(Bytes address) {
    return Bytes.copyOf(of(address.toArray()));
  }

  private byte[] of(byte[] address) {
    byte[] result = address.clone();
    byte[] block = pad.clone();
    byte[] sealed = new byte[16];
    for (int bit = 0; bit < 8 * address.length; bit++) {
      cipher.processBlock(block, 0, sealed, 0);
      result[bit / 8] ^= (byte) ((sealed[0] & 0x80) >> bit % 8);
      // the next block begins with one bit more of the address
      int mask = 0x80 >> bit % 8;
      block[bit / 8] = (byte) (block[bit / 8] & ~mask | address[bit / 8] & mask);
    }
    return result;
  }
}
