package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates, right ones and wrong ones; each key is made once, under the name it has. */
public final class IssuedCertificates {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final Map<String, KeyPair> KEYS = new HashMap<>();

  private final String issuerKey;
  private final String ownKey;
  private X500Name issuer;
  private X500Name subject;
  private String from = "2026-01-01T00:00:00Z";
  private String until = "2027-01-01T00:00:00Z";
  private String algorithm = "";
  private boolean version1;
  private boolean keyIdentifiers = true;
  private final List<Field> fields = new ArrayList<>();

  private record Field(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {}

  private IssuedCertificates(String ownKey, String issuerKey) {
    this.ownKey = ownKey;
    this.issuerKey = issuerKey;
    this.subject = new X500Name("CN=" + ownKey);
    this.issuer = new X500Name("CN=" + issuerKey);
  }

  /** A CA's, named like its key. */
  public static IssuedCertificates authority(String name, String issuer) {
    return bare(name, issuer).basic(true, -1).usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  /** A server's, for shop.example.com. */
  public static IssuedCertificates server(String issuer) {
    return server(issuer, "DNS:shop.example.com");
  }

  /** A server's, for other names. */
  public static IssuedCertificates server(String issuer, String... names) {
    return bare("leaf", issuer)
        .basic(false, -1)
        .usage(KeyUsage.digitalSignature)
        .purpose(KeyPurposeId.id_kp_serverAuth)
        .names(names);
  }

  /** Without any extension but key identifiers. */
  public static IssuedCertificates bare(String name, String issuer) {
    return new IssuedCertificates(name, issuer);
  }

  public IssuedCertificates subject(X500Name name) {
    subject = name;
    return this;
  }

  public IssuedCertificates issuer(X500Name name) {
    issuer = name;
    return this;
  }

  public IssuedCertificates dates(String notBefore, String notAfter) {
    from = notBefore;
    until = notAfter;
    return this;
  }

  /** Signed so, in place of what the key's kind suggests. */
  public IssuedCertificates by(String signatureAlgorithm) {
    algorithm = signatureAlgorithm;
    return this;
  }

  public IssuedCertificates withoutKeyIdentifiers() {
    keyIdentifiers = false;
    return this;
  }

  /** X.509 version 1, which has no extensions. */
  public IssuedCertificates version1() {
    version1 = true;
    return this;
  }

  public IssuedCertificates basic(boolean authority, int pathLength) {
    return with(
        Extension.basicConstraints,
        true,
        pathLength < 0 ? new BasicConstraints(authority) : new BasicConstraints(pathLength));
  }

  public IssuedCertificates usage(int bits) {
    return with(Extension.keyUsage, true, new KeyUsage(bits));
  }

  public IssuedCertificates purpose(KeyPurposeId... purposes) {
    return with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
  }

  /** {@code DNS:...}, {@code IP:...}, {@code DN:...}. */
  public IssuedCertificates names(String... names) {
    return names.length == 0
        ? without(Extension.subjectAlternativeName)
        : with(Extension.subjectAlternativeName, subject.size() == 0, generalNames(names));
  }

  public IssuedCertificates permit(String... names) {
    return with(Extension.nameConstraints, true, new NameConstraints(subtrees(names), null));
  }

  public IssuedCertificates exclude(String... names) {
    return with(Extension.nameConstraints, true, new NameConstraints(null, subtrees(names)));
  }

  public IssuedCertificates unknownCritical() {
    return with(new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1"), true, DERNull.INSTANCE);
  }

  private IssuedCertificates with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    without(oid).fields.add(new Field(oid, critical, value));
    return this;
  }

  private IssuedCertificates without(ASN1ObjectIdentifier oid) {
    fields.removeIf(f -> f.oid.equals(oid));
    return this;
  }

  private static GeneralNames generalNames(String... names) {
    GeneralName[] all = new GeneralName[names.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = generalName(names[i]);
    }
    return new GeneralNames(all);
  }

  private static GeneralSubtree[] subtrees(String... names) {
    return List.of(generalNames(names).getNames()).stream()
        .map(GeneralSubtree::new)
        .toArray(GeneralSubtree[]::new);
  }

  private static GeneralName generalName(String name) {
    String value = name.substring(name.indexOf(':') + 1);
    return switch (name.substring(0, name.indexOf(':'))) {
      case "DNS" -> new GeneralName(GeneralName.dNSName, value);
      case "IP" -> new GeneralName(GeneralName.iPAddress, value);
      default -> new GeneralName(new X500Name(value));
    };
  }

  /** A key that is made once: {@code rsa1024...} is RSA, all others are EC. */
  private static synchronized KeyPair key(String name) {
    return KEYS.computeIfAbsent(
        name,
        n -> {
          try {
            KeyPairGenerator generator =
                KeyPairGenerator.getInstance(n.startsWith("rsa") ? "RSA" : "EC", PROVIDER);
            if (n.startsWith("rsa")) {
              generator.initialize(Integer.parseInt(n.substring(3)));
            } else {
              generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** With another key than its name's. */
  public Certificate issue() {
    return issue(ownKey);
  }

  /** With this key. */
  public Certificate issue(String key) {
    return issue(key, issuerKey);
  }

  /** With this key, signed by that one. */
  public Certificate issue(String key, String signer) {
    try {
      KeyPair own = key(key);
      KeyPair signing = key(signer);
      String how =
          !algorithm.isEmpty()
              ? algorithm
              : signer.startsWith("rsa") ? "SHA256withRSA" : "SHA256withECDSA";
      var content =
          new JcaContentSignerBuilder(how).setProvider(PROVIDER).build(signing.getPrivate());
      Date start = Date.from(Instant.parse(from));
      Date end = Date.from(Instant.parse(until));
      BigInteger serial =
          BigInteger.valueOf(1000 + Integer.toUnsignedLong((subject + from + key).hashCode()));
      if (version1) {
        X509v1CertificateBuilder old =
            new JcaX509v1CertificateBuilder(issuer, serial, start, end, subject, own.getPublic());
        return Certificates.decode(Bytes.copyOf(old.build(content).getEncoded()));
      }
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(issuer, serial, start, end, subject, own.getPublic());
      for (Field field : fields) {
        builder.addExtension(field.oid, field.critical, field.value);
      }
      if (keyIdentifiers) {
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(
            Extension.subjectKeyIdentifier,
            false,
            identifiers.createSubjectKeyIdentifier(own.getPublic()));
        builder.addExtension(
            Extension.authorityKeyIdentifier,
            false,
            identifiers.createAuthorityKeyIdentifier(signing.getPublic()));
      }
      return Certificates.decode(Bytes.copyOf(builder.build(content).getEncoded()));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
