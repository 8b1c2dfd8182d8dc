package dev.shakedown.preamble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryDialoguesTest {
  private static final String LDAP_REQUEST =
      """
      30 1d                      # LDAPMessage
      02 01 01                   # messageID
      77 18 80 16                # extendedReq, requestName
      31 2e 33 2e 36 2e 31 2e 34 2e 31 2e 31 34 36 36 2e 32 30 30 33 37
      """;

  private static final String MYSQL_GREETING =
      """
      2a 00 00 00                # length 42, sequence 0
      0a 38 2e 30 2e 33 36 00    # protocol 10, "8.0.36"
      01 00 00 00                # thread
      01 02 03 04 05 06 07 08 00 # nonce, filler
      %s                         # capabilities, lower half
      ff 02 00 ff df 15          # character set, status, capabilities
      00 00 00 00 00 00 00 00 00 00 00 00 00
      """;

  @Test
  void knowsLdap() {
    new Talk()
        .port(389)
        .clientHex(LDAP_REQUEST)
        .serverHex("30 0c 02 01 01 78 07 0a 01 00 04 00 04 00")
        .hellos()
        .expect(
            "CLIENT ldap-starttls UPGRADE_REQUEST StartTLS request",
            "SERVER ldap-starttls UPGRADE_ACCEPTED StartTLS response, result code 0")
        .helloTls();
    new Talk()
        .port(389)
        .clientHex(LDAP_REQUEST)
        .serverHex("30 0c 02 01 01 78 07 0a 01 34 04 00 04 00")
        .expect(
            "CLIENT ldap-starttls UPGRADE_REQUEST StartTLS request",
            "SERVER ldap-starttls UPGRADE_REFUSED StartTLS response, result code 52")
        .tls("", "");
  }

  @Test
  void knowsPostgresql() {
    new Talk()
        .port(5432)
        .clientHex("00000008 04d2162f")
        .server("S")
        .hellos()
        .expect(
            "CLIENT postgres-sslrequest UPGRADE_REQUEST SSLRequest",
            "SERVER postgres-sslrequest UPGRADE_ACCEPTED S: accepted")
        .helloTls();
    new Talk()
        .port(5432)
        .clientHex("00000008 04d21630")
        .server("N")
        .clientHex("00000008 04d2162f")
        .server("N")
        .clientHex("00000010 00030000 7573657200 6100 00")
        .expect(
            "CLIENT postgres-gssencrequest UPGRADE_REQUEST GSSENCRequest",
            "SERVER postgres-gssencrequest UPGRADE_REFUSED N: refused",
            "CLIENT postgres-sslrequest UPGRADE_REQUEST SSLRequest",
            "SERVER postgres-sslrequest UPGRADE_REFUSED N: refused",
            "CLIENT postgresql DATA StartupMessage, protocol 3.0");
    new Talk()
        .clientHex("00000008 04d2162f")
        .serverHex("45 00000013 4d 746f6f206d616e7900 43 353300 00")
        .expect(
            "CLIENT postgres-sslrequest UPGRADE_REQUEST SSLRequest",
            "SERVER postgres-sslrequest UPGRADE_REFUSED Error: too many");
  }

  /** Also where its first packet comes in small pieces. */
  @Test
  void knowsOpenVpn() {
    String reset = "000e 38" + "a7".repeat(13);
    String answer = "001a 40" + "b8".repeat(25);
    Talk both = new Talk().port(443).clientHex(reset).serverHex(answer);
    assertEquals(List.of("openvpn"), protocols(both.play(Integer.MAX_VALUE)));
    assertEquals(List.of("openvpn"), protocols(both.play(9)));
    Talk two = new Talk().port(443).clientHex(reset + "0005 2800000000");
    assertEquals(List.of("openvpn"), protocols(two.play(Integer.MAX_VALUE)));
    Talk other = new Talk().port(443).clientHex(reset + "ffff ff");
    assertEquals(List.of("unknown"), protocols(other.play(Integer.MAX_VALUE)));
  }

  private static List<String> protocols(Talk talk) {
    return talk.events().stream().map(PlaintextEvent::protocol).distinct().toList();
  }

  @Test
  void knowsMysql() {
    String request = "20 00 00 01 05 ae 00 00 00 00 00 01 21" + "00".repeat(23);
    new Talk()
        .port(3306)
        .serverHex(MYSQL_GREETING.formatted("ff ff"))
        .clientHex(request)
        .hellos()
        .expect(
            "SERVER mysql DATA greeting, version 8.0.36, TLS offered",
            "CLIENT mysql-ssl UPGRADE_REQUEST SSLRequest")
        .helloTls();
    Talk without =
        new Talk().port(3306).serverHex(MYSQL_GREETING.formatted("ff f7")).play(Integer.MAX_VALUE);
    assertEquals("not offered", without.events().get(0).details().get("tls"));
    new Talk()
        .port(3306)
        .serverHex("0a 00 00 00 ff 69 04 626c6f636b6564")
        .expect("SERVER mysql DATA Error 1129: blocked");
  }

  @Test
  void unwrapsTds() {
    String prelogin = "12 01 0014 0000 01 00  01 0006 0001 ff %s 0000000000".formatted("%s");
    String client = wrapped(Talk.CLIENT_HELLO);
    String server = wrapped(Talk.SERVER_HELLO);
    String data = "1703030004aabbccdd";
    new Talk()
        .port(1433)
        .clientHex(prelogin.formatted("01"))
        .serverHex(prelogin.formatted("01"))
        .clientHex(client)
        .serverHex(server)
        .clientHex(data)
        .serverHex(data)
        .expect(
            "CLIENT tds-prelogin UPGRADE_REQUEST PRELOGIN, ENCRYPT_ON",
            "SERVER tds-prelogin UPGRADE_ACCEPTED PRELOGIN response, ENCRYPT_ON")
        .tls(Talk.CLIENT_HELLO + data, Talk.SERVER_HELLO + data);
    new Talk()
        .port(1433)
        .clientHex(prelogin.formatted("01"))
        .serverHex(prelogin.formatted("02"))
        .expect(
            "CLIENT tds-prelogin UPGRADE_REQUEST PRELOGIN, ENCRYPT_ON",
            "SERVER tds-prelogin UPGRADE_REFUSED PRELOGIN response, ENCRYPT_NOT_SUP");
  }

  @Test
  void endsTdsEncryptionAfterTheLogin() {
    String prelogin = "12 01 0014 0000 01 00  01 0006 0001 ff 00 0000000000";
    String login = "1703030004aabbccdd";
    new Talk()
        .port(1433)
        .clientHex(prelogin)
        .serverHex(prelogin)
        .clientHex(wrapped(Talk.CLIENT_HELLO))
        .serverHex(wrapped(Talk.SERVER_HELLO))
        .clientHex(login)
        .serverHex("04 01 000c 0000 01 00 e3 00 00 00")
        .clientHex("01 01 000c 0000 01 00 53 00 45 00")
        .expect(
            "CLIENT tds-prelogin UPGRADE_REQUEST PRELOGIN, ENCRYPT_OFF",
            "SERVER tds-prelogin UPGRADE_ACCEPTED PRELOGIN response, ENCRYPT_OFF",
            "SERVER tds DATA response",
            "CLIENT tds DATA packet type 0x01")
        .tls(Talk.CLIENT_HELLO + login, Talk.SERVER_HELLO);
  }

  private static String wrapped(String record) {
    return "1201%04x00000100".formatted(8 + record.length() / 2) + record;
  }

  @Test
  void knowsRdp() {
    String request = "03 00 00 13 0e e0 00 00 00 00 00 01 00 08 00 03 00 00 00";
    new Talk()
        .port(3389)
        .clientHex(request)
        .serverHex("03 00 00 13 0e d0 00 00 12 34 00 02 00 08 00 01 00 00 00")
        .hellos()
        .expect(
            "CLIENT rdp-negotiation UPGRADE_REQUEST Connection Request for TLS, CredSSP",
            "SERVER rdp-negotiation UPGRADE_ACCEPTED Connection Confirm, TLS")
        .helloTls();
    new Talk()
        .port(3389)
        .clientHex(request)
        .serverHex("03 00 00 13 0e d0 00 00 12 34 00 03 00 08 00 05 00 00 00")
        .expect(
            "CLIENT rdp-negotiation UPGRADE_REQUEST Connection Request for TLS, CredSSP",
            "SERVER rdp-negotiation UPGRADE_REFUSED Negotiation Failure: HYBRID_REQUIRED_BY_SERVER");
  }

  @Test
  void knowsAmqp() {
    new Talk()
        .port(5672)
        .client("AMQP\2\1\0\0")
        .server("AMQP\2\1\0\0")
        .hellos()
        .expect(
            "CLIENT amqp-tls UPGRADE_REQUEST AMQP 2 1.0.0",
            "SERVER amqp-tls UPGRADE_ACCEPTED AMQP 2 1.0.0")
        .helloTls();
    new Talk()
        .port(5672)
        .client("AMQP\2\1\0\0")
        .server("AMQP\0\0\11\1")
        .expect(
            "CLIENT amqp-tls UPGRADE_REQUEST AMQP 2 1.0.0",
            "SERVER amqp-tls UPGRADE_REFUSED AMQP 0 0.9.1");
  }
}
