package dev.shakedown.tls.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates with keys that the openssl of the day cannot make, from Bouncy Castle. */
class KeyKindsTest {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final Date FROM = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Date UNTIL = Date.from(Instant.parse("2027-01-01T00:00:00Z"));

  /** RFC 9881: key and signature share the identifier, and the hash is part of the algorithm. */
  @ParameterizedTest
  @ValueSource(strings = {"ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "Ed25519", "Ed448"})
  void namesAlgorithmsThatAreKeyAndSignatureAtOnce(String algorithm) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance(algorithm, PROVIDER).generateKeyPair();
    Certificate certificate = issue("leaf", pair, "leaf", pair, algorithm);
    assertEquals(algorithm, certificate.keyAlgorithm());
    assertEquals(algorithm, certificate.signatureAlgorithm());
    assertEquals("", certificate.signatureHash());
    assertEquals("", certificate.problem());
    assertTrue(certificate.isSelfSigned());
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, secp256r1, 256",
    "secp384r1, secp384r1, 384",
    "secp521r1, secp521r1, 521",
    "secp224r1, secp224r1, 224",
    "secp256k1, secp256k1, 256",
    "brainpoolP256r1, brainpoolP256r1, 256",
    "brainpoolP384r1, brainpoolP384r1, 384",
    "brainpoolP512r1, brainpoolP512r1, 512",
    "prime192v1, secp192r1, 192",
    "sect283r1, sect283r1, 283",
    "secp160k1, secp160k1, 160"
  })
  void namesCurves(String made, String named, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
    generator.initialize(new ECGenParameterSpec(made));
    KeyPair pair = generator.generateKeyPair();
    Certificate certificate = issue("leaf", pair, "leaf", pair, "SHA256withECDSA");
    assertEquals("EC", certificate.keyAlgorithm());
    assertEquals(named, certificate.curve());
    assertEquals(bits, certificate.keyBits());
    assertEquals("SHA256withECDSA", certificate.signatureAlgorithm());
  }

  private static Certificate issue(
      String subject, KeyPair key, String issuer, KeyPair signer, String algorithm)
      throws IOException, OperatorCreationException, GeneralSecurityException {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.TEN,
            FROM,
            UNTIL,
            new X500Name("CN=" + subject),
            key.getPublic());
    return Certificates.decode(
        Bytes.copyOf(
            builder
                .build(
                    new JcaContentSignerBuilder(algorithm)
                        .setProvider(PROVIDER)
                        .build(signer.getPrivate()))
                .getEncoded()));
  }
}
