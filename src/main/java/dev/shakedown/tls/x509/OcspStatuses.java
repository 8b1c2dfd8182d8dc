package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.Time;

/** Decodes OCSP responses (RFC 6960 4.2.1) with Bouncy Castle's ASN.1 classes. */
public final class OcspStatuses {
  private static final List<String> RESPONSE_STATUSES =
      List.of(
          "successful",
          "malformedRequest",
          "internalError",
          "tryLater",
          "unassigned",
          "sigRequired",
          "unauthorized");

  /** In singleExtensions (RFC 6962 3.3). */
  private static final ASN1ObjectIdentifier SCT_LIST =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.5");

  private OcspStatuses() {}

  /** Never fails: what cannot be decoded has a {@link OcspStatus#problem()}. */
  public static OcspStatus decode(Bytes der) {
    try {
      return readable(der);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports a wrong shape by whatever unchecked exception comes first.
      return without(der, String.valueOf(e.getMessage()), "");
    }
  }

  private static OcspStatus readable(Bytes der) throws IOException {
    OCSPResponse response = OCSPResponse.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
    int code = response.getResponseStatus().getIntValue();
    String status =
        code >= 0 && code < RESPONSE_STATUSES.size()
            ? RESPONSE_STATUSES.get(code)
            : String.valueOf(code);
    ResponseBytes bytes = response.getResponseBytes();
    if (bytes == null
        || !bytes.getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
      return without(der, "", status);
    }
    BasicOCSPResponse basic = BasicOCSPResponse.getInstance(bytes.getResponse().getOctets());
    List<OcspStatus.Single> singles = new ArrayList<>();
    int scts = 0;
    for (ASN1Encodable entry : basic.getTbsResponseData().getResponses()) {
      SingleResponse single = SingleResponse.getInstance(entry);
      singles.add(single(single));
      scts += scts(single.getSingleExtensions());
    }
    List<Bytes> certificates = new ArrayList<>();
    if (basic.getCerts() != null) {
      for (ASN1Encodable certificate : basic.getCerts()) {
        certificates.add(encoded(certificate));
      }
    }
    return new OcspStatus(
        der,
        "",
        status,
        responder(basic.getTbsResponseData().getResponderID()),
        Optional.of(instant(basic.getTbsResponseData().getProducedAt())),
        singles,
        certificates,
        scts,
        Signed.of(Bytes.copyOf(bytes.getResponse().getOctets())));
  }

  private static OcspStatus without(Bytes der, String problem, String status) {
    return new OcspStatus(
        der,
        problem.isEmpty() && status.isEmpty() ? "unreadable" : problem,
        status,
        "",
        Optional.empty(),
        List.of(),
        List.of(),
        0,
        Optional.empty());
  }

  private static OcspStatus.Single single(SingleResponse single) {
    CertStatus status = single.getCertStatus();
    ASN1GeneralizedTime next = single.getNextUpdate();
    return new OcspStatus.Single(
        single.getCertID().getSerialNumber().getValue().toString(16),
        switch (status.getTagNo()) {
          case 0 -> "good";
          case 1 -> "revoked";
          default -> "unknown";
        },
        status.getTagNo() == 1
            ? Optional.of(instant(RevokedInfo.getInstance(status.getStatus()).getRevocationTime()))
            : Optional.empty(),
        instant(single.getThisUpdate()),
        next == null ? Optional.empty() : Optional.of(instant(next)));
  }

  private static int scts(Extensions extensions) {
    ASN1Encodable list = extensions == null ? null : extensions.getExtensionParsedValue(SCT_LIST);
    return list == null
        ? 0
        : CertificateExtensions.countScts(ASN1OctetString.getInstance(list).getOctets());
  }

  private static String responder(ResponderID id) {
    return id.getName() == null ? Bytes.copyOf(id.getKeyHash()).hex() : id.getName().toString();
  }

  private static Instant instant(ASN1GeneralizedTime time) {
    return Times.instant(Time.getInstance(time));
  }

  private static Bytes encoded(ASN1Encodable value) throws IOException {
    return Bytes.copyOf(value.toASN1Primitive().getEncoded("DER"));
  }
}
