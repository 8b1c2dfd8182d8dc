package dev.shakedown.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IpAddressTest {
  @Test
  void readsEveryForm() {
    for (String literal :
        List.of(
            "::",
            "::1",
            "1::",
            "2001:db8::1",
            "1:2:3:4:5:6:7:8",
            "fe80::A:b",
            "1:2:3:4:5:6:7::",
            "::ffff:192.0.2.1",
            "64:ff9b::192.0.2.33",
            "0:0:0:0:0:ffff:c000:201",
            "192.0.2.1")) {
      assertEquals(java(literal), IpAddress.parse(literal), literal);
    }
  }

  /** The JDK would ask a name server about some of them. */
  @Test
  void refusesWhatOnlyLooksLikeOne() {
    for (String literal :
        List.of(
            ".::1",
            ".:a",
            ":",
            ":1",
            "1:",
            ":::",
            "1::2::3",
            "12345::",
            "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7:8::",
            "::1.2.3",
            "1.2.3.4::",
            "::1.2.3.4:5",
            "::256.1.1.1",
            "::+1",
            "g::",
            "")) {
      assertEquals(Optional.empty(), IpAddress.parse(literal), literal);
    }
  }

  @Test
  void agreesWithTheJdk() {
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder().append(random.nextBoolean() ? ':' : 'f');
      int length = random.nextInt(20);
      for (int j = 0; j < length; j++) {
        text.append(":::1fa0".charAt(random.nextInt(7)));
      }
      String literal = text.append(':').append(random.nextBoolean() ? "1" : "").toString();
      if (literal.matches(".*[^:]{5}.*")) {
        continue; // Java takes 01f01 for a group, RFC 4291 does not
      }
      assertEquals(java(literal), IpAddress.parse(literal), literal);
    }
  }

  /** Only for what begins with a digit or colon, and has a colon: then Java asks nobody. */
  private static Optional<IpAddress> java(String literal) {
    try {
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      return Optional.of(IpAddress.read(bytes, 0, bytes.length == 16));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
