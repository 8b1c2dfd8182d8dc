package dev.shakedown.tls.decrypt;

import dev.shakedown.tls.registry.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The pseudorandom function of a connection up to TLS 1.2 (RFC 5246 5, RFC 2246 5, RFC 6101 6.1,
 * 6.2.2).
 */
record Prf(ProtocolVersion version, Hash hash) {
  /** {@code length} bytes; SSL 3.0 has no labels and leaves {@code label} out. */
  byte[] expand(byte[] secret, String label, byte[] seed, int length) {
    if (version.equals(ProtocolVersion.SSL_3_0)) {
      return ssl3(secret, seed, length);
    }
    byte[] labelled = concat(label.getBytes(StandardCharsets.US_ASCII), seed);
    if (version.equals(ProtocolVersion.TLS_1_2)) {
      return expand(hash, secret, labelled, length);
    }
    int half = (secret.length + 1) / 2;
    byte[] md5 = expand(Hash.MD5, Arrays.copyOf(secret, half), labelled, length);
    byte[] sha =
        expand(
            Hash.SHA,
            Arrays.copyOfRange(secret, secret.length - half, secret.length),
            labelled,
            length);
    for (int i = 0; i < length; i++) {
      md5[i] ^= sha[i];
    }
    return md5;
  }

  /** P_hash. */
  private static byte[] expand(Hash hash, byte[] secret, byte[] seed, int length) {
    byte[] out = new byte[length];
    byte[] a = seed;
    for (int at = 0; at < length; at += hash.size()) {
      a = hash.hmac(secret, a);
      byte[] block = hash.hmac(secret, a, seed);
      System.arraycopy(block, 0, out, at, Math.min(block.length, length - at));
    }
    return out;
  }

  private static byte[] ssl3(byte[] secret, byte[] seed, int length) {
    byte[] out = new byte[length];
    int round = 0;
    for (int at = 0; at < length; at += Hash.MD5.size()) {
      byte[] letters = new byte[round + 1];
      Arrays.fill(letters, (byte) ('A' + round));
      byte[] block = Hash.MD5.of(secret, Hash.SHA.of(letters, secret, seed));
      System.arraycopy(block, 0, out, at, Math.min(block.length, length - at));
      round++;
    }
    return out;
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
