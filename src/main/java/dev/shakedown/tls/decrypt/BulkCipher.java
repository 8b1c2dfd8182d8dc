package dev.shakedown.tls.decrypt;

import dev.shakedown.tls.registry.CipherSuite;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.ARIAEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.IDEAEngine;
import org.bouncycastle.crypto.engines.SEEDEngine;
import org.bouncycastle.crypto.engines.SM4Engine;

/**
 * The record protection a cipher suite stands for, taken from its name (RFC 5246 C, RFC 8446 B.4).
 *
 * @param algorithm as in the name: {@code AES_128}, {@code 3DES_EDE}, {@code NULL}, ...
 * @param hash of the MAC up to TLS 1.2, of the key schedule in TLS 1.3; absent nowhere: suites that
 *     do not name one mean SHA-256
 */
record BulkCipher(String algorithm, Mode mode, Hash hash) {
  /** How the algorithm is used. */
  enum Mode {
    /** Integrity only; nothing is encrypted. */
    NONE,
    STREAM,
    CBC,
    GCM,
    CCM,
    CCM_8,
    POLY1305
  }

  private static final Pattern NAME =
      Pattern.compile(
          "(AES_128|AES_256|ARIA_128|ARIA_256|CAMELLIA_128|CAMELLIA_256|SM4|SEED|IDEA|3DES_EDE|DES"
              + "|RC4_128|CHACHA20|NULL)(?:_(CBC|GCM|CCM_8|CCM|POLY1305))?"
              + "(?:_(MD5|SHA|SHA256|SHA384|SM3))?");
  private static final Pattern INTEGRITY_ONLY = Pattern.compile("(SHA256|SHA384)_\\1");

  /** Empty for suites that cannot be opened here, those weakened for export among them. */
  static Optional<BulkCipher> of(CipherSuite suite) {
    String name = suite.name();
    int with = name.indexOf("_WITH_");
    if (!name.startsWith("TLS_") || name.contains("_EXPORT")) {
      return Optional.empty();
    }
    String bulk = with < 0 ? name.substring(4) : name.substring(with + 6);
    Matcher integrityOnly = INTEGRITY_ONLY.matcher(bulk);
    if (with < 0 && integrityOnly.matches()) {
      return Optional.of(new BulkCipher("NULL", Mode.NONE, Hash.valueOf(integrityOnly.group(1))));
    }
    Matcher parts = NAME.matcher(bulk);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String algorithm = parts.group(1);
    Mode mode = parts.group(2) != null ? Mode.valueOf(parts.group(2)) : Mode.STREAM;
    boolean stream = algorithm.equals("RC4_128") || algorithm.equals("NULL");
    if (stream != (mode == Mode.STREAM)) {
      return Optional.empty();
    }
    Hash hash = parts.group(3) == null ? Hash.SHA256 : Hash.valueOf(parts.group(3));
    return Optional.of(
        new BulkCipher(algorithm, algorithm.equals("NULL") ? Mode.NONE : mode, hash));
  }

  /** The hash of TLS 1.2's pseudorandom function (RFC 5246 5). */
  Hash prfHash() {
    return hash == Hash.SHA384 || hash == Hash.SM3 ? hash : Hash.SHA256;
  }

  boolean isAead() {
    return mode.compareTo(Mode.GCM) >= 0;
  }

  /** Bytes of the key. */
  int keyLength() {
    return switch (algorithm) {
      case "NULL" -> 0;
      case "DES" -> 8;
      case "3DES_EDE" -> 24;
      case "AES_256", "ARIA_256", "CAMELLIA_256", "CHACHA20" -> 32;
      default -> 16;
    };
  }

  /** Bytes of a block, of block ciphers. */
  int blockLength() {
    return switch (algorithm) {
      case "DES", "3DES_EDE", "IDEA" -> 8;
      default -> 16;
    };
  }

  /** Bytes of the authentication tag, of AEAD modes. */
  int tagLength() {
    return mode == Mode.CCM_8 ? 8 : 16;
  }

  BlockCipher blockCipher() {
    return switch (algorithm) {
      case "AES_128", "AES_256" -> AESEngine.newInstance();
      case "ARIA_128", "ARIA_256" -> new ARIAEngine();
      case "CAMELLIA_128", "CAMELLIA_256" -> new CamelliaEngine();
      case "SM4" -> new SM4Engine();
      case "SEED" -> new SEEDEngine();
      case "IDEA" -> new IDEAEngine();
      case "DES" -> new DESEngine();
      case "3DES_EDE" -> new DESedeEngine();
      default -> throw new IllegalStateException(algorithm);
    };
  }
}
