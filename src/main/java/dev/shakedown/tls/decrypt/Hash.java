package dev.shakedown.tls.decrypt;

import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** The hash functions that suites name. */
enum Hash {
  MD5(16),
  SHA(20),
  SHA256(32),
  SHA384(48),
  SM3(32);

  private final int size;

  Hash(int size) {
    this.size = size;
  }

  /** Bytes of its output. */
  int size() {
    return size;
  }

  ExtendedDigest digest() {
    return switch (this) {
      case MD5 -> new MD5Digest();
      case SHA -> new SHA1Digest();
      case SHA256 -> new SHA256Digest();
      case SHA384 -> new SHA384Digest();
      case SM3 -> new SM3Digest();
    };
  }

  /** A copy of {@code digest}, one of this hash's, in the state it is in. */
  ExtendedDigest copy(ExtendedDigest digest) {
    return switch (this) {
      case MD5 -> new MD5Digest((MD5Digest) digest);
      case SHA -> new SHA1Digest((SHA1Digest) digest);
      case SHA256 -> new SHA256Digest((SHA256Digest) digest);
      case SHA384 -> new SHA384Digest((SHA384Digest) digest);
      case SM3 -> new SM3Digest((SM3Digest) digest);
    };
  }

  /** The hash of all parts, one behind the other. */
  byte[] of(byte[]... parts) {
    ExtendedDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    return finish(digest);
  }

  static byte[] finish(ExtendedDigest digest) {
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }

  /** HMAC (RFC 2104) of all parts, one behind the other. */
  byte[] hmac(byte[] key, byte[]... parts) {
    HMac mac = new HMac(digest());
    mac.init(new KeyParameter(key));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] out = new byte[size];
    mac.doFinal(out, 0);
    return out;
  }
}
