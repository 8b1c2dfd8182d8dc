package dev.shakedown.tls.x509;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAParameters;
import org.bouncycastle.crypto.params.SLHDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.ECGOST3410Signer;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.signers.SLHDSASigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;

/**
 * Signatures that the JDK does not verify: ML-DSA before JDK 24, SLH-DSA, GOST, SM2, curves such as
 * brainpool and secp256k1, RSASSA-PSS with unusual parameters. By Bouncy Castle's own classes: no
 * security provider is made.
 */
final class RareSignatures {
  /** Of RSA and DSA; testing longer moduli, as Bouncy Castle does, takes seconds. */
  private static final int MAX_KEY_BITS = 8192;

  private static final ASN1ObjectIdentifier MGF1 = new ASN1ObjectIdentifier("1.2.840.113549.1.1.8");

  private RareSignatures() {}

  /** Throws on a key or parameters of a wrong shape. */
  static SignatureCheck check(Signed signed, AlgorithmIdentifier algorithm, Certificate signer)
      throws IOException {
    boolean explicitCurve = signer.keyAlgorithm().equals("EC") && signer.curve().isEmpty();
    if (signer.keyBits() > MAX_KEY_BITS || explicitCurve) {
      return SignatureCheck.UNCHECKED;
    }
    AsymmetricKeyParameter key = key(signer);
    try {
      return verifier(algorithm).check(key, signed);
    } catch (OperatorCreationException e) {
      return SignatureCheck.UNCHECKED; // a hash nobody knows
    }
  }

  /** Bouncy Castle's factory would load all post-quantum algorithms to make a key of one. */
  private static AsymmetricKeyParameter key(Certificate signer) throws IOException {
    String algorithm = signer.keyAlgorithm();
    if (!algorithm.contains("-DSA-")) {
      return PublicKeyFactory.createKey(signer.publicKey().toArray());
    }
    byte[] encoded =
        SubjectPublicKeyInfo.getInstance(signer.publicKey().toArray())
            .getPublicKeyData()
            .getOctets();
    return switch (algorithm) {
      case "ML-DSA-44" -> new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, encoded);
      case "ML-DSA-65" -> new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, encoded);
      case "ML-DSA-87" -> new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_87, encoded);
      default -> new SLHDSAPublicKeyParameters(hashBased(algorithm), encoded);
    };
  }

  private static SLHDSAParameters hashBased(String algorithm) throws IOException {
    return switch (algorithm) {
      case "SLH-DSA-SHA2-128s" -> SLHDSAParameters.sha2_128s;
      case "SLH-DSA-SHA2-128f" -> SLHDSAParameters.sha2_128f;
      case "SLH-DSA-SHA2-192s" -> SLHDSAParameters.sha2_192s;
      case "SLH-DSA-SHA2-192f" -> SLHDSAParameters.sha2_192f;
      case "SLH-DSA-SHA2-256s" -> SLHDSAParameters.sha2_256s;
      case "SLH-DSA-SHA2-256f" -> SLHDSAParameters.sha2_256f;
      case "SLH-DSA-SHAKE-128s" -> SLHDSAParameters.shake_128s;
      case "SLH-DSA-SHAKE-128f" -> SLHDSAParameters.shake_128f;
      case "SLH-DSA-SHAKE-192s" -> SLHDSAParameters.shake_192s;
      case "SLH-DSA-SHAKE-192f" -> SLHDSAParameters.shake_192f;
      case "SLH-DSA-SHAKE-256s" -> SLHDSAParameters.shake_256s;
      case "SLH-DSA-SHAKE-256f" -> SLHDSAParameters.shake_256f;
      default -> throw new IOException(algorithm);
    };
  }

  private static Verifier verifier(AlgorithmIdentifier algorithm) throws OperatorCreationException {
    String name = Algorithms.signature(algorithm.getAlgorithm().getId());
    if (name.equals("RSASSA-PSS")) {
      return new Streamed(RSAKeyParameters.class, pss(algorithm));
    }
    if (name.endsWith("withRSA")) {
      return new Streamed(RSAKeyParameters.class, new RSADigestSigner(digest(algorithm)));
    }
    if (name.endsWith("withECDSA")) {
      return new Streamed(
          ECPublicKeyParameters.class, new DSADigestSigner(new ECDSASigner(), digest(algorithm)));
    }
    if (name.endsWith("withDSA")) {
      return new Streamed(
          DSAPublicKeyParameters.class, new DSADigestSigner(new DSASigner(), digest(algorithm)));
    }
    return switch (name) {
      case "Ed25519" -> new Streamed(Ed25519PublicKeyParameters.class, new Ed25519Signer());
      case "Ed448" -> new Streamed(Ed448PublicKeyParameters.class, new Ed448Signer(new byte[0]));
      case "ML-DSA-44", "ML-DSA-65", "ML-DSA-87" ->
          new Streamed(MLDSAPublicKeyParameters.class, new MLDSASigner());
      case "SM3withSM2" -> new Streamed(ECPublicKeyParameters.class, new SM2Signer());
      case "GOST3411withECGOST3410",
          "GOST3411-2012-256withECGOST3410-2012-256",
          "GOST3411-2012-512withECGOST3410-2012-512" ->
          new Gost(
              new DSADigestSigner(
                  new ECGOST3410Signer(), digest(algorithm), PlainDSAEncoding.INSTANCE));
      default ->
          name.startsWith("SLH-DSA") ? new HashBased() : (key, s) -> SignatureCheck.UNCHECKED;
    };
  }

  private static Digest digest(AlgorithmIdentifier signature) throws OperatorCreationException {
    return named(DefaultDigestAlgorithmIdentifierFinder.INSTANCE.find(signature));
  }

  private static Digest named(AlgorithmIdentifier digest) throws OperatorCreationException {
    return (Digest) BcDefaultDigestProvider.INSTANCE.get(digest);
  }

  private static Signer pss(AlgorithmIdentifier algorithm) throws OperatorCreationException {
    RSASSAPSSparams parameters =
        algorithm.getParameters() == null
            ? new RSASSAPSSparams()
            : RSASSAPSSparams.getInstance(algorithm.getParameters());
    AlgorithmIdentifier maskGeneration = parameters.getMaskGenAlgorithm();
    if (!maskGeneration.getAlgorithm().equals(MGF1)) {
      throw new OperatorCreationException("mask generation function");
    }
    return new PSSSigner(
        new RSAEngine(),
        named(parameters.getHashAlgorithm()),
        named(AlgorithmIdentifier.getInstance(maskGeneration.getParameters())),
        parameters.getSaltLength().intValueExact());
  }

  private interface Verifier {
    SignatureCheck check(AsymmetricKeyParameter key, Signed signed);
  }

  private static SignatureCheck result(boolean verified) {
    return verified ? SignatureCheck.VALID : SignatureCheck.INVALID;
  }

  /** A key of another kind cannot have made the signature. */
  private record Streamed(Class<? extends AsymmetricKeyParameter> keyKind, Signer signer)
      implements Verifier {
    @Override
    public SignatureCheck check(AsymmetricKeyParameter key, Signed signed) {
      return check(key, signed, signed.signature().toArray());
    }

    SignatureCheck check(AsymmetricKeyParameter key, Signed signed, byte[] signature) {
      if (!keyKind.isInstance(key)) {
        return SignatureCheck.INVALID;
      }
      signer.init(false, key);
      signer.update(signed.content().toArray(), 0, signed.content().size());
      return result(signer.verifySignature(signature));
    }
  }

  /** RFC 9215 2: s before r, where others write r before s. */
  private record Gost(Signer signer) implements Verifier {
    @Override
    public SignatureCheck check(AsymmetricKeyParameter key, Signed signed) {
      byte[] signature = signed.signature().toArray();
      int half = signature.length / 2;
      byte[] swapped = Arrays.copyOfRange(signature, half, half + signature.length);
      System.arraycopy(signature, 0, swapped, signature.length - half, half);
      return new Streamed(ECPublicKeyParameters.class, signer).check(key, signed, swapped);
    }
  }

  /** SLH-DSA signs a message twice over, so it is not fed piece by piece. */
  private record HashBased() implements Verifier {
    @Override
    public SignatureCheck check(AsymmetricKeyParameter key, Signed signed) {
      if (!(key instanceof SLHDSAPublicKeyParameters)) {
        return SignatureCheck.INVALID;
      }
      SLHDSASigner signer = new SLHDSASigner();
      signer.init(false, key);
      return result(
          signer.verifySignature(signed.content().toArray(), signed.signature().toArray()));
    }
  }
}
