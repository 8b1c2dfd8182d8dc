package dev.shakedown.anonymize;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** A key on the same curve, for ECDSA (FIPS 186-5 6). */
final class EcReplacement implements ReplacementKey {
  private static final Map<String, String> HASHES =
      Map.of(
          "1.2.840.10045.4.1", "SHA-1",
          "1.2.840.10045.4.3.1", "SHA-224",
          "1.2.840.10045.4.3.2", "SHA-256",
          "1.2.840.10045.4.3.3", "SHA-384",
          "1.2.840.10045.4.3.4", "SHA-512");

  /** A signature in DER is shorter by a byte in one of 256 for each of its two numbers. */
  private static final int MAX_TRIES = 2_000;

  private final PseudonymKey key;
  private final X9ECParameters curve;
  private final BigInteger secret;
  private final byte[] publicKey;

  private EcReplacement(PseudonymKey key, X9ECParameters curve, byte[] original) {
    this.key = key;
    this.curve = curve;
    this.secret = scalar("ec", original);
    boolean compressed = original[0] != 4;
    this.publicKey = curve.getG().multiply(secret).normalize().getEncoded(compressed);
  }

  /** A key for this one; empty on a curve that is not known by name. */
  static Optional<ReplacementKey> of(
      PseudonymKey key, ASN1ObjectIdentifier curveId, byte[] original) {
    X9ECParameters curve = CustomNamedCurves.getByOID(curveId);
    if (curve == null) {
      curve = ECNamedCurveTable.getByOID(curveId);
    }
    if (curve == null || original.length == 0) {
      return Optional.empty();
    }
    EcReplacement replacement = new EcReplacement(key, curve, original);
    return replacement.publicKey.length == original.length
        ? Optional.of(replacement)
        : Optional.empty();
  }

  /** A number from 1 to the group's order less one. */
  private BigInteger scalar(String purpose, byte[] seed) {
    int size = curve.getN().bitLength() / Byte.SIZE + 9;
    BigInteger random = new BigInteger(1, key.derive(purpose, seed, size));
    return random.mod(curve.getN().subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public Optional<byte[]> sign(byte[] message, AlgorithmIdentifier algorithm, int size) {
    String hash = HASHES.get(algorithm.getAlgorithm().getId());
    if (hash == null) {
      return Optional.empty();
    }
    BigInteger digest = digest(hash, message);
    for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
      byte[] signature = sign(digest, scalar("ecdsa/" + attempt, message));
      if (signature.length == size) {
        return Optional.of(signature);
      }
      if (Math.abs(signature.length - size) > 4) {
        break; // no encoding of this curve's signatures, however long one tries
      }
    }
    return Optional.empty();
  }

  private BigInteger digest(String hash, byte[] message) {
    try {
      BigInteger digest = new BigInteger(1, MessageDigest.getInstance(hash).digest(message));
      int excess = digestBits(hash) - curve.getN().bitLength();
      return excess > 0 ? digest.shiftRight(excess) : digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has them
    }
  }

  private static int digestBits(String hash) {
    return hash.equals("SHA-1") ? 160 : Integer.parseInt(hash.substring(4));
  }

  private byte[] sign(BigInteger digest, BigInteger nonce) {
    BigInteger order = curve.getN();
    BigInteger r =
        curve.getG().multiply(nonce).normalize().getAffineXCoord().toBigInteger().mod(order);
    BigInteger s = nonce.modInverse(order).multiply(digest.add(r.multiply(secret))).mod(order);
    try {
      return new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)})
          .getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException(e); // two integers can be encoded
    }
  }
}
