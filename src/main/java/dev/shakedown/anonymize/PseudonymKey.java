package dev.shakedown.anonymize;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that pseudonyms are made with. Whoever has it can test a guess ("is this host {@code
 * shop.example.com}?"); without it a pseudonym tells nothing but equality.
 */
public final class PseudonymKey {
  private static final String PRF = "HmacSHA256";
  private static final int SIZE = 32;

  private final SecretKeySpec secret;

  private PseudonymKey(byte[] secret) {
    this.secret = new SecretKeySpec(secret, PRF);
  }

  /** A key nobody has: the pseudonyms of this run fit those of no other. */
  public static PseudonymKey random() {
    byte[] secret = new byte[SIZE];
    new SecureRandom().nextBytes(secret);
    return new PseudonymKey(secret);
  }

  /**
   * The key made of these bytes.
   *
   * @param material any number of bytes from one; the security is theirs
   */
  public static PseudonymKey of(byte[] material) {
    return new PseudonymKey(material);
  }

  /**
   * Bytes that only this key makes of this content: HMAC-SHA256 in counter mode (NIST SP 800-108
   * 4.1).
   *
   * @param purpose keeps the uses of the key apart
   */
  byte[] derive(String purpose, byte[] content, int size) {
    byte[] label = (purpose + '\0').getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[size];
    Mac mac = mac();
    for (int done = 0, block = 1; done < size; block++) {
      mac.update((byte) (block >> 24));
      mac.update((byte) (block >> 16));
      mac.update((byte) (block >> 8));
      mac.update((byte) block);
      mac.update(label);
      byte[] part = mac.doFinal(content);
      int length = Math.min(part.length, size - done);
      System.arraycopy(part, 0, bytes, done, length);
      done += length;
    }
    return bytes;
  }

  /** The same for a text. */
  byte[] derive(String purpose, String content, int size) {
    return derive(purpose, content.getBytes(StandardCharsets.UTF_8), size);
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(PRF);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof PseudonymKey other && secret.equals(other.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret.getEncoded());
  }
}
