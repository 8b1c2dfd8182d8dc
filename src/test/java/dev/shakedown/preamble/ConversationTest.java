package dev.shakedown.preamble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.tcp.Sender;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final String ALERT = "15030300020228";

  @Test
  void passesDirectTlsOnWithoutAnEvent() {
    new Talk()
        .hellos()
        .clientHex(ALERT)
        .expect("")
        .tls(Talk.CLIENT_HELLO + ALERT, Talk.SERVER_HELLO);
  }

  @Test
  void keepsTheFrameOfEverySegment() {
    Talk talk = new Talk().clientHex("1603").clientHex("01003e01").clientHex("00003a0303");
    assertEquals(
        List.of("CLIENT 2 @1", "CLIENT 4 @2", "CLIENT 5 @3", "CLIENT end", "SERVER end", "finish"),
        talk.play(Integer.MAX_VALUE).tlsCalls());
  }

  @Test
  void logsPlaintextAnswersToTls() {
    new Talk()
        .clientHex(Talk.CLIENT_HELLO)
        .server("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nContent-Length: 0\r\n\r\n")
        .expect("SERVER http DATA HTTP/1.1 400 Bad Request")
        .tls(Talk.CLIENT_HELLO, "");
    new Talk()
        .clientHex(Talk.CLIENT_HELLO)
        .server("SSH-2.0-OpenSSH_9.6\r\n")
        .expect("SERVER ssh DATA SSH-2.0-OpenSSH_9.6")
        .tls(Talk.CLIENT_HELLO, "");
    new Talk()
        .port(25)
        .server("220 mail ESMTP\r\n")
        .clientHex(Talk.CLIENT_HELLO)
        .expect("SERVER smtp DATA 220 mail ESMTP")
        .tls(Talk.CLIENT_HELLO, "");
  }

  @Test
  void passesAlertsOnThatAnswerPlaintext() {
    String alert = "1503000002020a";
    new Talk()
        .client("GET /?token=1 HTTP/1.1\r\nHost: a.example\r\n\r\n")
        .serverHex(alert)
        .expect("CLIENT http DATA GET /?… HTTP/1.1")
        .tls("", alert);
    new Talk()
        .client("SSH-2.0-x\r\n")
        .serverHex(alert)
        .expect("CLIENT ssh DATA SSH-2.0-x")
        .tls("", alert);
  }

  @Test
  void takesAnSslv2ClientHelloForTls() {
    String hello = "802e 01 0301 0015 0000 0010" + "000004".repeat(7) + "aa".repeat(16);
    new Talk().clientHex(hello).expect("").tls(hello.replace(" ", ""), "");
  }

  @Test
  void takesOddRecordVersionsOfAHelloForTls() {
    String hello = Talk.CLIENT_HELLO.replaceFirst("160301", "160000");
    new Talk().clientHex(hello).expect("").tls(hello, "");
    String other = "160084" + "00aa8842".repeat(8);
    new Talk().clientHex(other).play(Integer.MAX_VALUE).tls("", "");
  }

  @Test
  void exchangesSidesWhereNoSynProvesThem() {
    Talk talk = new Talk().midStream().serverHex(Talk.CLIENT_HELLO).play(Integer.MAX_VALUE);
    talk.tls(Talk.CLIENT_HELLO, "");
    new Talk().serverHex(Talk.CLIENT_HELLO).play(Integer.MAX_VALUE).tls("", Talk.CLIENT_HELLO);
  }

  @Test
  void findsARecordInTheMiddleOfAStream() {
    Talk talk =
        new Talk().midStream().clientHex("aabbccdd".repeat(10)).clientHex("1703030003aabbcc");
    assertEquals(
        List.of("CLIENT gap 40 @2", "CLIENT 8 @2", "CLIENT end", "SERVER end", "finish"),
        talk.play(Integer.MAX_VALUE).tlsCalls());
    assertEquals("", talk.shownEvents());
  }

  @Test
  void takesTheSideOfATlsPeerForTlsWhereItsBeginningIsLost() {
    Talk talk =
        new Talk()
            .clientHex(Talk.CLIENT_HELLO)
            .gap(Sender.SERVER, 1460)
            .serverHex("aabbccdd".repeat(10))
            .play(Integer.MAX_VALUE);
    assertEquals(List.of("SERVER gap 1460 @3", "SERVER 40 @3"), talk.tlsCalls().subList(1, 3));
    assertEquals("", talk.shownEvents());
  }

  @Test
  void forwardsGapsOfTls() {
    Talk talk = new Talk().hellos().gap(Sender.SERVER, 7).play(Integer.MAX_VALUE);
    assertTrue(talk.tlsCalls().contains("SERVER gap 7 @3"));
  }

  @Test
  void countsWhatItDoesNotShow() {
    Talk talk = new Talk().port(25).server("220 mail ESMTP\r\n");
    for (int i = 0; i < 30; i++) {
      talk.client("NOOP\r\n").server("250 ok\r\n");
    }
    talk.play(Integer.MAX_VALUE);
    assertEquals(26, talk.events().size());
    assertEquals("18", talk.events().get(24).details().get("messages"));
  }

  @Test
  void findsTlsBehindAnUnknownProtocol() {
    new Talk()
        .client("NXSH-8.10.1\n")
        .server("NXD-8.10.1\n")
        .hellos()
        .play(Integer.MAX_VALUE)
        .helloTls();
  }

  @Test
  void survivesAnyBytes() {
    long seed = 20261123;
    Random random = new Random(seed);
    String[] starts = {
      "16",
      "80",
      "12010014",
      "0300001304e0",
      "30",
      "0000000804d2162f",
      "04010050",
      "0501",
      "2a000000",
      "0d0a0d0a000d0a515549540a21",
      "50524f585920",
      "414d5150",
      "485454502f",
      "2b4f4b20",
      "3c3f786d6c20"
    };
    for (int round = 0; round < 20_000; round++) {
      Talk talk = new Talk();
      if (random.nextBoolean()) {
        talk.midStream();
      }
      for (int turn = 0; turn < 4; turn++) {
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        String hex =
            starts[random.nextInt(starts.length)] + java.util.HexFormat.of().formatHex(noise);
        if (random.nextInt(8) == 0) {
          talk.gap(random.nextBoolean() ? Sender.CLIENT : Sender.SERVER, random.nextInt(50) + 1);
        }
        if (random.nextBoolean()) {
          talk.clientHex(hex);
        } else {
          talk.serverHex(hex);
        }
      }
      int segment = 1 + random.nextInt(50);
      try {
        talk.play(segment);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }
}
