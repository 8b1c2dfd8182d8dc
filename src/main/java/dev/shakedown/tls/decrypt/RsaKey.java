package dev.shakedown.tls.decrypt;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/** An RSA private key, to open premaster secrets with (RFC 5246 7.4.7.1, RFC 8017 7.2). */
record RsaKey(BigInteger modulus, BigInteger privateExponent) {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([^-]*)-----END \\1-----");

  /** No key in use is larger; bounds the time an exponentiation takes. */
  private static final int MAX_BITS = 16_384;

  private static final int PREMASTER = 48;

  /** The first key in a text; empty if there is none, or one that is encrypted or no RSA key. */
  static Optional<RsaKey> parse(String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      RSAPrivateKey key =
          matcher.group(1).startsWith("RSA")
              ? RSAPrivateKey.getInstance(der)
              : RSAPrivateKey.getInstance(PrivateKeyInfo.getInstance(der).parsePrivateKey());
      int bits = key.getModulus().signum() > 0 ? key.getModulus().bitLength() : 0;
      return bits > 0 && bits <= MAX_BITS
          ? Optional.of(new RsaKey(key.getModulus(), key.getPrivateExponent()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      return Optional.empty();
    }
  }

  /** The premaster secret; empty if it was not encrypted to this key. */
  Optional<byte[]> open(byte[] encrypted) {
    int size = (modulus.bitLength() + 7) / 8;
    if (encrypted.length != size) {
      return Optional.empty();
    }
    byte[] raw = new BigInteger(1, encrypted).modPow(privateExponent, modulus).toByteArray();
    byte[] block = new byte[size];
    int count = Math.min(size, raw.length);
    System.arraycopy(raw, raw.length - count, block, size - count, count);
    int separator = size - PREMASTER - 1;
    boolean padded = separator >= 10 && block[0] == 0 && block[1] == 2 && block[separator] == 0;
    for (int i = 2; padded && i < separator; i++) {
      padded = block[i] != 0;
    }
    return padded ? Optional.of(Arrays.copyOfRange(block, separator + 1, size)) : Optional.empty();
  }
}
