package dev.shakedown.anonymize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.packet.IpAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPseudonymsTest {
  /** The key of the sample trace that comes with the authors' implementation. */
  private static final byte[] KEY = {
    21,
    34,
    23,
    (byte) 141,
    51,
    (byte) 164,
    (byte) 207,
    (byte) 128,
    19,
    10,
    91,
    22,
    73,
    (byte) 144,
    125,
    16,
    (byte) 216,
    (byte) 152,
    (byte) 143,
    (byte) 131,
    121,
    121,
    101,
    39,
    98,
    87,
    76,
    45,
    42,
    (byte) 132,
    34,
    2
  };

  /** IPv4 from the sample trace; IPv6 as other implementations do it with the same key. */
  @ParameterizedTest
  @CsvSource({
    "128.11.68.132, 135.242.180.132",
    "129.118.74.4, 134.136.186.123",
    "130.132.252.244, 133.68.164.234",
    "141.223.7.43, 141.167.8.160",
    "141.233.145.108, 141.129.237.235",
    "152.163.225.39, 151.140.114.167",
    "156.29.3.236, 147.225.12.42",
    "165.247.96.84, 162.9.99.234",
    "166.107.77.190, 160.132.178.185",
    "192.102.249.13, 252.138.62.131",
    "64.39.15.238, 0.219.7.41",
    "10.185.25.118, 117.161.29.118",
    "::1, 78ff:f001:9fc0:20df:8380:b1f1:704:ed",
    "::ffff, 78ff:f001:9fc0:20df:8380:b1f1:704:f838",
    "2001:db8::1, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
    "2001:db8::2, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c"
  })
  void agreesWithTheReference(String address, String pseudonym) {
    assertEquals(pseudonym, of(address));
  }

  @Test
  void keepsTheFormOfAnAddressMappedIntoIpv6() {
    assertEquals("::ffff:135.242.180.132", of("::ffff:128.11.68.132"));
  }

  @Test
  void sharesPrefixesAsTheRealOnesDo() {
    AddressPseudonyms pseudonyms = new AddressPseudonyms(KEY);
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      long one = random.nextInt() & 0xffffffffL;
      long other = one ^ (random.nextInt() & 0xffffffffL) >>> random.nextInt(32);
      long difference =
          pseudonyms.of(new IpAddress(false, 0, one)).low()
              ^ pseudonyms.of(new IpAddress(false, 0, other)).low();
      assertEquals(Long.numberOfLeadingZeros(one ^ other), Long.numberOfLeadingZeros(difference));
    }
  }

  private static String of(String address) {
    return new AddressPseudonyms(KEY).of(AddressTexts.parse(address).orElseThrow()).toString();
  }
}
