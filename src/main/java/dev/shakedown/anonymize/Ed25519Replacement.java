package dev.shakedown.anonymize;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A key for Ed25519 (RFC 8032 5.1). */
final class Ed25519Replacement implements ReplacementKey {
  private final Ed25519PrivateKeyParameters secret;

  Ed25519Replacement(PseudonymKey key, byte[] original) {
    this.secret =
        new Ed25519PrivateKeyParameters(
            key.derive("ed25519", original, Ed25519PrivateKeyParameters.KEY_SIZE));
  }

  @Override
  public byte[] publicKey() {
    return secret.generatePublicKey().getEncoded();
  }

  @Override
  public Optional<byte[]> sign(byte[] message, AlgorithmIdentifier algorithm, int size) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(message, 0, message.length);
    return Optional.of(signer.generateSignature()).filter(s -> s.length == size);
  }
}
