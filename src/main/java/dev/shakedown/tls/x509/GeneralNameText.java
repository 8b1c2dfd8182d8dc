package dev.shakedown.tls.x509;

import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/** Writes a GeneralName (RFC 5280 4.2.1.6) the way certificate viewers do. */
final class GeneralNameText {
  private GeneralNameText() {}

  static String of(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.rfc822Name -> "email:" + text(name);
      case GeneralName.dNSName -> "DNS:" + text(name);
      case GeneralName.uniformResourceIdentifier -> "URI:" + text(name);
      case GeneralName.iPAddress ->
          "IP:" + address(ASN1OctetString.getInstance(name.getName()).getOctets());
      case GeneralName.directoryName -> "dirName:" + name.getName();
      case GeneralName.registeredID -> "RID:" + name.getName();
      case GeneralName.otherName -> "otherName:" + name.getName();
      case GeneralName.x400Address -> "x400Address:" + name.getName();
      case GeneralName.ediPartyName -> "ediPartyName:" + name.getName();
      default -> throw new IllegalArgumentException("GeneralName: tag " + name.getTagNo());
    };
  }

  private static String text(GeneralName name) {
    return ASN1IA5String.getInstance(name.getName()).getString();
  }

  private static String address(byte[] octets) {
    return switch (octets.length) {
      case 4 ->
          (octets[0] & 0xff)
              + "."
              + (octets[1] & 0xff)
              + "."
              + (octets[2] & 0xff)
              + "."
              + (octets[3] & 0xff);
      case 16 -> v6(octets);
      default -> HexFormat.of().formatHex(octets);
    };
  }

  /** The form of RFC 5952: the longest run of zero groups, the first of equals, becomes "::". */
  private static String v6(byte[] octets) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
    }
    int best = -1;
    int bestLength = 1;
    for (int i = 0, run = 0; i < 8; i++) {
      run = groups[i] == 0 ? run + 1 : 0;
      if (run > bestLength) {
        bestLength = run;
        best = i - run + 1;
      }
    }
    StringBuilder text = new StringBuilder(40);
    for (int i = 0; i < 8; i++) {
      if (i == best) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
