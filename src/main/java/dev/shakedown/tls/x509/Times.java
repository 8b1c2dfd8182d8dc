package dev.shakedown.tls.x509;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Time;

/** Reads validity times (RFC 5280 4.1.2.5) without the locale-dependent formats of the JDK. */
final class Times {
  private Times() {}

  /** Throws IllegalArgumentException where it is no time. */
  static Instant instant(Time time) {
    ASN1Primitive value = time.toASN1Primitive();
    // Both give yyyyMMddHHmmss[.fraction]GMT+hh:mm; a two-digit year below 50 is 20xx.
    String text =
        value instanceof ASN1UTCTime utc
            ? utc.getAdjustedTime()
            : org.bouncycastle.asn1.ASN1GeneralizedTime.getInstance(value).getTime();
    try {
      int zone = text.indexOf("GMT");
      ZoneOffset offset = zone < 0 ? ZoneOffset.UTC : ZoneOffset.of(text.substring(zone + 3));
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 4, 2),
              number(text, 6, 2),
              number(text, 8, 2),
              number(text, 10, 2),
              number(text, 12, 2))
          .toInstant(offset);
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("time: " + text, e);
    }
  }

  private static int number(String text, int offset, int length) {
    return Integer.parseInt(text, offset, offset + length, 10);
  }
}
