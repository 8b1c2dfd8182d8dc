package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.tls.registry.CipherSuite;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Why a cipher suite does not protect what it carries, read from IANA's name. Only what is missing
 * or broken by itself; what is merely old (RC4, 3DES, CBC, SHA-1 as a MAC) is none.
 */
public enum SuiteWeakness {
  /** Whoever listens reads along (RFC 5246 A.5, RFC 4785, RFC 9150). */
  NO_ENCRYPTION,
  /** Whoever sits between can answer in the server's place (RFC 5246 F.1.1.1). */
  NO_AUTHENTICATION,
  /** Keys of 40 or 56 bits, for laws of the past (RFC 4346 A.5). */
  EXPORT,
  /** 56 bits (RFC 5469). */
  DES;

  /** The name in the public contract. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those of a suite, worst first. */
  public static List<SuiteWeakness> of(CipherSuite suite) {
    String name = suite.name();
    int with = name.indexOf("_WITH_");
    String cipher = with < 0 ? "" : name.substring(with + "_WITH_".length());
    return Arrays.stream(values()).filter(w -> w.marks(suite, cipher)).toList();
  }

  private boolean marks(CipherSuite suite, String cipher) {
    String keyExchange = suite.keyExchange();
    return switch (this) {
      case NO_ENCRYPTION -> suite.isWithoutEncryption();
      case NO_AUTHENTICATION -> keyExchange.contains("anon") || keyExchange.equals("NULL");
      case EXPORT -> keyExchange.contains("EXPORT");
      case DES -> cipher.startsWith("DES_");
    };
  }
}
