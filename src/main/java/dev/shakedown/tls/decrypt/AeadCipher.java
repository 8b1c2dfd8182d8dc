package dev.shakedown.tls.decrypt;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AEAD protection of TLS 1.2 and 1.3 (RFC 5246 6.2.3.3, RFC 8446 5.2, RFC 7905 2). */
final class AeadCipher implements RecordCipher {
  /** Bytes of a nonce. */
  static final int NONCE = 12;

  private static final int EXPLICIT_NONCE = 8;

  private final AEADCipher cipher;
  private final KeyParameter key;
  private final byte[] iv;
  private final int tagLength;
  private final boolean tls13;
  private final boolean headerAuthenticated;

  private AeadCipher(
      BulkCipher suite, byte[] key, byte[] iv, boolean tls13, boolean headerAuthenticated) {
    this.cipher =
        switch (suite.mode()) {
          case GCM -> GCMBlockCipher.newInstance(suite.blockCipher());
          case CCM, CCM_8 -> CCMBlockCipher.newInstance(suite.blockCipher());
          case POLY1305 -> new ChaCha20Poly1305();
          case NONE, STREAM, CBC -> throw new IllegalArgumentException(suite.toString());
        };
    this.key = new KeyParameter(key);
    this.iv = iv.clone();
    this.tagLength = suite.tagLength();
    this.tls13 = tls13;
    this.headerAuthenticated = headerAuthenticated;
  }

  static AeadCipher tls13(BulkCipher suite, byte[] key, byte[] iv, boolean headerAuthenticated) {
    return new AeadCipher(suite, key, iv, true, headerAuthenticated);
  }

  /** With an implicit nonce of 4 bytes, or 12 where no part of it is sent. */
  static AeadCipher tls12(BulkCipher suite, byte[] key, byte[] iv) {
    return new AeadCipher(suite, key, iv, false, true);
  }

  @Override
  public byte[] open(long sequence, int type, int version, byte[] fragment) {
    int start = iv.length == NONCE ? 0 : EXPLICIT_NONCE;
    int length = fragment.length - start - tagLength;
    if (length < 0) {
      return null;
    }
    byte[] nonce = start == 0 ? masked(sequence) : Arrays.copyOf(iv, NONCE);
    System.arraycopy(fragment, 0, nonce, NONCE - start, start);
    byte[] authenticated =
        tls13
            ? header(new byte[0], type, version, fragment.length)
            : header(
                ByteBuffer.allocate(Long.BYTES).putLong(sequence).array(), type, version, length);
    byte[] header = headerAuthenticated ? authenticated : new byte[0];
    cipher.init(false, new AEADParameters(key, 8 * tagLength, nonce, header));
    byte[] out = new byte[cipher.getOutputSize(length + tagLength)];
    try {
      int size = cipher.processBytes(fragment, start, length + tagLength, out, 0);
      size += cipher.doFinal(out, size);
      return size == out.length ? out : Arrays.copyOf(out, size);
    } catch (InvalidCipherTextException e) {
      Arrays.fill(out, (byte) 0);
      return null;
    }
  }

  private byte[] masked(long sequence) {
    byte[] nonce = iv.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[NONCE - 1 - i] ^= (byte) (sequence >>> 8 * i);
    }
    return nonce;
  }

  private static byte[] header(byte[] sequence, int type, int version, int length) {
    byte[] header = {
      (byte) type, (byte) (version >>> 8), (byte) version, (byte) (length >>> 8), (byte) length
    };
    return Prf.concat(sequence, header);
  }
}
