package dev.shakedown.diagnosis.facts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Products that intercept TLS, by the names their CAs have unless an administrator changes them.
 * Only names of the certificates they make up on the fly: vendors' names alone also stand in
 * certificates of their own sites and appliances.
 */
public final class InspectionProducts {
  private static final List<Map.Entry<String, String>> MARKS =
      List.of(
          Map.entry("fortinet_ca_ssl", "Fortinet FortiGate"),
          Map.entry("fortinet_ca_untrusted", "Fortinet FortiGate"),
          Map.entry("fortinet untrusted ca", "Fortinet FortiGate"),
          Map.entry("fortigate ca", "Fortinet FortiGate"),
          Map.entry("zscaler root ca", "Zscaler"),
          Map.entry("zscaler intermediate root ca", "Zscaler"),
          Map.entry("netskope.com", "Netskope"),
          Map.entry("netskope intermediate", "Netskope"),
          Map.entry("certadmin@netskope", "Netskope"),
          Map.entry("cisco umbrella root ca", "Cisco Umbrella"),
          Map.entry("cisco umbrella primary subca", "Cisco Umbrella"),
          Map.entry("cisco umbrella secondary subca", "Cisco Umbrella"),
          Map.entry("gateway ca - cloudflare managed", "Cloudflare Gateway"),
          Map.entry("cloudflare for teams ecc certificate authority", "Cloudflare Gateway"),
          Map.entry("blue coat", "Symantec ProxySG"),
          Map.entry("bluecoat", "Symantec ProxySG"),
          Map.entry("mcafee web gateway", "McAfee Web Gateway"),
          Map.entry("skyhigh secure web gateway", "Skyhigh Web Gateway"),
          Map.entry("websense", "Forcepoint"),
          Map.entry("forcepoint cloud ca", "Forcepoint"),
          Map.entry("check point ssl inspection", "Check Point"),
          Map.entry("sonicwall firewall dpi-ssl", "SonicWall DPI-SSL"),
          Map.entry("fireware https proxy", "WatchGuard Fireware"),
          Map.entry("fireware ssl", "WatchGuard Fireware"),
          Map.entry("sophos ssl ca", "Sophos"),
          Map.entry("sophos web appliance", "Sophos"),
          Map.entry("sophos certificate authority", "Sophos"),
          Map.entry("cyberoam ssl ca", "Cyberoam"),
          Map.entry("barracuda web filter", "Barracuda Web Security"),
          Map.entry("barracuda ssl inspection", "Barracuda"),
          Map.entry("iboss", "iboss"),
          Map.entry("contentkeeper", "ContentKeeper"),
          Map.entry("lightspeed rocket", "Lightspeed"),
          Map.entry("securly", "Securly"),
          Map.entry("goguardian", "GoGuardian"),
          Map.entry("untangle", "Untangle"),
          Map.entry("menlo security", "Menlo Security"),
          Map.entry("squid", "Squid"),
          Map.entry("mitmproxy", "mitmproxy"),
          Map.entry("charles proxy", "Charles Proxy"),
          Map.entry("do_not_trust_fiddlerroot", "Fiddler"),
          Map.entry("portswigger ca", "Burp Suite"),
          Map.entry("owasp zed attack proxy", "OWASP ZAP"),
          Map.entry("superfish", "Superfish"),
          Map.entry("kaspersky anti-virus personal root", "Kaspersky"),
          Map.entry("kaspersky web anti-virus certification authority", "Kaspersky"),
          Map.entry("eset ssl filter ca", "ESET"),
          Map.entry("avast! web/mail shield", "Avast"),
          Map.entry("avast web/mail shield", "Avast"),
          Map.entry("avg web/mail shield", "AVG"),
          Map.entry("bitdefender personal ca", "Bitdefender"),
          Map.entry("bullguard ssl proxy ca", "BullGuard"),
          Map.entry("adguard personal ca", "AdGuard"),
          Map.entry("dr.web", "Dr.Web"),
          Map.entry("netfilter sdk", "NetFilter SDK"),
          Map.entry("norton web/mail shield", "Norton"));

  private InspectionProducts() {}

  /** The parts of names that betray them, in lower case. */
  public static List<String> marks() {
    return MARKS.stream().map(Map.Entry::getKey).toList();
  }

  /** The product whose CA this distinguished name is. */
  public static Optional<String> named(String distinguishedName) {
    String name = distinguishedName.toLowerCase(Locale.ROOT);
    return MARKS.stream()
        .filter(m -> name.contains(m.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
