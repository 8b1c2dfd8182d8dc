package dev.shakedown.diagnosis.facts;

import static dev.shakedown.tls.x509.IssuedCertificates.authority;
import static dev.shakedown.tls.x509.IssuedCertificates.bare;
import static dev.shakedown.tls.x509.IssuedCertificates.server;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.IssuedCertificates;
import dev.shakedown.tls.x509.PathFault;
import dev.shakedown.tls.x509.TrustStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Chains with one fault each, and sound ones that look odd, judged as {@code openssl verify} and
 * GnuTLS's {@code certtool --verify} judge them; where clients differ, the sentence says so.
 */
public class JudgedChainsTest {
  static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
  private static final String PAST = "2025-01-01T00:00:00Z";
  private static final String LAPSED = "2026-03-01T00:00:00Z";
  private static final String COMING = "2026-09-01T00:00:00Z";
  private static final String FAR = "2030-01-01T00:00:00Z";

  private static final Certificate ROOT = authority("root", "root").dates(PAST, FAR).issue();
  private static final Certificate CA = authority("ca", "root").dates(PAST, FAR).issue();
  private static final Certificate GOOD = server("ca").issue();

  /**
   * A chain and what is to be said of it.
   *
   * @param verdict its faults in alphabetical order; {@code ok} without
   * @param what of it is special
   * @param sent as a server would
   * @param anchors of the trust store
   * @param name the client asked for
   */
  public record Example(
      String verdict, String what, List<Certificate> sent, List<Certificate> anchors, String name) {
    @Override
    public String toString() {
      return what + ": " + verdict;
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void judges(Example example) {
    assertEquals(example.verdict(), verdict(example));
  }

  static String verdict(Example example) {
    CertificateChain chain =
        CertificateChain.of(example.sent(), AT, "serverAuth", Optional.of(example.name()));
    TrustStore store = new TrustStore(true);
    example.anchors().forEach(a -> store.add(a.subjectDer(), a.der()));
    List<String> faults = new ArrayList<>();
    chain.expired().ifPresent(c -> faults.add("expired"));
    chain
        .fault()
        .map(PathFault::name)
        .ifPresent(f -> faults.add(f.toLowerCase(Locale.ROOT).replace('_', '-')));
    if (chain.nameMismatch()) {
      faults.add("name-mismatch");
    }
    chain.notYetValid().ifPresent(c -> faults.add("not-yet-valid"));
    if (chain.selfSigned()) {
      faults.add("self-signed");
    }
    ChainTrust trust = ChainTrust.of(chain, new Authorities(store));
    if (trust.end() != ChainTrust.End.ANCHOR) {
      faults.add("untrusted");
    }
    chain.weak().ifPresent(c -> faults.add("weak"));
    if (chain.wrongPurpose()) {
      faults.add("wrong-purpose");
    }
    return faults.isEmpty() ? "ok" : String.join(" ", faults);
  }

  private static Example of(String verdict, String what, Certificate... sent) {
    return new Example(verdict, what, List.of(sent), List.of(ROOT), "shop.example.com");
  }

  private static Example named(String verdict, String wanted, String what, String... names) {
    return new Example(
        verdict, what, List.of(server("ca", names).issue(), CA), List.of(ROOT), wanted);
  }

  /** All of them. */
  public static Stream<Example> examples() {
    return Stream.of(order(), dates(), constraints(), names(), keys(), identity())
        .flatMap(List::stream);
  }

  private static List<Example> order() {
    Certificate other = authority("other", "other").dates(PAST, FAR).issue();
    Certificate cross =
        authority("ca", "other").dates(PAST, FAR).issue(); // the same name and key, another issuer
    Certificate lapsedCross = authority("ca", "other").dates(PAST, LAPSED).issue();
    return List.of(
        of("ok", "whole", GOOD, CA),
        of("ok", "with its root", GOOD, CA, ROOT),
        of("ok", "in the wrong order", GOOD, ROOT, CA),
        of("untrusted", "the intermediate is missing", GOOD),
        of("untrusted", "the root in place of the intermediate", GOOD, ROOT),
        of("ok", "repeats", GOOD, CA, GOOD, CA),
        of("ok", "a needless certificate", GOOD, other, CA),
        of("ok", "two paths, the trusted one first", GOOD, CA, cross, other),
        of("ok", "two paths, the expired one first (GnuTLS takes it)", GOOD, lapsedCross, CA),
        new Example(
            "untrusted", "another root", List.of(GOOD, CA), List.of(other), "shop.example.com"));
  }

  private static List<Example> dates() {
    Certificate lapsedCa = authority("ca", "root").dates(PAST, LAPSED).issue();
    Certificate comingCa = authority("ca", "root").dates(COMING, FAR).issue();
    Certificate lapsedRoot = authority("root", "root").dates(PAST, LAPSED).issue();
    return List.of(
        of("expired", "the leaf has expired", server("ca").dates(PAST, LAPSED).issue(), CA),
        of("not-yet-valid", "the leaf is early", server("ca").dates(COMING, FAR).issue(), CA),
        of("expired", "the intermediate has expired", GOOD, lapsedCa),
        of("not-yet-valid", "the intermediate is early", GOOD, comingCa),
        of(
            "expired",
            "the root, sent along, has expired (another of its certificates may be trusted)",
            GOOD,
            CA,
            lapsedRoot),
        of(
            "expired",
            "leaf and intermediate have expired",
            server("ca").dates(PAST, LAPSED).issue(),
            lapsedCa));
  }

  private static List<Example> constraints() {
    Certificate short0 = authority("ca", "root").basic(true, 0).issue();
    Certificate below = authority("below", "ca").issue();
    Certificate deep = server("below").issue();
    Certificate notCa = bare("ca", "root").basic(false, -1).issue();
    Certificate noBasic = bare("ca", "root").usage(KeyUsage.keyCertSign).issue();
    Certificate noSigning = authority("ca", "root").usage(KeyUsage.digitalSignature).issue();
    return List.of(
        of("ok", "two intermediates", deep, below, CA),
        of("path-length", "one intermediate too many", deep, below, short0),
        of("ok", "a path length of 0, and no more", GOOD, short0),
        of("not-a-ca", "the issuer is an end entity", GOOD, notCa),
        of("not-a-ca", "the issuer has no basic constraints", GOOD, noBasic),
        of("not-a-ca", "version 1 is no intermediate", GOOD, bare("ca", "root").version1().issue()),
        of("key-usage", "the issuer may not sign certificates", GOOD, noSigning),
        of("critical-extension", "a leaf with one", server("ca").unknownCritical().issue(), CA),
        of(
            "critical-extension",
            "an intermediate with one",
            GOOD,
            authority("ca", "root").unknownCritical().issue(),
            ROOT),
        of("ok", "permitted DNS", GOOD, limited().permit("DNS:example.com").issue()),
        of("name", "not permitted DNS", GOOD, limited().permit("DNS:example.org").issue()),
        of("ok", "permitted DNS with a dot", GOOD, limited().permit("DNS:.example.com").issue()),
        of("name", "excluded DNS", GOOD, limited().exclude("DNS:example.com").issue()),
        of("ok", "other DNS excluded", GOOD, limited().exclude("DNS:ample.com").issue()),
        of("ok", "only IP permitted, no IP", GOOD, limited().permit("IP:192.0.2.0/24").issue()),
        of(
            "name",
            "not permitted IP",
            server("ca", "DNS:shop.example.com", "IP:198.51.100.1").issue(),
            limited().permit("IP:192.0.2.0/24").issue()),
        of(
            "name",
            "excluded IP",
            server("ca", "DNS:shop.example.com", "IP:192.0.2.1").issue(),
            limited().exclude("IP:192.0.2.0/24").issue()),
        of(
            "name",
            "not permitted dirName (GnuTLS does not look)",
            GOOD,
            limited().permit("DN:O=Example").issue()),
        of(
            "ok",
            "permitted dirName",
            server("ca").subject(new X500Name("O=Example,CN=x")).issue(),
            limited().permit("DN:O=Example").issue()),
        of("name", "excluded dirName", GOOD, limited().exclude("DN:CN=leaf").issue()),
        of(
            "name",
            "an excluded common name without alternative names",
            server("ca").names().subject(new X500Name("CN=shop.example.com")).issue(),
            limited().exclude("DNS:example.com").issue()));
  }

  private static IssuedCertificates limited() {
    return authority("ca", "root");
  }

  private static List<Example> names() {
    X500Name nobody = new X500Name(new org.bouncycastle.asn1.x500.RDN[0]);
    Certificate byCommonName =
        server("ca").names().subject(new X500Name("CN=shop.example.com")).issue();
    return List.of(
        named("name-mismatch", "other.example.com", "another name", "DNS:shop.example.com"),
        named("ok", "a.example.com", "wildcard", "DNS:*.example.com"),
        named("name-mismatch", "example.com", "wildcard, no label", "DNS:*.example.com"),
        named("name-mismatch", "a.b.example.com", "wildcard, two labels", "DNS:*.example.com"),
        named(
            "name-mismatch",
            "fab.example.com",
            "part of a label (OpenSSL and Java still take it)",
            "DNS:f*.example.com"),
        named("name-mismatch", "shop.example.com", "wildcard inside", "DNS:shop.*.com"),
        named("name-mismatch", "shop.example.com", "nothing but a wildcard", "DNS:*"),
        named("ok", "SHOP.example.COM", "other case", "DNS:shop.EXAMPLE.com"),
        named("ok", "xn--r8jz45g.example", "A-label", "DNS:xn--r8jz45g.example"),
        named("ok", "例え.example", "U-label asked for", "DNS:xn--r8jz45g.example"),
        named("ok", "shop.example.com.", "a dot at the end", "DNS:shop.example.com"),
        named("name-mismatch", "192.0.2.1", "wildcards for an address", "DNS:*.0.2.1"),
        named("ok", "192.0.2.1", "IP address", "IP:192.0.2.1"),
        named("name-mismatch", "192.0.2.1", "IP address as DNS", "DNS:192.0.2.1"),
        named("name-mismatch", "192.0.2.2", "another IP address", "IP:192.0.2.1"),
        new Example(
            "ok", "common name", List.of(byCommonName, CA), List.of(ROOT), "shop.example.com"),
        new Example(
            "name-mismatch",
            "common name beside other names",
            List.of(
                server("ca", "DNS:www.example.com")
                    .subject(new X500Name("CN=shop.example.com"))
                    .issue(),
                CA),
            List.of(ROOT),
            "shop.example.com"),
        of(
            "ok",
            "empty subject",
            server("ca").subject(nobody).names("DNS:shop.example.com").issue(),
            CA));
  }

  private static List<Example> keys() {
    return List.of(
        of(
            "wrong-purpose",
            "clientAuth",
            server("ca").purpose(KeyPurposeId.id_kp_clientAuth).issue(),
            CA),
        of(
            "ok",
            "any purpose (OpenSSL wants it named)",
            server("ca").purpose(KeyPurposeId.anyExtendedKeyUsage).issue(),
            CA),
        of(
            "wrong-purpose",
            "the intermediate is for clients (Java looks at the leaf's only)",
            GOOD,
            authority("ca", "root").purpose(KeyPurposeId.id_kp_clientAuth).issue()),
        of(
            "ok",
            "the intermediate is for servers",
            GOOD,
            authority("ca", "root").purpose(KeyPurposeId.id_kp_serverAuth).issue()),
        of(
            "weak",
            "RSA of 1024 bits (a matter of the client's settings, as the next two)",
            server("ca").issue("rsa1024"),
            CA),
        of("weak", "SHA-1", server("ca").by("SHA1withECDSA").issue(), CA),
        of(
            "weak",
            "MD5",
            server("rsa2048").by("MD5withRSA").issue(),
            authority("rsa2048", "root").issue()),
        of(
            "ok",
            "a root by SHA-1",
            GOOD,
            CA,
            authority("root", "root").by("SHA1withECDSA").issue()));
  }

  private static List<Example> identity() {
    Certificate selfSigned = server("leaf").issue();
    Certificate old = authority("root", "root").version1().dates(PAST, FAR).issue();
    Certificate rolled = authority("ca", "root").withoutKeyIdentifiers().issue("ca-new");
    Certificate before = authority("ca", "root").withoutKeyIdentifiers().issue();
    Certificate unnamed = server("ca").withoutKeyIdentifiers().issue();
    return List.of(
        of("self-signed untrusted", "self-signed", selfSigned),
        new Example(
            "self-signed", "trusted", List.of(selfSigned), List.of(selfSigned), "shop.example.com"),
        new Example(
            "ok",
            "the leaf is an anchor (OpenSSL wants -partial_chain)",
            List.of(GOOD),
            List.of(GOOD),
            "shop.example.com"),
        new Example(
            "ok", "a root of version 1", List.of(GOOD, CA), List.of(old), "shop.example.com"),
        of(
            "ok",
            "a new key of the CA, sent first (OpenSSL and GnuTLS try no other)",
            unnamed,
            rolled,
            before),
        of("signature", "a new key of the CA, the old one not sent", unnamed, rolled),
        of(
            "untrusted",
            "another key by its identifier",
            GOOD,
            authority("ca", "root").issue("ca-new")),
        of(
            "signature",
            "an impostor",
            server("ca").withoutKeyIdentifiers().issue("leaf", "ca-new"),
            before),
        of(
            "ok",
            "a name written otherwise",
            server("ca").issuer(name(new DERPrintableString("ca"))).issue(),
            authority("ca", "root").subject(name(new DERUTF8String("ca"))).issue()));
  }

  private static X500Name name(org.bouncycastle.asn1.ASN1Encodable value) {
    return new X500NameBuilder().addRDN(BCStyle.CN, value).build();
  }
}
