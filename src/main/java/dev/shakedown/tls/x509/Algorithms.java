package dev.shakedown.tls.x509;

import java.util.Map;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Names of algorithms by object identifier, as Java and OpenSSL users know them. */
final class Algorithms {
  /** An elliptic curve and the size of its keys. */
  record Curve(String name, int bits) {}

  private static final Map<String, String> SIGNATURES =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.1.2", "MD2withRSA"),
          Map.entry("1.2.840.113549.1.1.3", "MD4withRSA"),
          Map.entry("1.2.840.113549.1.1.4", "MD5withRSA"),
          Map.entry("1.2.840.113549.1.1.5", "SHA1withRSA"),
          Map.entry("1.3.14.3.2.29", "SHA1withRSA"),
          Map.entry("1.2.840.113549.1.1.10", "RSASSA-PSS"),
          Map.entry("1.2.840.113549.1.1.11", "SHA256withRSA"),
          Map.entry("1.2.840.113549.1.1.12", "SHA384withRSA"),
          Map.entry("1.2.840.113549.1.1.13", "SHA512withRSA"),
          Map.entry("1.2.840.113549.1.1.14", "SHA224withRSA"),
          Map.entry("1.2.840.113549.1.1.15", "SHA512/224withRSA"),
          Map.entry("1.2.840.113549.1.1.16", "SHA512/256withRSA"),
          Map.entry("1.2.840.10040.4.3", "SHA1withDSA"),
          Map.entry("2.16.840.1.101.3.4.3.1", "SHA224withDSA"),
          Map.entry("2.16.840.1.101.3.4.3.2", "SHA256withDSA"),
          Map.entry("2.16.840.1.101.3.4.3.3", "SHA384withDSA"),
          Map.entry("2.16.840.1.101.3.4.3.4", "SHA512withDSA"),
          Map.entry("2.16.840.1.101.3.4.3.5", "SHA3-224withDSA"),
          Map.entry("2.16.840.1.101.3.4.3.6", "SHA3-256withDSA"),
          Map.entry("2.16.840.1.101.3.4.3.7", "SHA3-384withDSA"),
          Map.entry("2.16.840.1.101.3.4.3.8", "SHA3-512withDSA"),
          Map.entry("2.16.840.1.101.3.4.3.9", "SHA3-224withECDSA"),
          Map.entry("2.16.840.1.101.3.4.3.10", "SHA3-256withECDSA"),
          Map.entry("2.16.840.1.101.3.4.3.11", "SHA3-384withECDSA"),
          Map.entry("2.16.840.1.101.3.4.3.12", "SHA3-512withECDSA"),
          Map.entry("2.16.840.1.101.3.4.3.13", "SHA3-224withRSA"),
          Map.entry("2.16.840.1.101.3.4.3.14", "SHA3-256withRSA"),
          Map.entry("2.16.840.1.101.3.4.3.15", "SHA3-384withRSA"),
          Map.entry("2.16.840.1.101.3.4.3.16", "SHA3-512withRSA"),
          Map.entry("1.2.840.10045.4.1", "SHA1withECDSA"),
          Map.entry("1.2.840.10045.4.3.1", "SHA224withECDSA"),
          Map.entry("1.2.840.10045.4.3.2", "SHA256withECDSA"),
          Map.entry("1.2.840.10045.4.3.3", "SHA384withECDSA"),
          Map.entry("1.2.840.10045.4.3.4", "SHA512withECDSA"),
          Map.entry("1.2.156.10197.1.501", "SM3withSM2"),
          Map.entry("1.2.643.2.2.3", "GOST3411withECGOST3410"),
          Map.entry("1.2.643.7.1.1.3.2", "GOST3411-2012-256withECGOST3410-2012-256"),
          Map.entry("1.2.643.7.1.1.3.3", "GOST3411-2012-512withECGOST3410-2012-512"));

  /** Of keys, and of signatures where key and signature share the identifier. */
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.1.1", "RSA"),
          Map.entry("1.2.840.113549.1.1.10", "RSASSA-PSS"),
          Map.entry("1.2.840.10045.2.1", "EC"),
          Map.entry("1.2.840.10040.4.1", "DSA"),
          Map.entry("1.2.840.10046.2.1", "DH"),
          Map.entry("1.2.840.113549.1.3.1", "DH"),
          Map.entry("1.3.101.110", "X25519"),
          Map.entry("1.3.101.111", "X448"),
          Map.entry("1.3.101.112", "Ed25519"),
          Map.entry("1.3.101.113", "Ed448"),
          Map.entry("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
          Map.entry("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
          Map.entry("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
          Map.entry("2.16.840.1.101.3.4.3.20", "SLH-DSA-SHA2-128s"),
          Map.entry("2.16.840.1.101.3.4.3.21", "SLH-DSA-SHA2-128f"),
          Map.entry("2.16.840.1.101.3.4.3.22", "SLH-DSA-SHA2-192s"),
          Map.entry("2.16.840.1.101.3.4.3.23", "SLH-DSA-SHA2-192f"),
          Map.entry("2.16.840.1.101.3.4.3.24", "SLH-DSA-SHA2-256s"),
          Map.entry("2.16.840.1.101.3.4.3.25", "SLH-DSA-SHA2-256f"),
          Map.entry("2.16.840.1.101.3.4.3.26", "SLH-DSA-SHAKE-128s"),
          Map.entry("2.16.840.1.101.3.4.3.27", "SLH-DSA-SHAKE-128f"),
          Map.entry("2.16.840.1.101.3.4.3.28", "SLH-DSA-SHAKE-192s"),
          Map.entry("2.16.840.1.101.3.4.3.29", "SLH-DSA-SHAKE-192f"),
          Map.entry("2.16.840.1.101.3.4.3.30", "SLH-DSA-SHAKE-256s"),
          Map.entry("2.16.840.1.101.3.4.3.31", "SLH-DSA-SHAKE-256f"),
          Map.entry("1.2.643.2.2.19", "ECGOST3410"),
          Map.entry("1.2.643.7.1.1.1.1", "ECGOST3410-2012-256"),
          Map.entry("1.2.643.7.1.1.1.2", "ECGOST3410-2012-512"));

  private static final Map<String, Curve> CURVES =
      Map.ofEntries(
          Map.entry("1.2.840.10045.3.1.1", new Curve("secp192r1", 192)),
          Map.entry("1.2.840.10045.3.1.7", new Curve("secp256r1", 256)),
          Map.entry("1.3.132.0.10", new Curve("secp256k1", 256)),
          Map.entry("1.3.132.0.33", new Curve("secp224r1", 224)),
          Map.entry("1.3.132.0.34", new Curve("secp384r1", 384)),
          Map.entry("1.3.132.0.35", new Curve("secp521r1", 521)),
          Map.entry("1.3.132.0.1", new Curve("sect163k1", 163)),
          Map.entry("1.3.132.0.2", new Curve("sect163r1", 163)),
          Map.entry("1.3.132.0.15", new Curve("sect163r2", 163)),
          Map.entry("1.3.132.0.24", new Curve("sect193r1", 193)),
          Map.entry("1.3.132.0.25", new Curve("sect193r2", 193)),
          Map.entry("1.3.132.0.26", new Curve("sect233k1", 233)),
          Map.entry("1.3.132.0.27", new Curve("sect233r1", 233)),
          Map.entry("1.3.132.0.3", new Curve("sect239k1", 239)),
          Map.entry("1.3.132.0.16", new Curve("sect283k1", 283)),
          Map.entry("1.3.132.0.17", new Curve("sect283r1", 283)),
          Map.entry("1.3.132.0.36", new Curve("sect409k1", 409)),
          Map.entry("1.3.132.0.37", new Curve("sect409r1", 409)),
          Map.entry("1.3.132.0.38", new Curve("sect571k1", 571)),
          Map.entry("1.3.132.0.39", new Curve("sect571r1", 571)),
          Map.entry("1.3.132.0.9", new Curve("secp160k1", 160)),
          Map.entry("1.3.132.0.8", new Curve("secp160r1", 160)),
          Map.entry("1.3.132.0.30", new Curve("secp160r2", 160)),
          Map.entry("1.3.132.0.31", new Curve("secp192k1", 192)),
          Map.entry("1.3.132.0.32", new Curve("secp224k1", 224)),
          Map.entry("1.3.36.3.3.2.8.1.1.7", new Curve("brainpoolP256r1", 256)),
          Map.entry("1.3.36.3.3.2.8.1.1.11", new Curve("brainpoolP384r1", 384)),
          Map.entry("1.3.36.3.3.2.8.1.1.13", new Curve("brainpoolP512r1", 512)),
          Map.entry("1.2.156.10197.1.301", new Curve("sm2p256v1", 256)));

  private static final Map<String, String> EXTENDED_KEY_USAGES =
      Map.ofEntries(
          Map.entry("2.5.29.37.0", "anyExtendedKeyUsage"),
          Map.entry("1.3.6.1.5.5.7.3.1", "serverAuth"),
          Map.entry("1.3.6.1.5.5.7.3.2", "clientAuth"),
          Map.entry("1.3.6.1.5.5.7.3.3", "codeSigning"),
          Map.entry("1.3.6.1.5.5.7.3.4", "emailProtection"),
          Map.entry("1.3.6.1.5.5.7.3.8", "timeStamping"),
          Map.entry("1.3.6.1.5.5.7.3.9", "OCSPSigning"));

  private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

  private static final Map<String, String> HASHES =
      Map.of(
          "1.3.14.3.2.26", "SHA1",
          "2.16.840.1.101.3.4.2.4", "SHA224",
          "2.16.840.1.101.3.4.2.1", "SHA256",
          "2.16.840.1.101.3.4.2.2", "SHA384",
          "2.16.840.1.101.3.4.2.3", "SHA512",
          "2.16.840.1.101.3.4.2.8", "SHA3-256",
          "2.16.840.1.101.3.4.2.9", "SHA3-384",
          "2.16.840.1.101.3.4.2.10", "SHA3-512");

  private Algorithms() {}

  static String signature(String oid) {
    String name = SIGNATURES.get(oid);
    return name == null ? key(oid) : name;
  }

  /**
   * {@code SHA256} and the like; empty for algorithms that have their own hash, and unknown ones.
   */
  static String signatureHash(AlgorithmIdentifier signature) {
    String oid = signature.getAlgorithm().getId();
    if (oid.equals(RSASSA_PSS)) {
      return signature.getParameters() == null
          ? "SHA1" // RFC 4055 3.1: the default
          : HASHES.getOrDefault(
              RSASSAPSSparams.getInstance(signature.getParameters())
                  .getHashAlgorithm()
                  .getAlgorithm()
                  .getId(),
              "");
    }
    String name = SIGNATURES.getOrDefault(oid, "");
    int with = name.indexOf("with");
    return with < 0 ? "" : name.substring(0, with);
  }

  static String key(String oid) {
    return KEYS.getOrDefault(oid, oid);
  }

  /** The curve, or one named by its OID of 0 bits. */
  static Curve curve(String oid) {
    return CURVES.getOrDefault(oid, new Curve(oid, 0));
  }

  static String extendedKeyUsage(String oid) {
    return EXTENDED_KEY_USAGES.getOrDefault(oid, oid);
  }
}
