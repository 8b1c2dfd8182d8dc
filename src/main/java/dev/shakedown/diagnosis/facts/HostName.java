package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.x509.Certificate;
import java.net.IDN;
import java.util.List;
import java.util.Locale;

/** Whether a certificate is for a name (RFC 9525 6, before it RFC 6125 6). */
final class HostName {
  /** Of the DNS (RFC 1035 2.3.4). */
  private static final int MAX_NAME = 255;

  private HostName() {}

  /**
   * Matches subjectAltNames of type DNS, or of type IP where the client sent an address; the common
   * name only where the certificate has no name to identify a server by, as older clients do.
   */
  static boolean matches(Certificate leaf, String wanted) {
    String name = normal(wanted);
    if (leaf.subjectAltNames().contains("IP:" + name)) {
      return true; // an address is no server_name (RFC 6066 3), but clients send it
    }
    List<String> names =
        leaf.subjectAltNames().stream()
            .filter(n -> n.startsWith("DNS:"))
            .map(n -> n.substring(4))
            .toList();
    if (isAddress(name)) {
      return leaf.subjectAltNames().isEmpty() && leaf.commonNames().contains(name);
    }
    boolean identified =
        leaf.subjectAltNames().stream()
            .anyMatch(n -> n.startsWith("DNS:") || n.startsWith("IP:") || n.startsWith("URI:"));
    return identified
        ? names.stream().anyMatch(n -> matches(normal(n), name))
        : leaf.commonNames().stream().anyMatch(n -> matches(normal(n), name));
  }

  /** A wildcard stands for the whole leftmost label, and for one label only (RFC 9525 6.3). */
  private static boolean matches(String pattern, String name) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(name);
    }
    int dot = name.indexOf('.');
    return dot > 0 && name.substring(dot).equals(pattern.substring(1));
  }

  /** An IPv4 address matches alternative names of type IP only, in an old certificate its CN. */
  private static boolean isAddress(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
  }

  /** In lower case, without the root's dot, and as A-labels (RFC 5890 2.3.2.1). */
  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.length() <= MAX_NAME && lower.chars().anyMatch(c -> c >= 0x80)) {
      try {
        lower = IDN.toASCII(lower);
      } catch (IllegalArgumentException e) {
        return lower; // no host's name
      }
    }
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
