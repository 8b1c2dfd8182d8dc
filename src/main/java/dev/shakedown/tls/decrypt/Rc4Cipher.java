package dev.shakedown.tls.decrypt;

import java.util.Arrays;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/** RC4 with HMAC (RFC 5246 6.2.3.1): one key stream over all records. */
final class Rc4Cipher implements RecordCipher {
  private final RC4Engine cipher = new RC4Engine();
  private final RecordMac mac;

  Rc4Cipher(byte[] key, RecordMac mac) {
    cipher.init(false, new KeyParameter(key));
    this.mac = mac;
  }

  @Override
  public byte[] open(long sequence, int type, int version, byte[] fragment) {
    byte[] plain = new byte[fragment.length];
    cipher.processBytes(fragment, 0, fragment.length, plain, 0);
    int size = plain.length - mac.length();
    boolean right = size >= 0 && mac.matches(sequence, type, version, plain, 0, size, plain, size);
    byte[] content = right ? Arrays.copyOf(plain, size) : null;
    Arrays.fill(plain, (byte) 0);
    return content;
  }

  @Override
  public void pass(byte[] fragment) {
    byte[] plain = new byte[fragment.length];
    cipher.processBytes(fragment, 0, fragment.length, plain, 0);
    Arrays.fill(plain, (byte) 0);
  }

  @Override
  public boolean isChained() {
    return true;
  }
}
