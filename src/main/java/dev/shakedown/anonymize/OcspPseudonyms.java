package dev.shakedown.anonymize;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.Certificates;
import dev.shakedown.tls.x509.OcspStatus;
import dev.shakedown.tls.x509.OcspStatuses;
import dev.shakedown.tls.x509.SignatureCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** OCSP responses (RFC 6960 4.2.1) like certificates: signed again where the signature is right. */
final class OcspPseudonyms {
  private final Pseudonyms pseudonyms;
  private final DerPseudonyms values;
  private final CertificatePseudonyms certificates;
  private final Signatures signatures;

  OcspPseudonyms(
      Pseudonyms pseudonyms,
      DerPseudonyms values,
      CertificatePseudonyms certificates,
      Signatures signatures) {
    this.pseudonyms = pseudonyms;
    this.values = values;
    this.certificates = certificates;
    this.signatures = signatures;
  }

  /**
   * The response that stands for this one.
   *
   * @param chain the certificates sent with it, among them its issuer
   */
  Bytes of(Bytes der, List<Certificate> chain) {
    byte[] buffer = der.toArray();
    try {
      DerNode response = DerNode.parse(buffer, 0, buffer.length);
      if (response.children().size() == 2
          && response.children().get(1).children().size() == 1
          && response.children().get(1).children().get(0).children().size() == 2) {
        DerNode octets = response.children().get(1).children().get(0).children().get(1);
        basic(
            buffer,
            DerNode.parse(buffer, octets.content(), octets.end()),
            signer(OcspStatuses.decode(der), chain));
      } else {
        values.rewrite(buffer, response);
      }
      return Bytes.copyOf(buffer);
    } catch (MalformedException e) {
      return pseudonyms.bytes(der);
    }
  }

  /** The key that stands for the one that signed it. */
  private Optional<ReplacementKey> signer(OcspStatus status, List<Certificate> chain) {
    Optional<Certificate> authority =
        chain.stream()
            .filter(c -> SignatureCheck.of(status, c) == SignatureCheck.VALID)
            .findFirst();
    if (authority.isEmpty()) {
      return Optional.empty();
    }
    List<Certificate> delegates = status.certificates().stream().map(Certificates::decode).toList();
    certificates.learn(delegates);
    OcspStatus alone = withoutCertificates(status);
    return Stream.concat(authority.stream(), delegates.stream())
        .filter(c -> SignatureCheck.of(alone, c) == SignatureCheck.VALID)
        .findFirst()
        .flatMap(c -> signatures.keys().of(c.publicKey()));
  }

  private static OcspStatus withoutCertificates(OcspStatus status) {
    return new OcspStatus(
        status.der(),
        status.problem(),
        status.responseStatus(),
        status.responder(),
        status.producedAt(),
        status.statuses(),
        List.of(),
        status.scts(),
        status.signed());
  }

  private void basic(byte[] buffer, DerNode basic, Optional<ReplacementKey> signer) {
    List<DerNode> fields = basic.children();
    if (fields.size() < 3) {
      values.rewrite(buffer, basic);
      return;
    }
    responses(buffer, fields.get(0));
    for (DerNode more : fields.subList(3, fields.size())) {
      more.children().forEach(list -> list.children().forEach(c -> certificate(buffer, c)));
    }
    DerNode bits = fields.get(2);
    byte[] message = Arrays.copyOfRange(buffer, fields.get(0).start(), fields.get(0).end());
    Optional<byte[]> signature =
        signer.flatMap(
            k -> k.sign(message, Signatures.algorithm(buffer, fields.get(1)), bits.size() - 1));
    if (signature.isPresent()) {
      System.arraycopy(signature.get(), 0, buffer, bits.content() + 1, bits.size() - 1);
    } else {
      values.rewrite(buffer, bits);
    }
  }

  /** In ResponseData all integers but the version, which has a tag of its own, are serials. */
  private void responses(byte[] buffer, DerNode node) {
    if (node.tag() == DerNode.INTEGER) {
      values.integer(buffer, node);
    } else if (node.isConstructed()) {
      boolean extension =
          node.tag() == DerNode.SEQUENCE
              && node.children().size() >= 2
              && node.children().get(0).tag() == DerNode.OID
              && node.children().get(node.children().size() - 1).tag() == DerNode.OCTET_STRING;
      if (extension) {
        certificates.extension(buffer, node);
      } else if (node.tag() != 0xa0 || node.size() != 3) {
        node.children().forEach(c -> responses(buffer, c));
      }
    } else {
      values.rewrite(buffer, node);
    }
  }

  private void certificate(byte[] buffer, DerNode node) {
    Bytes der = Bytes.copyOf(buffer, node.start(), node.end() - node.start());
    DerPseudonyms.put(buffer, node.start(), certificates.of(der));
  }
}
