package dev.shakedown.anonymize;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The keys that stand for those of a capture; the same for the same key, wherever it is met. */
final class ReplacementKeys {
  private static final int MAX_REMEMBERED = 2_000;

  private final PseudonymKey key;
  private final Map<Bytes, Optional<ReplacementKey>> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Optional<ReplacementKey>> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  ReplacementKeys(PseudonymKey key) {
    this.key = key;
  }

  /**
   * The key that stands for this SubjectPublicKeyInfo; empty where none can be made: what it signed
   * cannot be signed again.
   */
  Optional<ReplacementKey> of(Bytes publicKeyInfo) {
    Optional<ReplacementKey> known = remembered.get(publicKeyInfo);
    if (known == null) {
      known = make(publicKeyInfo);
      remembered.put(publicKeyInfo, known);
    }
    return known;
  }

  private Optional<ReplacementKey> make(Bytes publicKeyInfo) {
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(publicKeyInfo.toArray());
      byte[] original = info.getPublicKeyData().getBytes();
      return switch (info.getAlgorithm().getAlgorithm().getId()) {
        case "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10" ->
            RsaReplacement.of(key, RSAPublicKey.getInstance(info.parsePublicKey()));
        case "1.2.840.10045.2.1" ->
            info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                ? EcReplacement.of(key, curve, original)
                : Optional.empty();
        case "1.3.101.112" -> Optional.of(new Ed25519Replacement(key, original));
        default -> Optional.empty();
      };
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // Bouncy Castle reports a wrong shape by any unchecked exception
    }
  }
}
