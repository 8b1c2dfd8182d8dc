package dev.shakedown.tls.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A chain of two certificates that name somebody wherever X.509 has room (RFC 5280 4). */
public final class NamingCertificate {
  private final List<String> secrets;
  private final byte[] issuer;
  private final byte[] leaf;
  private final byte[] issuerName;

  /** Makes the chain, and adds to {@code secrets} what it tells. */
  public NamingCertificate(List<String> secrets) {
    this.secrets = secrets;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      KeyPair keys = generator.generateKeyPair();
      X500Name authority = distinguishedName("issuer");
      issuerName = authority.getEncoded();
      issuer = certificate(keys, authority, authority, "issuer");
      leaf = certificate(keys, authority, distinguishedName("subject"), "subject");
      secrets.add(HexFormat.of().formatHex(keys.getPublic().getEncoded(), 27, 60));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] issuer() {
    return issuer.clone();
  }

  public byte[] leaf() {
    return leaf.clone();
  }

  public byte[] issuerName() {
    return issuerName.clone();
  }

  private String name(String field) {
    String name = "quux-" + field + "-grumble";
    secrets.add(name);
    secrets.add(field + "-grumble");
    return name;
  }

  private X500Name distinguishedName(String whose) {
    X500NameBuilder names = new X500NameBuilder(BCStyle.INSTANCE);
    names.addRDN(BCStyle.CN, name(whose + "cn") + ".example");
    for (ASN1ObjectIdentifier type :
        List.of(
            BCStyle.O,
            BCStyle.OU,
            BCStyle.L,
            BCStyle.ST,
            BCStyle.STREET,
            BCStyle.POSTAL_CODE,
            BCStyle.SERIALNUMBER,
            BCStyle.UID,
            BCStyle.GIVENNAME,
            BCStyle.SURNAME,
            BCStyle.BUSINESS_CATEGORY,
            BCStyle.ORGANIZATION_IDENTIFIER)) {
      names.addRDN(type, name(whose + type.getId().replace('.', '-')));
    }
    names.addRDN(BCStyle.EmailAddress, "info@" + name(whose + "mail") + ".example");
    names.addRDN(BCStyle.DC, new DERIA5String(name(whose + "dc")));
    names.addRDN(BCStyle.DESCRIPTION, new DERBMPString(name(whose + "wide")));
    return names.build();
  }

  private byte[] certificate(KeyPair keys, X500Name authority, X500Name subject, String whose)
      throws OperatorCreationException, IOException {
    BigInteger serial =
        new BigInteger(
            whose.equals("issuer") ? "7a11b22c33d44e55f667" : "7a99b88c77d66e55f443", 16);
    secrets.add(serial.toString(16));
    secrets.add(serial.toString());
    var builder =
        new X509v3CertificateBuilder(
            authority,
            serial,
            time("230701000000Z"),
            time("300101000000Z"),
            subject,
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    builder.addExtension(Extension.subjectAlternativeName, false, alternatives(whose + "san"));
    builder.addExtension(Extension.issuerAlternativeName, false, alternatives(whose + "ian"));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(
            name(whose + "keyid").getBytes(StandardCharsets.UTF_8),
            new GeneralNames(new GeneralName(distinguishedName(whose + "aki"))),
            serial));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new SubjectKeyIdentifier(name(whose + "ski").getBytes(StandardCharsets.UTF_8)));
    builder.addExtension(Extension.cRLDistributionPoints, false, distributionPoints(whose + "crl"));
    builder.addExtension(Extension.freshestCRL, false, distributionPoints(whose + "delta"));
    builder.addExtension(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(
            new AccessDescription[] {
              new AccessDescription(AccessDescription.id_ad_ocsp, uri(whose + "ocsp")),
              new AccessDescription(AccessDescription.id_ad_caIssuers, uri(whose + "aia"))
            }));
    builder.addExtension(
        Extension.nameConstraints,
        true,
        new NameConstraints(
            new GeneralSubtree[] {
              new GeneralSubtree(new GeneralName(GeneralName.dNSName, name(whose + "permitted"))),
              new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "192.0.2.211/32"))
            },
            new GeneralSubtree[] {
              new GeneralSubtree(
                  new GeneralName(GeneralName.rfc822Name, name(whose + "excluded") + ".example"))
            }));
    builder.addExtension(Extension.certificatePolicies, false, policies(whose + "policy"));
    builder.addExtension(
        new ASN1ObjectIdentifier("2.16.840.1.113730.1.13"),
        false,
        new DERIA5String(name(whose + "comment")));
    builder.addExtension(
        new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"),
        false,
        new DERUTF8String(name(whose + "private")));
    builder.addExtension(
        new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2"),
        false,
        new DERBMPString(name(whose + "template")));
    builder.addExtension(
        new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2"),
        false,
        octetString(name(whose + "rawbytes")));
    return builder
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
        .getEncoded();
  }

  private GeneralNames alternatives(String field) {
    return new GeneralNames(
        new GeneralName[] {
          new GeneralName(GeneralName.dNSName, name(field + "dns") + ".example"),
          new GeneralName(GeneralName.dNSName, "*." + name(field + "wild") + ".example"),
          new GeneralName(GeneralName.rfc822Name, "info@" + name(field + "mail") + ".example"),
          uri(field + "uri"),
          new GeneralName(GeneralName.iPAddress, "192.0.2.211"),
          new GeneralName(GeneralName.iPAddress, "2001:db8:77::beef:cafe"),
          new GeneralName(distinguishedName(field)),
          new GeneralName(
              GeneralName.otherName,
              new DERSequence(
                  new ASN1Encodable[] {
                    new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"),
                    new org.bouncycastle.asn1.DERTaggedObject(
                        true, 0, new DERUTF8String(name(field + "principal")))
                  }))
        });
  }

  private GeneralName uri(String field) {
    return new GeneralName(
        GeneralName.uniformResourceIdentifier, "http://" + name(field) + ".example/a?b=c");
  }

  private CRLDistPoint distributionPoints(String field) {
    return new CRLDistPoint(
        new DistributionPoint[] {
          new DistributionPoint(
              new DistributionPointName(new GeneralNames(uri(field + "point"))),
              null,
              new GeneralNames(new GeneralName(distinguishedName(field + "dp"))))
        });
  }

  /** A policy with a statement and an explicit text (RFC 5280 4.2.1.4). */
  private DERSequence policies(String field) {
    DERSequence statement =
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1ObjectIdentifier("1.3.6.1.5.5.7.2.1"),
              new DERIA5String("http://" + name(field + "cps") + ".example/cps")
            });
    DERSequence notice =
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1ObjectIdentifier("1.3.6.1.5.5.7.2.2"),
              new DERSequence(new DERUTF8String(name(field + "notice")))
            });
    return new DERSequence(
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.3"),
              new DERSequence(new ASN1Encodable[] {statement, notice})
            }));
  }

  private static Time time(String utc) {
    return new Time(new ASN1UTCTime(utc));
  }

  private static DEROctetString octetString(String text) {
    return new DEROctetString(text.getBytes(StandardCharsets.UTF_8));
  }
}
