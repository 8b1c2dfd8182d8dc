package dev.shakedown.anonymize;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;

/**
 * An RSA key (RFC 8017) whose modulus is a product of many small primes: it protects nothing, but
 * verifies like any other, and is made in milliseconds.
 */
final class RsaReplacement implements ReplacementKey {
  private static final int PRIME_BITS = 128;
  private static final int MIN_BITS = 4 * PRIME_BITS;
  private static final int MAX_BITS = 16_384;

  private static final String PSS = "1.2.840.113549.1.1.10";

  private static final Map<String, String> HASHES =
      Map.of(
          "1.2.840.113549.1.1.4", "MD5",
          "1.2.840.113549.1.1.5", "SHA1",
          "1.3.14.3.2.29", "SHA1",
          "1.2.840.113549.1.1.14", "SHA224",
          "1.2.840.113549.1.1.11", "SHA256",
          "1.2.840.113549.1.1.12", "SHA384",
          "1.2.840.113549.1.1.13", "SHA512");

  private static final Map<String, String> HASHES_OF_PSS =
      Map.of(
          "1.3.14.3.2.26", "SHA1",
          "2.16.840.1.101.3.4.2.4", "SHA224",
          "2.16.840.1.101.3.4.2.1", "SHA256",
          "2.16.840.1.101.3.4.2.2", "SHA384",
          "2.16.840.1.101.3.4.2.3", "SHA512");

  private final PseudonymKey key;
  private final BigInteger modulus;
  private final BigInteger publicExponent;
  private final BigInteger privateExponent;

  private RsaReplacement(
      PseudonymKey key, BigInteger modulus, BigInteger publicExponent, BigInteger privateExponent) {
    this.key = key;
    this.modulus = modulus;
    this.publicExponent = publicExponent;
    this.privateExponent = privateExponent;
  }

  /** A key for this one; empty where its numbers are out of the ordinary. */
  static Optional<ReplacementKey> of(PseudonymKey key, RSAPublicKey original) {
    int bits = original.getModulus().bitLength();
    BigInteger exponent = original.getPublicExponent();
    boolean ordinary =
        bits >= MIN_BITS
            && bits <= MAX_BITS
            && exponent.testBit(0)
            && exponent.compareTo(BigInteger.ONE) > 0
            && exponent.bitLength() <= bits;
    return ordinary ? Optional.of(make(key, original.getModulus(), exponent)) : Optional.empty();
  }

  private static RsaReplacement make(PseudonymKey key, BigInteger original, BigInteger exponent) {
    int bits = original.bitLength();
    for (int attempt = 0; ; attempt++) {
      List<BigInteger> primes = new ArrayList<>();
      BigInteger product = BigInteger.ONE;
      while (bits - product.bitLength() >= 2 * PRIME_BITS) {
        BigInteger prime = prime(key, original, attempt, primes.size());
        primes.add(prime);
        product = product.multiply(prime);
      }
      // the last prime brings the product near 7/8 of 2^bits, so that it has exactly those bits
      BigInteger target = BigInteger.valueOf(7).shiftLeft(bits - 3);
      BigInteger last = target.divide(product).nextProbablePrime();
      primes.add(last);
      BigInteger order =
          primes.stream()
              .map(p -> p.subtract(BigInteger.ONE))
              .reduce(BigInteger.ONE, BigInteger::multiply);
      BigInteger modulus = product.multiply(last);
      if (order.gcd(exponent).equals(BigInteger.ONE) && modulus.bitLength() == bits) {
        return new RsaReplacement(key, modulus, exponent, exponent.modInverse(order));
      }
    }
  }

  private static BigInteger prime(PseudonymKey key, BigInteger original, int attempt, int index) {
    byte[] random =
        key.derive("rsa/" + attempt + '/' + index, original.toByteArray(), PRIME_BITS / Byte.SIZE);
    BigInteger start = new BigInteger(1, random).setBit(PRIME_BITS - 1);
    return start.nextProbablePrime();
  }

  @Override
  public byte[] publicKey() {
    try {
      return new RSAPublicKey(modulus, publicExponent).getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException(e); // two integers can be encoded
    }
  }

  @Override
  public Optional<byte[]> sign(byte[] message, AlgorithmIdentifier algorithm, int size) {
    Optional<Signer> signer =
        algorithm.getAlgorithm().getId().equals(PSS)
            ? pss(algorithm)
            : digest(HASHES.get(algorithm.getAlgorithm().getId())).map(RSADigestSigner::new);
    return signer.flatMap(s -> sign(s, message)).filter(s -> s.length == size);
  }

  private static Optional<Signer> pss(AlgorithmIdentifier algorithm) {
    RSASSAPSSparams parameters =
        algorithm.getParameters() == null
            ? new RSASSAPSSparams()
            : RSASSAPSSparams.getInstance(algorithm.getParameters());
    AlgorithmIdentifier mask =
        AlgorithmIdentifier.getInstance(parameters.getMaskGenAlgorithm().getParameters());
    Optional<Digest> content = pssDigest(parameters.getHashAlgorithm());
    Optional<Digest> generator = pssDigest(mask);
    return content.isEmpty() || generator.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PSSSigner(
                new RSABlindedEngine(),
                content.get(),
                generator.get(),
                parameters.getSaltLength().intValueExact()));
  }

  private static Optional<Digest> pssDigest(AlgorithmIdentifier algorithm) {
    return digest(HASHES_OF_PSS.get(algorithm.getAlgorithm().getId()));
  }

  private static Optional<Digest> digest(String name) {
    return name == null
        ? Optional.empty()
        : Optional.of(
            switch (name) {
              case "MD5" -> new MD5Digest();
              case "SHA1" -> new SHA1Digest();
              case "SHA224" -> new SHA224Digest();
              case "SHA256" -> new SHA256Digest();
              case "SHA384" -> new SHA384Digest();
              default -> new SHA512Digest();
            });
  }

  private Optional<byte[]> sign(Signer signer, byte[] message) {
    try {
      RSAKeyParameters secret = new RSAKeyParameters(true, modulus, privateExponent);
      signer.init(true, new ParametersWithRandom(secret, new DerivedRandom(key, message)));
      signer.update(message, 0, message.length);
      return Optional.of(signer.generateSignature());
    } catch (CryptoException | RuntimeException e) {
      return Optional.empty(); // a key too small for the hash
    }
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof RsaReplacement other && modulus.equals(other.modulus);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(modulus.toByteArray());
  }
}
