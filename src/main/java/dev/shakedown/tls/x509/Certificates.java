package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X962Parameters;

/**
 * Decodes certificates (RFC 5280 4.1) with Bouncy Castle's ASN.1 classes. No security provider is
 * involved: reading needs none.
 */
public final class Certificates {
  /** The version number of a certificate that does not name it. */
  private static final ASN1Integer V1 = new ASN1Integer(0);

  /** Of a TBSCertificate: from the serial number to the key. */
  private static final int FIELDS_WITHOUT_TAG = 6;

  private static final Key NO_KEY = new Key("", 0, "");

  private Certificates() {}

  /** Never fails: what cannot be decoded has a {@link Certificate#problem()}. */
  public static Certificate decode(Bytes der) {
    try {
      return readable(der);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports a wrong shape by whatever unchecked exception comes first.
      return rawPublicKey(der)
          .orElseGet(() -> unreadable(der, String.valueOf(e.getMessage()), NO_KEY, Bytes.EMPTY));
    }
  }

  /** A key that stands in place of a certificate (RFC 7250 3). */
  private static Optional<Certificate> rawPublicKey(Bytes der) {
    try {
      SubjectPublicKeyInfo info =
          SubjectPublicKeyInfo.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
      return Optional.of(unreadable(der, "raw public key, no certificate", key(info), der));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Certificate readable(Bytes der) throws IOException {
    ASN1Sequence certificate = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
    Fields tbs = new Fields(certificate.getObjectAt(0));
    AlgorithmIdentifier signature = AlgorithmIdentifier.getInstance(certificate.getObjectAt(1));
    ASN1Integer version = tbs.tagged(0).map(ASN1Integer::getInstance).orElse(V1);
    ASN1Integer serial = ASN1Integer.getInstance(tbs.next());
    tbs.next();
    X500Name issuer = X500Name.getInstance(tbs.next());
    ASN1Sequence validity = ASN1Sequence.getInstance(tbs.next());
    X500Name subject = X500Name.getInstance(tbs.next());
    SubjectPublicKeyInfo keyInfo = SubjectPublicKeyInfo.getInstance(tbs.next());
    Key key = key(keyInfo);
    tbs.tagged(1);
    tbs.tagged(2);
    CertificateExtensions extensions =
        CertificateExtensions.of(tbs.tagged(3).map(Extensions::getInstance));
    return new Certificate(
        der,
        new Fingerprint(der),
        "",
        subject.toString(),
        issuer.toString(),
        encoded(subject),
        encoded(issuer),
        commonNames(subject),
        serial.getValue().toString(16),
        Times.instant(Time.getInstance(validity.getObjectAt(0))),
        Times.instant(Time.getInstance(validity.getObjectAt(1))),
        extensions.subjectAltNames(),
        key.algorithm,
        key.bits,
        key.curve,
        Bytes.copyOf(keyInfo.getEncoded("DER")),
        Algorithms.signature(signature.getAlgorithm().getId()),
        Algorithms.signatureHash(signature),
        version.intValueExact() + 1,
        extensions.isCa(),
        extensions.pathLength(),
        extensions.keyUsage(),
        extensions.extendedKeyUsage(),
        extensions.subjectKeyId(),
        extensions.authorityKeyId(),
        extensions.authorityIssuer(),
        extensions.caIssuers(),
        extensions.ocspResponders(),
        extensions.scts(),
        extensions.mustStaple());
  }

  /**
   * The fields of a TBSCertificate in order. Bouncy Castle's own class refuses what is illegal but
   * well-formed, such as an empty issuer.
   */
  private static final class Fields {
    private final ASN1Sequence sequence;
    private int index;

    Fields(ASN1Encodable value) {
      this.sequence = ASN1Sequence.getInstance(value);
    }

    ASN1Encodable next() {
      return sequence.getObjectAt(index++);
    }

    /** The content of the next field if it has this tag; else that field stays the next. */
    Optional<ASN1Encodable> tagged(int tag) {
      if (index < sequence.size()
          && sequence.getObjectAt(index) instanceof ASN1TaggedObject tagged
          && tagged.hasContextTag(tag)) {
        index++;
        // Unique identifiers are tagged implicitly, and of no interest.
        return tagged.isExplicit() ? Optional.of(tagged.getExplicitBaseObject()) : Optional.empty();
      }
      return Optional.empty();
    }
  }

  private static Certificate unreadable(Bytes der, String problem, Key key, Bytes publicKey) {
    return new Certificate(
        der,
        new Fingerprint(der),
        problem.isEmpty() ? "unreadable" : problem,
        "",
        "",
        Bytes.EMPTY,
        Bytes.EMPTY,
        List.of(),
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(),
        key.algorithm,
        key.bits,
        key.curve,
        publicKey,
        "",
        "",
        0,
        false,
        -1,
        Optional.empty(),
        Optional.empty(),
        Bytes.EMPTY,
        Bytes.EMPTY,
        Bytes.EMPTY,
        List.of(),
        List.of(),
        0,
        false);
  }

  /** The extensions themselves, for what {@link Certificate} does not hold; absent without any. */
  static Optional<Extensions> extensions(Certificate certificate) {
    try {
      Fields tbs = new Fields(ASN1Sequence.getInstance(certificate.der().toArray()).getObjectAt(0));
      tbs.tagged(0);
      for (int field = 0; field < FIELDS_WITHOUT_TAG; field++) {
        tbs.next();
      }
      tbs.tagged(1);
      tbs.tagged(2);
      return tbs.tagged(3).map(Extensions::getInstance);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private record Key(String algorithm, int bits, String curve) {}

  private static Key key(SubjectPublicKeyInfo info) throws IOException {
    String algorithm = Algorithms.key(info.getAlgorithm().getAlgorithm().getId());
    ASN1Encodable parameters = info.getAlgorithm().getParameters();
    return switch (algorithm) {
      case "RSA", "RSASSA-PSS" ->
          new Key(
              algorithm,
              RSAPublicKey.getInstance(info.parsePublicKey()).getModulus().bitLength(),
              "");
      case "DSA" ->
          new Key(
              algorithm,
              parameters == null ? 0 : DSAParameter.getInstance(parameters).getP().bitLength(),
              "");
      case "EC" -> ellipticKey(info, X962Parameters.getInstance(parameters));
      default -> new Key(algorithm, 0, "");
    };
  }

  private static Key ellipticKey(SubjectPublicKeyInfo info, X962Parameters parameters) {
    int pointSize = info.getPublicKeyData().getBytes().length;
    Algorithms.Curve curve = new Algorithms.Curve("", 0);
    if (parameters.isNamedCurve()) {
      curve =
          Algorithms.curve(ASN1ObjectIdentifier.getInstance(parameters.getParameters()).getId());
    }
    // An uncompressed point is a byte 4 and two coordinates (RFC 5480 2.2).
    return new Key("EC", curve.bits() > 0 ? curve.bits() : (pointSize - 1) / 2 * 8, curve.name());
  }

  private static List<String> commonNames(X500Name subject) {
    return Arrays.stream(subject.getRDNs(BCStyle.CN))
        .map(rdn -> IETFUtils.valueToString(rdn.getFirst().getValue()))
        .toList();
  }

  private static Bytes encoded(X500Name name) throws IOException {
    return Bytes.copyOf(name.getEncoded("DER"));
  }
}
