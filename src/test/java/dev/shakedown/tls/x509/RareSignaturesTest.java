package dev.shakedown.tls.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains whose signatures the JDK's providers do not verify, from Bouncy Castle. */
class RareSignaturesTest {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final Date FROM = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Date UNTIL = Date.from(Instant.parse("2027-01-01T00:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "ML-DSA-44, ML-DSA-44, ''",
    "ML-DSA-65, ML-DSA-65, ''",
    "ML-DSA-87, ML-DSA-87, ''",
    "SLH-DSA-SHA2-128F, SLH-DSA-SHA2-128F, ''",
    "SLH-DSA-SHAKE-192F, SLH-DSA-SHAKE-192F, ''",
    "Ed25519, Ed25519, ''",
    "Ed448, Ed448, ''",
    "EC, SHA256withECDSA, brainpoolP256r1",
    "EC, SHA512withECDSA, brainpoolP512r1",
    "EC, SHA256withECDSA, secp256k1",
    "EC, SHA224withECDSA, secp224r1",
    "EC, SHA256withECDSA, sect283r1",
    "EC, SHA3-256withECDSA, secp256r1",
    "EC, SM3withSM2, sm2p256v1",
    "RSA, SHA3-384withRSA, ''",
    "RSA, SHA512(256)withRSA, ''",
    "RSA, MD5withRSA, ''",
    "RSA, SHA256withRSAandMGF1, ''",
    "ECGOST3410, GOST3411withECGOST3410, GostR3410-2001-CryptoPro-A",
    "ECGOST3410-2012, GOST3411-2012-256withECGOST3410-2012-256, Tc26-Gost-3410-12-256-paramSetA",
    "ECGOST3410-2012, GOST3411-2012-512withECGOST3410-2012-512, Tc26-Gost-3410-12-512-paramSetA"
  })
  void tellsRightFromWrong(String keys, String signature, String parameters) throws Exception {
    KeyPair authority = pair(keys, parameters);
    KeyPair leaf = pair("EC", "secp256r1");
    ContentSigner signer = signer(signature, authority.getPrivate());
    Certificate root = issue("root", authority, signer, true);
    Certificate other = issue("root", pair(keys, parameters), signer, true);
    Certificate good = issue("leaf", leaf, signer, false);
    assertEquals(SignatureCheck.VALID, SignatureCheck.of(good, root));
    assertEquals(
        new PathValidation(Optional.empty(), List.of()), PathValidation.of(List.of(good, root)));
    assertEquals(SignatureCheck.INVALID, SignatureCheck.of(good, other));
    assertEquals(SignatureCheck.INVALID, SignatureCheck.of(damaged(good), root));
    assertEquals(Optional.of(PathFault.SIGNATURE), PathValidation.of(List.of(good, other)).fault());
  }

  /** RFC 4055: hash, mask and salt are free. */
  @ParameterizedTest
  @CsvSource({
    "SHA-256, SHA-1, 20",
    "SHA-512, SHA-256, 0",
    "SHA-1, SHA-1, 20",
    "SHA-384, SHA-512, 17"
  })
  void verifiesPssWithAnyParameters(String hash, String mask, int salt) throws Exception {
    KeyPair authority = pair("RSA", "");
    ContentSigner signer = new PssSigner(authority, hash, mask, salt);
    Certificate root = issue("root", authority, signer, true);
    Certificate leaf = issue("leaf", pair("EC", "secp256r1"), signer, false);
    assertEquals(SignatureCheck.VALID, SignatureCheck.of(leaf, root));
    assertEquals(SignatureCheck.INVALID, SignatureCheck.of(damaged(leaf), root));
  }

  @Test
  void aKeyOfAnotherKindDidNotSign() throws Exception {
    KeyPair quantumSafe = pair("ML-DSA-44", "");
    KeyPair elliptic = pair("EC", "brainpoolP256r1");
    Certificate leaf =
        issue("leaf", elliptic, signer("ML-DSA-44", quantumSafe.getPrivate()), false);
    Certificate root =
        issue("root", elliptic, signer("SHA256withECDSA", elliptic.getPrivate()), true);
    assertEquals(SignatureCheck.INVALID, SignatureCheck.of(leaf, root));
  }

  /** A composite signature, say, is neither right nor wrong, and named. */
  @Test
  void whatNobodyHereKnowsIsUnchecked() throws Exception {
    KeyPair authority = pair("EC", "secp256r1");
    ContentSigner signer = signer("SHA256withECDSA", authority.getPrivate());
    Certificate root = issue("root", authority, signer, true);
    Certificate leaf = renamed(issue("leaf", authority, signer, false), "1.3.6.1.5.5.7.6.37");
    assertEquals("1.3.6.1.5.5.7.6.37", leaf.signatureAlgorithm());
    PathValidation validation = PathValidation.of(List.of(leaf, root));
    assertEquals(Optional.empty(), validation.fault());
    assertEquals(List.of(leaf), validation.unchecked());
  }

  @Test
  void registersNoProvider() throws Exception {
    tellsRightFromWrong("ML-DSA-44", "ML-DSA-44", "");
    assertTrue(Security.getProvider("BC") == null);
  }

  @Test
  void damagedSignaturesNeverFail() throws Exception {
    KeyPair authority = pair("EC", "brainpoolP256r1");
    ContentSigner signer = signer("SHA256withECDSA", authority.getPrivate());
    Certificate root = issue("root", authority, signer, true);
    Certificate leaf = issue("leaf", authority, signer, false);
    for (int at = 0; at < leaf.der().size(); at++) {
      byte[] damaged = leaf.der().toArray();
      damaged[at] ^= 0x41;
      Certificate read = Certificates.decode(Bytes.copyOf(damaged));
      if (read.readable()) {
        PathValidation.of(List.of(read, root));
        PathValidation.of(List.of(leaf, read));
      }
    }
  }

  private static KeyPair pair(String algorithm, String parameters) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, PROVIDER);
    if (!parameters.isEmpty()) {
      generator.initialize(new ECGenParameterSpec(parameters));
    }
    return generator.generateKeyPair();
  }

  private static ContentSigner signer(String algorithm, PrivateKey key)
      throws OperatorCreationException {
    return new JcaContentSignerBuilder(algorithm).setProvider(PROVIDER).build(key);
  }

  private static Certificate issue(String subject, KeyPair key, ContentSigner signer, boolean ca)
      throws IOException {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=root"),
            BigInteger.TEN,
            FROM,
            UNTIL,
            new X500Name("CN=" + subject),
            key.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
    return Certificates.decode(Bytes.copyOf(builder.build(signer).getEncoded()));
  }

  /** With another serial number, so that the signature is not of these bytes. */
  private static Certificate damaged(Certificate certificate) throws IOException {
    byte[] der = certificate.der().toArray();
    for (int i = 0; i < der.length; i++) {
      if (der[i] == 2 && der[i + 1] == 1 && der[i + 2] == 10) {
        der[i + 2] = 11;
        break;
      }
    }
    return Certificates.decode(Bytes.copyOf(der));
  }

  private static Certificate renamed(Certificate certificate, String oid) throws IOException {
    X509CertificateHolder holder = new X509CertificateHolder(certificate.der().toArray());
    ASN1BitString signature = new DERBitString(holder.getSignature());
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(holder.toASN1Structure().getTBSCertificate());
    fields.add(new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid)));
    fields.add(signature);
    return Certificates.decode(Bytes.copyOf(new DERSequence(fields).getEncoded()));
  }

  private static final class PssSigner implements ContentSigner {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final Signature signature;
    private final AlgorithmIdentifier identifier;

    PssSigner(KeyPair key, String hash, String mask, int salt)
        throws GeneralSecurityException, IOException {
      AlgorithmParameterSpec parameters =
          new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(mask), salt, 1);
      AlgorithmParameters encoded = AlgorithmParameters.getInstance("RSASSA-PSS");
      encoded.init(parameters);
      identifier =
          new AlgorithmIdentifier(
              PKCSObjectIdentifiers.id_RSASSA_PSS,
              ASN1Primitive.fromByteArray(encoded.getEncoded()));
      signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(parameters);
      signature.initSign(
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(key.getPrivate().getEncoded())));
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return identifier;
    }

    @Override
    public OutputStream getOutputStream() {
      content.reset();
      return content;
    }

    @Override
    public byte[] getSignature() {
      try {
        signature.update(content.toByteArray());
        return signature.sign();
      } catch (SignatureException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
