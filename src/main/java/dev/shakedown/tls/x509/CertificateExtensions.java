package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What the extensions of a certificate say (RFC 5280 4.2); the components are Certificate's. */
record CertificateExtensions(
    List<String> subjectAltNames,
    boolean isCa,
    int pathLength,
    Optional<List<String>> keyUsage,
    Optional<List<String>> extendedKeyUsage,
    Bytes subjectKeyId,
    Bytes authorityKeyId,
    Bytes authorityIssuer,
    List<String> caIssuers,
    List<String> ocspResponders,
    int scts,
    boolean mustStaple) {

  /** In the order of the bits of RFC 5280 4.2.1.3. */
  private static final List<String> KEY_USAGES =
      List.of(
          "digitalSignature",
          "nonRepudiation",
          "keyEncipherment",
          "dataEncipherment",
          "keyAgreement",
          "keyCertSign",
          "cRLSign",
          "encipherOnly",
          "decipherOnly");

  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
  private static final ASN1ObjectIdentifier SCT_LIST =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  /** The extension type status_request, which RFC 7633 calls a feature. */
  private static final int STATUS_REQUEST = 5;

  /** Reads them; absent without the field. Throws unchecked exceptions on a wrong shape. */
  static CertificateExtensions of(Optional<Extensions> extensions) {
    Optional<BasicConstraints> constraints =
        find(extensions, Extension.basicConstraints).map(BasicConstraints::getInstance);
    Optional<AuthorityInformationAccess> access =
        find(extensions, Extension.authorityInfoAccess)
            .map(AuthorityInformationAccess::getInstance);
    Optional<AuthorityKeyIdentifier> authority =
        find(extensions, Extension.authorityKeyIdentifier).map(AuthorityKeyIdentifier::getInstance);
    return new CertificateExtensions(
        find(extensions, Extension.subjectAlternativeName)
            .map(GeneralNames::getInstance)
            .map(CertificateExtensions::texts)
            .orElse(List.of()),
        constraints.map(BasicConstraints::isCA).orElse(false),
        constraints
            .map(BasicConstraints::getPathLenConstraint)
            .map(length -> length.bitLength() < 31 ? length.intValue() : Integer.MAX_VALUE)
            .orElse(-1),
        find(extensions, Extension.keyUsage)
            .map(KeyUsage::getInstance)
            .map(CertificateExtensions::usages),
        find(extensions, Extension.extendedKeyUsage)
            .map(ExtendedKeyUsage::getInstance)
            .map(CertificateExtensions::purposes),
        find(extensions, Extension.subjectKeyIdentifier)
            .map(id -> Bytes.copyOf(ASN1OctetString.getInstance(id).getOctets()))
            .orElse(Bytes.EMPTY),
        authority
            .map(AuthorityKeyIdentifier::getKeyIdentifierOctets)
            .map(Bytes::copyOf)
            .orElse(Bytes.EMPTY),
        authority
            .map(AuthorityKeyIdentifier::getAuthorityCertIssuer)
            .map(CertificateExtensions::directoryName)
            .orElse(Bytes.EMPTY),
        access.map(a -> uris(a, AccessDescription.id_ad_caIssuers)).orElse(List.of()),
        access.map(a -> uris(a, AccessDescription.id_ad_ocsp)).orElse(List.of()),
        find(extensions, SCT_LIST)
            .map(v -> countScts(ASN1OctetString.getInstance(v).getOctets()))
            .orElse(0),
        find(extensions, TLS_FEATURE).map(CertificateExtensions::namesStatusRequest).orElse(false));
  }

  private static Optional<ASN1Encodable> find(
      Optional<Extensions> extensions, ASN1ObjectIdentifier type) {
    return extensions.map(all -> all.getExtensionParsedValue(type));
  }

  private static List<String> texts(GeneralNames names) {
    List<String> texts = new ArrayList<>();
    for (GeneralName name : names.getNames()) {
      texts.add(GeneralNameText.of(name));
    }
    return List.copyOf(texts);
  }

  /** The first distinguished name among them, in DER. */
  private static Bytes directoryName(GeneralNames names) {
    for (GeneralName name : names.getNames()) {
      if (name.getTagNo() == GeneralName.directoryName) {
        try {
          return Bytes.copyOf(X500Name.getInstance(name.getName()).getEncoded("DER"));
        } catch (IOException e) {
          throw new IllegalArgumentException("authorityCertIssuer", e);
        }
      }
    }
    return Bytes.EMPTY;
  }

  private static List<String> usages(KeyUsage usage) {
    byte[] bits = usage.getBytes();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < KEY_USAGES.size() && i / 8 < bits.length; i++) {
      if ((bits[i / 8] & 0x80 >>> i % 8) != 0) {
        names.add(KEY_USAGES.get(i));
      }
    }
    return List.copyOf(names);
  }

  private static List<String> purposes(ExtendedKeyUsage usage) {
    List<String> names = new ArrayList<>();
    for (KeyPurposeId purpose : usage.getUsages()) {
      names.add(Algorithms.extendedKeyUsage(purpose.getId()));
    }
    return List.copyOf(names);
  }

  private static List<String> uris(AuthorityInformationAccess access, ASN1ObjectIdentifier method) {
    List<String> uris = new ArrayList<>();
    for (AccessDescription description : access.getAccessDescriptions()) {
      GeneralName location = description.getAccessLocation();
      if (description.getAccessMethod().equals(method)
          && location.getTagNo() == GeneralName.uniformResourceIdentifier) {
        uris.add(location.getName().toString());
      }
    }
    return List.copyOf(uris);
  }

  /** The list is a TLS vector of vectors within an OCTET STRING (RFC 6962 3.3). */
  static int countScts(byte[] list) {
    int count = 0;
    for (int i = 2; i + 2 <= list.length; count++) {
      i += 2 + ((list[i] & 0xff) << 8 | list[i + 1] & 0xff);
    }
    return count;
  }

  private static boolean namesStatusRequest(ASN1Encodable value) {
    for (ASN1Encodable feature : ASN1Sequence.getInstance(value)) {
      if (ASN1Integer.getInstance(feature).hasValue(STATUS_REQUEST)) {
        return true;
      }
    }
    return false;
  }
}
