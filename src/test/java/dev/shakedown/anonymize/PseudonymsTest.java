package dev.shakedown.anonymize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
  private static final PseudonymKey KEY =
      PseudonymKey.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  private final Pseudonyms pseudonyms = new Pseudonyms(KEY);

  @Test
  void keepsWhatNamesHaveInCommon() {
    String host = pseudonyms.text("www.shop.example.com");
    assertTrue(host.endsWith("." + pseudonyms.text("shop.example.com")), host);
    assertEquals("*." + pseudonyms.text("shop.example.com"), pseudonyms.text("*.shop.example.com"));
    assertTrue(host.endsWith(".invalid"), host);
    assertEquals("www.shop.example.com".length(), host.length());
    assertTrue(host.equalsIgnoreCase(pseudonyms.text("WWW.SHOP.EXAMPLE.COM")));
    assertEquals(host + ".", pseudonyms.text("www.shop.example.com."));
  }

  @Test
  void keepsWildcardsOfPrivateTopLevels() {
    String host = pseudonyms.text("nas.lan");
    assertEquals("*" + host.substring(host.indexOf('.')), pseudonyms.text("*.lan"));
  }

  @Test
  void saysTheSameInEveryRunWithTheKey() {
    String text = "CN=shop.example.com,O=Ōsaka Shōten,C=JP";
    assertEquals(pseudonyms.text(text), new Pseudonyms(KEY).text(text));
    assertNotEquals(pseudonyms.text(text), new Pseudonyms(PseudonymKey.random()).text(text));
  }

  @Test
  void keepsWordsOfProtocolsOnly() {
    assertEquals("HTTP/1.1 400 Bad Request", pseudonyms.text("HTTP/1.1 400 Bad Request"));
    String greeting = pseudonyms.text("220 mx7.acme.example ESMTP Postfix at 192.0.2.77:587");
    assertTrue(greeting.startsWith("220 ") && greeting.contains(" ESMTP Postfix at "), greeting);
    assertTrue(greeting.endsWith(":587"), greeting);
    assertFalse(greeting.contains("acme") || greeting.contains("192.0.2.77"), greeting);
  }

  @Test
  void keepsTheSizeOfTextInPackets() {
    for (String text :
        new String[] {
          "PROXY TCP4 192.0.2.1 198.51.100.22 56324 443\r\n",
          "PROXY TCP6 2001:db8::1 ::ffff:192.0.2.7 4 443\r\n",
          "Host: münchen.example\r\nX: 10.0.0.1, 2001:db8:0:1::7",
          "DC=corp,CN=Zoë's \u65e5\u672c Root CA",
        }) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      byte[] result = pseudonyms.text(bytes, StandardCharsets.UTF_8);
      assertEquals(bytes.length, result.length, text);
      assertNotEquals(text, new String(result, StandardCharsets.UTF_8));
    }
  }

  @Test
  void keepsTheNumberOfBitsOfSerials() {
    String serial = "4f00d5ba11adc0ffee";
    String pseudonym = pseudonyms.serial(serial);
    assertNotEquals(serial, pseudonym);
    assertEquals(
        new java.math.BigInteger(serial, 16).bitLength(),
        new java.math.BigInteger(pseudonym, 16).bitLength());
  }
}
