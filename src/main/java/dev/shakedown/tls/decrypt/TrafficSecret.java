package dev.shakedown.tls.decrypt;

import dev.shakedown.tls.registry.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * A traffic secret of TLS 1.3 and what is derived from it (RFC 8446 7.1, 7.2, 7.3), drafts
 * included.
 *
 * @param draft the draft's number; large for the final version
 */
record TrafficSecret(dev.shakedown.bytes.Bytes secret, BulkCipher suite, int draft) {
  private static final int LABELS_SHORTENED = 20;
  private static final int HEADER_AUTHENTICATED = 25;
  private static final int FINAL = 1000;

  static int draftOf(ProtocolVersion version) {
    return version.code() >>> 8 == 0x7f ? version.code() & 0xff : FINAL;
  }

  RecordCipher cipher() {
    byte[] key = expandLabel("key", suite.keyLength());
    byte[] iv = expandLabel("iv", AeadCipher.NONCE);
    return AeadCipher.tls13(suite, key, iv, draft >= HEADER_AUTHENTICATED);
  }

  /** The secret after a KeyUpdate. */
  TrafficSecret next() {
    String label = draft < LABELS_SHORTENED ? "application traffic secret" : "traffic upd";
    return new TrafficSecret(
        dev.shakedown.bytes.Bytes.copyOf(expandLabel(label, suite.hash().size())), suite, draft);
  }

  /** verify_data of a Finished message behind messages of this hash (RFC 8446 4.4.4). */
  byte[] verifyData(byte[] transcriptHash) {
    return suite.hash().hmac(expandLabel("finished", suite.hash().size()), transcriptHash);
  }

  private byte[] expandLabel(String label, int length) {
    String prefix = draft < LABELS_SHORTENED ? "TLS 1.3, " : "tls13 ";
    byte[] name = (prefix + label).getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    info.write(length >>> 8);
    info.write(length);
    info.write(name.length);
    info.writeBytes(name);
    info.write(0);
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(suite.hash().digest());
    hkdf.init(HKDFParameters.skipExtractParameters(secret.toArray(), info.toByteArray()));
    byte[] out = new byte[length];
    hkdf.generateBytes(out, 0, length);
    return out;
  }
}
