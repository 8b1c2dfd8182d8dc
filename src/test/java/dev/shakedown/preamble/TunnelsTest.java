package dev.shakedown.preamble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TunnelsTest {
  private static final String CONNECT = "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n";

  @Test
  void passesTlsOnInsideAnHttpTunnel() {
    Talk talk =
        new Talk()
            .port(3128)
            .client(CONNECT)
            .server("HTTP/1.1 200 Connection established\r\n\r\n")
            .hellos()
            .expect(
                "CLIENT http-connect UPGRADE_REQUEST CONNECT a.example:443 HTTP/1.1",
                "SERVER http-connect UPGRADE_ACCEPTED HTTP/1.1 200 Connection established")
            .helloTls();
    assertEquals("a.example:443", talk.events().get(0).details().get("target"));
  }

  @Test
  void followsASecondConnectAfter407() {
    new Talk()
        .port(3128)
        .client(CONNECT)
        .server(
            "HTTP/1.1 407 Authenticate\r\nProxy-Authenticate: NTLM\r\nContent-Length: 5\r\n\r\nnope\n")
        .client(CONNECT)
        .server("HTTP/1.1 200 OK\r\n\r\n")
        .hellos()
        .expect(
            "CLIENT http-connect UPGRADE_REQUEST CONNECT a.example:443 HTTP/1.1",
            "SERVER http-connect UPGRADE_REFUSED HTTP/1.1 407 Authenticate",
            "CLIENT http-connect UPGRADE_REQUEST CONNECT a.example:443 HTTP/1.1",
            "SERVER http-connect UPGRADE_ACCEPTED HTTP/1.1 200 OK")
        .helloTls();
  }

  @Test
  void passesOverAChunkedBody() {
    new Talk()
        .port(3128)
        .client(CONNECT)
        .server("HTTP/1.1 407 No\r\nTransfer-Encoding: chunked\r\n\r\n")
        .server("5\r\nnope\n\r\n0\r\n\r\n")
        .client(CONNECT)
        .server("HTTP/1.1 200 OK\r\n\r\n")
        .hellos()
        .expect(
            "CLIENT http-connect UPGRADE_REQUEST CONNECT a.example:443 HTTP/1.1",
            "SERVER http-connect UPGRADE_REFUSED HTTP/1.1 407 No",
            "CLIENT http-connect UPGRADE_REQUEST CONNECT a.example:443 HTTP/1.1",
            "SERVER http-connect UPGRADE_ACCEPTED HTTP/1.1 200 OK")
        .helloTls();
  }

  @Test
  void followsStarttlsInsideATunnel() {
    new Talk()
        .port(3128)
        .client(CONNECT)
        .server("HTTP/1.0 200 OK\r\n\r\n220 mail ESMTP\r\n")
        .client("STARTTLS\r\n")
        .server("220 go\r\n")
        .hellos()
        .expect(
            "CLIENT http-connect UPGRADE_REQUEST CONNECT a.example:443 HTTP/1.1",
            "SERVER http-connect UPGRADE_ACCEPTED HTTP/1.0 200 OK",
            "SERVER smtp DATA 220 mail ESMTP",
            "CLIENT smtp-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER smtp-starttls UPGRADE_ACCEPTED 220 go")
        .helloTls();
  }

  @Test
  void knowsUpgradeToTlsInHttp() {
    new Talk()
        .port(631)
        .client("OPTIONS * HTTP/1.1\r\nUpgrade: TLS/1.0\r\nConnection: Upgrade\r\n\r\n")
        .server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.0, HTTP/1.1\r\n\r\n")
        .hellos()
        .expect(
            "CLIENT http-upgrade-tls UPGRADE_REQUEST OPTIONS * HTTP/1.1",
            "SERVER http-upgrade-tls UPGRADE_ACCEPTED HTTP/1.1 101 Switching Protocols")
        .helloTls();
  }

  @Test
  void knowsSocks5() {
    new Talk()
        .port(1080)
        .clientHex("05 01 02")
        .serverHex("05 02")
        .clientHex("01 01 61 01 62")
        .serverHex("01 00")
        .clientHex("05 01 00 03 09 612e6578616d706c65 01bb")
        .serverHex("05 00 00 01 00000000 0000")
        .hellos()
        .expect(
            "CLIENT socks5 DATA methods 2",
            "SERVER socks5 DATA method 2",
            "CLIENT socks5 DATA user name and password …",
            "SERVER socks5 DATA password accepted",
            "CLIENT socks5 UPGRADE_REQUEST CONNECT a.example:443",
            "SERVER socks5 UPGRADE_ACCEPTED 0, succeeded")
        .helloTls();
    new Talk()
        .port(1080)
        .clientHex("05 01 00")
        .serverHex("05 00")
        .clientHex("05 01 00 01 c0000201 01bb")
        .serverHex("05 05 00 01 00000000 0000")
        .expect(
            "CLIENT socks5 DATA methods 0",
            "SERVER socks5 DATA method 0",
            "CLIENT socks5 UPGRADE_REQUEST CONNECT 192.0.2.1:443",
            "SERVER socks5 UPGRADE_REFUSED 5, connection refused");
  }

  @Test
  void knowsSocks4() {
    new Talk()
        .port(1080)
        .clientHex("04 01 01bb 00000001 6100 612e6578616d706c65 00")
        .serverHex("00 5a 0000 00000000")
        .hellos()
        .expect(
            "CLIENT socks4 UPGRADE_REQUEST CONNECT a.example:443",
            "SERVER socks4 UPGRADE_ACCEPTED 90, request granted")
        .helloTls();
    new Talk()
        .port(1080)
        .clientHex("04 01 01bb c0000201 00")
        .serverHex("00 5b 0000 00000000")
        .expect(
            "CLIENT socks4 UPGRADE_REQUEST CONNECT 192.0.2.1:443",
            "SERVER socks4 UPGRADE_REFUSED 91, request rejected or failed");
  }

  @Test
  void readsProxyVersion1() {
    String line = "PROXY TCP4 192.0.2.1 198.51.100.7 50000 443";
    Talk talk =
        new Talk()
            .client(line + "\r\n")
            .hellos()
            .expect("CLIENT proxy-v1 HEADER " + line)
            .helloTls();
    assertEquals("192.0.2.1", talk.events().get(0).details().get("source"));
    assertEquals("443", talk.events().get(0).details().get("destinationPort"));
  }

  @Test
  void readsProxyVersion2() {
    Talk talk =
        new Talk()
            .clientHex(
                """
                0d0a0d0a000d0a515549540a  # signature
                21 11 0014                # PROXY, TCP over IPv4, length
                c0000201 c6336407 c350 01bb
                02 0005 612e6578 61       # authority
                """
                    + Talk.CLIENT_HELLO)
            .serverHex(Talk.SERVER_HELLO)
            .expect(
                "CLIENT proxy-v2 HEADER PROXY protocol version 2, TCP4 192.0.2.1 to 198.51.100.7")
            .helloTls();
    assertEquals("50000", talk.events().get(0).details().get("sourcePort"));
    assertEquals("a.exa", talk.events().get(0).details().get("authority"));
    Talk overTls =
        new Talk()
            .clientHex(
                """
                0d0a0d0a000d0a515549540a  # signature
                21 11 002a                # PROXY, TCP over IPv4, length
                c0000201 c6336407 c350 01bb
                20 0014 03 00000000       # SSL: by TLS, with a certificate, verified
                21 0007 544c5376312e33    # version
                22 0002 6d65              # common name
                30 0004 61622f63          # network namespace
                """
                    + Talk.CLIENT_HELLO)
            .expect(
                "CLIENT proxy-v2 HEADER PROXY protocol version 2, TCP4 192.0.2.1 to 198.51.100.7");
    assertEquals(
        "yes verified TLSv1.3 me ab/c",
        Stream.of("tls", "clientCertificate", "tlsVersion", "clientName", "networkNamespace")
            .map(overTls.events().get(0).details()::get)
            .collect(Collectors.joining(" ")));
    new Talk()
        .clientHex("0d0a0d0a000d0a515549540a 20 00 0000" + Talk.CLIENT_HELLO)
        .expect("CLIENT proxy-v2 HEADER PROXY protocol version 2, no addresses")
        .tls(Talk.CLIENT_HELLO, "");
  }
}
