package dev.shakedown.diagnosis.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.Certificates;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as RFC 9525 6.3 matches them. */
class HostNameTest {
  private static KeyPair key;

  @BeforeAll
  static void makeKey() throws GeneralSecurityException {
    key = KeyPairGenerator.getInstance("EC").generateKeyPair();
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, shop.example.com, true",
    "Shop.Example.COM, sHOP.example.com, true",
    "shop.example.com, shop.example.com., true",
    "shop.example.com., shop.example.com, true",
    "shop.example.com, shop.example.org, false",
    "example.com, shop.example.com, false",
    "*.example.com, shop.example.com, true",
    "*.EXAMPLE.com, shop.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, a.shop.example.com, false",
    "*.example.com, .example.com, false",
    "*.*.com, shop.example.com, false",
    "shop.*.com, shop.example.com, false",
    "s*.example.com, shop.example.com, false",
    "*, shop, false",
    "*, example.com, false",
    "xn--r8jz45g.example, xn--r8jz45g.example, true",
    "*.example, xn--r8jz45g.example, true",
    "xn--*.example, xn--r8jz45g.example, false",
    "*.0.2.1, 192.0.2.1, false",
    "192.0.2.1, 192.0.2.2, false"
  })
  void matchesNames(String certified, String wanted, boolean expected) throws Exception {
    assertEquals(
        expected, HostName.matches(certificate("CN=x", GeneralName.dNSName, certified), wanted));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "2001:db8::1, 2001:db8::1, true",
    "2001:db8::1, 2001:DB8::1, true",
    "2001:db8::1, shop.example.com, false"
  })
  void matchesAddresses(String certified, String wanted, boolean expected) throws Exception {
    assertEquals(
        expected,
        HostName.matches(
            certificate("CN=shop.example.com", GeneralName.iPAddress, certified), wanted));
  }

  /** The common name counts only where no other name identifies a server. */
  @ParameterizedTest
  @CsvSource({
    "rfc822Name, admin@example.com, true",
    "dNSName, other.example.com, false",
    "uniformResourceIdentifier, https://other.example.com/, false",
    "iPAddress, 192.0.2.1, false"
  })
  void takesTheCommonNameForWantOfAnother(String kind, String other, boolean expected)
      throws Exception {
    int tag =
        switch (kind) {
          case "rfc822Name" -> GeneralName.rfc822Name;
          case "dNSName" -> GeneralName.dNSName;
          case "iPAddress" -> GeneralName.iPAddress;
          default -> GeneralName.uniformResourceIdentifier;
        };
    assertEquals(
        expected,
        HostName.matches(certificate("CN=shop.example.com", tag, other), "shop.example.com"));
  }

  private static Certificate certificate(String subject, int kind, String name)
      throws IOException, OperatorCreationException {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(subject),
            BigInteger.ONE,
            Date.from(Instant.parse("2026-01-01T00:00:00Z")),
            Date.from(Instant.parse("2027-01-01T00:00:00Z")),
            new X500Name(subject),
            key.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(kind, name)));
    return Certificates.decode(
        Bytes.copyOf(
            builder
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                .getEncoded()));
  }
}
