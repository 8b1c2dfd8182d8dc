package dev.shakedown.tls.x509;

import java.net.IDN;
import java.util.Locale;

/** Domain names of other scripts (RFC 5890): what a person reads, beside what is on the wire. */
public final class InternationalNames {
  private InternationalNames() {}

  /**
   * The name with its U-labels behind it, {@code xn--r8jz45g.example (例え.example)}; the name alone
   * where it has no A-label, or one that does not decode to letters and digits.
   */
  public static String withUnicode(String name) {
    if (!name.toLowerCase(Locale.ROOT).contains("xn--")) {
      return name;
    }
    String domain = name.startsWith("DNS:") ? name.substring(4) : name;
    String unicode = IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED); // gives back what it cannot read
    boolean legible =
        unicode.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || isMark(c) || c < 0x7f);
    return legible && !unicode.equalsIgnoreCase(domain) ? name + " (" + unicode + ")" : name;
  }

  /** Combining marks, which some scripts cannot be written without. */
  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
