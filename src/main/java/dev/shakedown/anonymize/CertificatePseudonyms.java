package dev.shakedown.anonymize;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.Certificates;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates under other certificates (RFC 5280 4.1) of the same length: names, serial, keys, key
 * identifiers and URLs are pseudonyms, in the same way in all certificates, so that issuer and
 * subject, SAN and SNI fit or do not fit as before; dates, kinds and sizes of keys, usages and
 * constraints are the real ones.
 *
 * <p>A signature that the real issuer's key verifies is made again with the key that stands for it,
 * so that a sound chain stays sound under any verifier. All other signatures become bytes that no
 * key verifies.
 */
final class CertificatePseudonyms {
  private static final int MAX_REMEMBERED = 5_000;

  /** Extensions that name nobody (RFC 5280 4.2.1, RFC 7633, and Netscape's type), by OID. */
  private static final Set<String> HARMLESS =
      Set.of(
          "551d13",
          "551d0f",
          "551d25",
          "551d24",
          "551d36",
          "2b06010505070118",
          "6086480186f8420101");

  private static final String SUBJECT_KEY_ID = "551d0e";
  private static final String AUTHORITY_KEY_ID = "551d23";
  private static final Set<String> SCT_LISTS =
      Set.of("2b06010401d679020402", "2b06010401d679020405");

  private final Pseudonyms pseudonyms;
  private final DerPseudonyms values;
  private final Signatures signatures;
  private final Map<Bytes, Bytes> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Bytes> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  CertificatePseudonyms(Pseudonyms pseudonyms, DerPseudonyms values, Signatures signatures) {
    this.pseudonyms = pseudonyms;
    this.values = values;
    this.signatures = signatures;
  }

  /** Makes certificates known that may have issued others; to be called before {@link #of}. */
  void learn(List<Certificate> sent) {
    sent.forEach(signatures::learn);
  }

  /** The certificate that stands for this one. */
  Bytes of(Bytes der) {
    Bytes known = remembered.get(der);
    if (known == null) {
      known = make(der);
      remembered.put(der, known);
    }
    return known;
  }

  private Bytes make(Bytes der) {
    byte[] buffer = der.toArray();
    try {
      DerNode certificate = DerNode.parse(buffer, 0, buffer.length);
      if (Certificates.decode(der).isRawPublicKey()) {
        publicKey(buffer, certificate);
        return Bytes.copyOf(buffer);
      }
      if (certificate.children().size() != 3
          || certificate.children().stream().anyMatch(c -> c.tag() == DerNode.INTEGER)
          || !toBeSigned(buffer, certificate.children().get(0))) {
        return pseudonyms.bytes(der);
      }
      sign(buffer, certificate, Certificates.decode(der));
      return Bytes.copyOf(buffer);
    } catch (MalformedException e) {
      return pseudonyms.bytes(der);
    }
  }

  /** Returns whether it has a TBSCertificate's shape. */
  private boolean toBeSigned(byte[] buffer, DerNode body) {
    List<DerNode> fields = body.children();
    int at = !fields.isEmpty() && fields.get(0).tag() == 0xa0 ? 1 : 0;
    if (fields.size() < at + 6 || fields.get(at).tag() != DerNode.INTEGER) {
      return false;
    }
    values.integer(buffer, fields.get(at));
    values.rewrite(buffer, fields.get(at + 2));
    values.rewrite(buffer, fields.get(at + 4));
    publicKey(buffer, fields.get(at + 5));
    for (DerNode rest : fields.subList(at + 6, fields.size())) {
      if (rest.tag() == 0xa3 && rest.children().size() == 1) {
        rest.children().get(0).children().forEach(e -> extension(buffer, e));
      } else {
        values.rewrite(buffer, rest);
      }
    }
    return true;
  }

  private void publicKey(byte[] buffer, DerNode info) {
    Optional<ReplacementKey> key =
        signatures.keys().of(Bytes.copyOf(buffer, info.start(), info.end() - info.start()));
    DerNode bits =
        info.children().isEmpty() ? info : info.children().get(info.children().size() - 1);
    if (key.isPresent() && key.get().publicKey().length == bits.size() - 1) {
      byte[] replacement = key.get().publicKey();
      System.arraycopy(replacement, 0, buffer, bits.content() + 1, replacement.length);
    } else {
      values.rewrite(buffer, info);
    }
  }

  /** Overwrites an Extension as far as it may name somebody. */
  void extension(byte[] buffer, DerNode extension) {
    if (extension.children().size() < 2) {
      values.rewrite(buffer, extension);
      return;
    }
    DerNode type = extension.children().get(0);
    DerNode value = extension.children().get(extension.children().size() - 1);
    String oid = type.hex(buffer);
    if (HARMLESS.contains(oid)) {
      return;
    }
    try {
      DerNode inner = DerNode.parse(buffer, value.content(), value.end());
      if (oid.equals(SUBJECT_KEY_ID)) {
        values.opaque(buffer, inner.content(), inner.end());
      } else if (oid.equals(AUTHORITY_KEY_ID)) {
        inner.children().forEach(c -> authorityKeyId(buffer, c));
      } else if (SCT_LISTS.contains(oid)) {
        SctLists.rewrite(buffer, inner.content(), inner.end(), pseudonyms);
      } else {
        values.rewrite(buffer, inner);
      }
    } catch (MalformedException e) {
      values.opaque(buffer, value.content(), value.end());
    }
    values.rewrite(buffer, type);
  }

  private void authorityKeyId(byte[] buffer, DerNode field) {
    switch (field.tag()) {
      case 0x80 -> values.opaque(buffer, field.content(), field.end());
      case 0x82 -> values.integer(buffer, field);
      default -> values.rewrite(buffer, field);
    }
  }

  private void sign(byte[] buffer, DerNode certificate, Certificate original) {
    DerNode body = certificate.children().get(0);
    DerNode algorithm = certificate.children().get(1);
    DerNode bits = certificate.children().get(2);
    byte[] message = Arrays.copyOfRange(buffer, body.start(), body.end());
    Optional<byte[]> signature =
        signatures
            .signerOf(original)
            .flatMap(
                k -> k.sign(message, Signatures.algorithm(buffer, algorithm), bits.size() - 1));
    if (signature.isPresent()) {
      System.arraycopy(signature.get(), 0, buffer, bits.content() + 1, bits.size() - 1);
    } else {
      values.rewrite(buffer, bits);
    }
  }
}
