package dev.shakedown.tls.decrypt;

import java.util.Arrays;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** CBC with HMAC in either order (RFC 5246 6.2.3.2, RFC 7366 3, RFC 6101 5.2.3.2). */
final class CbcCipher implements RecordCipher {
  private final CBCModeCipher cipher;
  private final KeyParameter key;
  private final RecordMac mac;
  private final int block;
  private final boolean encryptThenMac;

  /** The last block of the record before; null where records carry their IV (since TLS 1.1). */
  private byte[] chainedIv;

  /**
   * @param iv that of the first record; empty where records carry their own
   */
  CbcCipher(BulkCipher suite, byte[] key, byte[] iv, RecordMac mac, boolean encryptThenMac) {
    this.cipher = CBCBlockCipher.newInstance(suite.blockCipher());
    this.key = new KeyParameter(key);
    this.mac = mac;
    this.block = suite.blockLength();
    this.encryptThenMac = encryptThenMac;
    this.chainedIv = iv.length == 0 ? null : iv.clone();
  }

  @Override
  public byte[] open(long sequence, int type, int version, byte[] fragment) {
    int start = chainedIv == null ? block : 0;
    int end = encryptThenMac ? fragment.length - mac.length() : fragment.length;
    if (end - start < block || (end - start) % block != 0) {
      return null;
    }
    byte[] iv = chainedIv == null ? Arrays.copyOf(fragment, block) : chainedIv;
    if (chainedIv != null) {
      chainedIv = Arrays.copyOfRange(fragment, end - block, end);
    }
    if (encryptThenMac && !mac.matches(sequence, type, version, fragment, 0, end, fragment, end)) {
      return null;
    }
    cipher.init(false, new ParametersWithIV(key, iv));
    byte[] plain = new byte[end - start];
    for (int at = 0; at < plain.length; at += block) {
      cipher.processBlock(fragment, start + at, plain, at);
    }
    byte[] content = content(sequence, type, version, plain);
    Arrays.fill(plain, (byte) 0);
    return content;
  }

  /** Removes padding and MAC; null if they are not right. */
  private byte[] content(long sequence, int type, int version, byte[] plain) {
    int padding = plain[plain.length - 1] & 0xff;
    int size = plain.length - 1 - padding - (encryptThenMac ? 0 : mac.length());
    if (size < 0 || !mac.ssl3() && !isPadded(plain, padding)) {
      return null;
    }
    boolean right =
        encryptThenMac || mac.matches(sequence, type, version, plain, 0, size, plain, size);
    return right ? Arrays.copyOf(plain, size) : null;
  }

  /** Every byte of the padding holds its length; in SSL 3.0 they are arbitrary. */
  private static boolean isPadded(byte[] plain, int padding) {
    boolean padded = true;
    for (int i = plain.length - 1 - padding; i < plain.length; i++) {
      padded &= (plain[i] & 0xff) == padding;
    }
    return padded;
  }

  @Override
  public void pass(byte[] fragment) {
    int end = encryptThenMac ? fragment.length - mac.length() : fragment.length;
    if (chainedIv != null && end >= block) {
      chainedIv = Arrays.copyOfRange(fragment, end - block, end);
    }
  }

  @Override
  public boolean isChained() {
    return chainedIv != null;
  }
}
