package dev.shakedown.preamble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LineDialoguesTest {
  private static Talk smtpUntilEhlo() {
    return new Talk()
        .port(25)
        .server("220 mail.example ESMTP ready\r\n")
        .client("EHLO me.example\r\n")
        .server("250-mail.example\r\n250-STARTTLS\r\n250 HELP\r\n");
  }

  @Test
  void passesTlsOnAfterSmtpStarttls() {
    Talk talk =
        smtpUntilEhlo()
            .client("STARTTLS\r\n")
            .server("220 2.0.0 Ready\r\n")
            .hellos()
            .expect(
                "SERVER smtp DATA 220 mail.example ESMTP ready",
                "CLIENT smtp DATA EHLO me.example",
                "SERVER smtp DATA 250-mail.example",
                "CLIENT smtp-starttls UPGRADE_REQUEST STARTTLS",
                "SERVER smtp-starttls UPGRADE_ACCEPTED 220 2.0.0 Ready")
            .helloTls();
    assertEquals(Map.of("starttls", "offered"), talk.events().get(2).details());
  }

  @Test
  void namesSmtpRefusal() {
    smtpUntilEhlo()
        .client("STARTTLS\r\n")
        .server("454 4.7.0 TLS not available\r\n")
        .client("QUIT\r\n")
        .server("221 bye\r\n")
        .expect(
            "SERVER smtp DATA 220 mail.example ESMTP ready",
            "CLIENT smtp DATA EHLO me.example",
            "SERVER smtp DATA 250-mail.example",
            "CLIENT smtp-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER smtp-starttls UPGRADE_REFUSED 454 4.7.0 TLS not available",
            "CLIENT smtp DATA QUIT",
            "SERVER smtp DATA 221 bye")
        .tls("", "");
  }

  @Test
  void findsTheAnswerToAPipelinedStarttls() {
    new Talk()
        .port(25)
        .server("220 mail.example ESMTP\r\n")
        .client("EHLO me\r\nSTARTTLS\r\n")
        .server("250 mail.example\r\n502 no\r\n")
        .expect(
            "SERVER smtp DATA 220 mail.example ESMTP",
            "CLIENT smtp DATA EHLO me",
            "CLIENT smtp-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER smtp DATA 250 mail.example",
            "SERVER smtp-starttls UPGRADE_REFUSED 502 no");
  }

  @Test
  void neverShowsCredentials() {
    Talk talk =
        smtpUntilEhlo()
            .client("AUTH PLAIN c2VjcmV0\r\n")
            .server("334 c2VjcmV0\r\n")
            .client("c2VjcmV0\r\n")
            .server("235 ok\r\n")
            .play(7);
    assertFalse(talk.shownEvents().contains("c2VjcmV0"), talk.shownEvents());
    assertEquals("AUTH …", talk.events().get(3).gist());
    assertEquals("334 …", talk.events().get(4).gist());
    assertEquals("…", talk.events().get(5).gist());
  }

  @Test
  void takesAnswersAndRequestsOutOfStep() {
    smtpUntilEhlo()
        .server("220 go ahead\r\n")
        .client("STARTTLS\r\n")
        .hellos()
        .play(Integer.MAX_VALUE)
        .helloTls();
  }

  @Test
  void knowsLmtp() {
    new Talk()
        .port(24)
        .server("220 mail.example LMTP ready\r\n")
        .client("LHLO me\r\n")
        .server("250 STARTTLS\r\n")
        .client("STARTTLS\r\n")
        .server("220 go\r\n")
        .hellos()
        .expect(
            "SERVER lmtp DATA 220 mail.example LMTP ready",
            "CLIENT lmtp DATA LHLO me",
            "SERVER lmtp DATA 250 STARTTLS",
            "CLIENT lmtp-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER lmtp-starttls UPGRADE_ACCEPTED 220 go")
        .helloTls();
  }

  @Test
  void knowsFtp() {
    new Talk()
        .port(21)
        .server("220 Authorized users only\r\n")
        .client("AUTH TLS\r\n")
        .server("234 Proceed\r\n")
        .hellos()
        .expect(
            "SERVER ftp DATA 220 Authorized users only",
            "CLIENT ftp-auth-tls UPGRADE_REQUEST AUTH TLS",
            "SERVER ftp-auth-tls UPGRADE_ACCEPTED 234 Proceed")
        .helloTls();
    new Talk()
        .port(9021)
        .server("220 (vsFTPd 3.0.3)\r\n")
        .client("AUTH SSL\r\n")
        .server("530 Please login\r\n")
        .client("USER me\r\n")
        .expect(
            "SERVER ftp DATA 220 (vsFTPd 3.0.3)",
            "CLIENT ftp-auth-tls UPGRADE_REQUEST AUTH SSL",
            "SERVER ftp-auth-tls UPGRADE_REFUSED 530 Please login",
            "CLIENT ftp DATA USER …");
  }

  @Test
  void knowsNntp() {
    new Talk()
        .port(119)
        .server("200 news.example ready\r\n")
        .client("STARTTLS\r\n")
        .server("382 Continue\r\n")
        .hellos()
        .expect(
            "SERVER nntp DATA 200 news.example ready",
            "CLIENT nntp-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER nntp-starttls UPGRADE_ACCEPTED 382 Continue")
        .helloTls();
    new Talk()
        .port(119)
        .server("200 news.example ready\r\n")
        .client("STARTTLS\r\n")
        .server("580 Can not initiate TLS\r\n")
        .expect(
            "SERVER nntp DATA 200 news.example ready",
            "CLIENT nntp-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER nntp-starttls UPGRADE_REFUSED 580 Can not initiate TLS");
  }

  @Test
  void knowsImap() {
    new Talk()
        .port(143)
        .server("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n")
        .client("a STARTTLS\r\n")
        .server("a OK Begin TLS\r\n")
        .hellos()
        .expect(
            "SERVER imap DATA * OK [CAPABILITY IMAP4rev1 STARTTLS] ready",
            "CLIENT imap-starttls UPGRADE_REQUEST a STARTTLS",
            "SERVER imap-starttls UPGRADE_ACCEPTED a OK Begin TLS")
        .helloTls();
  }

  @Test
  void passesAClientHelloOnThatIgnoresARefusal() {
    new Talk()
        .port(143)
        .server("* OK ready\r\n")
        .client(". STARTTLS\r\n")
        .server(". BAD TLS is not enabled\r\n")
        .clientHex(Talk.CLIENT_HELLO)
        .server("* BAD Error in command\r\n")
        .expect(
            "SERVER imap DATA * OK ready",
            "CLIENT imap-starttls UPGRADE_REQUEST . STARTTLS",
            "SERVER imap-starttls UPGRADE_REFUSED . BAD TLS is not enabled",
            "SERVER imap DATA * BAD Error in command")
        .tls(Talk.CLIENT_HELLO, "");
  }

  @Test
  void knowsPop3() {
    new Talk()
        .port(110)
        .server("+OK ready\r\n")
        .client("STLS\r\n")
        .server("+OK begin\r\n")
        .hellos()
        .expect(
            "SERVER pop3 DATA +OK ready",
            "CLIENT pop3-stls UPGRADE_REQUEST STLS",
            "SERVER pop3-stls UPGRADE_ACCEPTED +OK begin")
        .helloTls();
    new Talk()
        .port(110)
        .server("+OK ready\r\n")
        .client("STLS\r\n")
        .server("-ERR no\r\n")
        .client("PASS secret\r\n")
        .expect(
            "SERVER pop3 DATA +OK ready",
            "CLIENT pop3-stls UPGRADE_REQUEST STLS",
            "SERVER pop3-stls UPGRADE_REFUSED -ERR no",
            "CLIENT pop3 DATA PASS …");
  }

  @Test
  void knowsManageSieve() {
    String greeting = "\"IMPLEMENTATION\" \"Pigeonhole\"\r\n\"STARTTLS\"\r\nOK ready\r\n";
    new Talk()
        .port(4190)
        .server(greeting)
        .client("STARTTLS\r\n")
        .server("OK begin\r\n")
        .hellos()
        .expect(
            "SERVER sieve DATA \"IMPLEMENTATION\" \"Pigeonhole\"",
            "SERVER sieve DATA \"STARTTLS\"",
            "SERVER sieve DATA OK ready",
            "CLIENT sieve-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER sieve-starttls UPGRADE_ACCEPTED OK begin")
        .helloTls();
    new Talk()
        .server("\"SIEVE\" \"fileinto\"\r\nOK\r\n")
        .client("STARTTLS\r\n")
        .server("NO not here\r\n")
        .expect(
            "SERVER sieve DATA \"SIEVE\" \"fileinto\"",
            "SERVER sieve DATA OK",
            "CLIENT sieve-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER sieve-starttls UPGRADE_REFUSED NO not here");
  }

  @Test
  void knowsIrc() {
    new Talk()
        .port(6667)
        .client("STARTTLS\r\n")
        .server(":irc.example NOTICE AUTH :*** Looking up\r\n:irc.example 670 me :go\r\n")
        .hellos()
        .expect(
            "CLIENT irc-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER irc DATA :irc.example NOTICE AUTH :*** Looking up",
            "SERVER irc-starttls UPGRADE_ACCEPTED :irc.example 670 me :go")
        .helloTls();
    new Talk()
        .port(6667)
        .client("STARTTLS\r\n")
        .server(":irc.example 691 me :no\r\n")
        .expect(
            "CLIENT irc-starttls UPGRADE_REQUEST STARTTLS",
            "SERVER irc-starttls UPGRADE_REFUSED :irc.example 691 me :no");
  }

  @Test
  void knowsXmpp() {
    Talk talk =
        new Talk()
            .port(5222)
            .client("<?xml version='1.0'?><stream:stream to='example.org' version='1.0'>")
            .server("<?xml version='1.0'?><stream:stream from='example.org'>")
            .client("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
            .server("<proceed/>")
            .hellos()
            .play(1)
            .helloTls()
            .play(Integer.MAX_VALUE)
            .helloTls();
    assertEquals("example.org", talk.events().get(0).details().get("to"));
    assertEquals(PlaintextEvent.Role.UPGRADE_ACCEPTED, talk.events().get(3).role());
    Talk refused =
        new Talk()
            .client("<stream:stream to='a'>")
            .client("<starttls/>")
            .server("<failure/></stream:stream>")
            .play(Integer.MAX_VALUE);
    assertEquals(
        "CLIENT xmpp-starttls UPGRADE_REQUEST <starttls/>\n"
            + "SERVER xmpp-starttls UPGRADE_REFUSED <failure/>",
        refused.shownEvents().lines().skip(1).limit(2).reduce((a, b) -> a + "\n" + b).orElse(""));
  }

  @Test
  void controlCharactersInALineDoNotHideTheProtocol() {
    new Talk()
        .port(25)
        .server("220 mail.example \033[1mESMTP\033[0m\r\n")
        .client("EHLO \007me\r\n")
        .expect("SERVER smtp DATA 220 mail.example .[1mESMTP.[0m", "CLIENT smtp DATA EHLO .me");
    new Talk()
        .port(80)
        .client("GET /\033[31m HTTP/1.1\r\nHost: a\r\n\r\n")
        .expect("CLIENT http DATA GET /.[31m HTTP/1.1");
    new Talk()
        .port(3128)
        .client("CONNECT a\033.example:443 HTTP/1.1\r\n\r\n")
        .server("HTTP/1.1 200 \033OK\r\n\r\n")
        .hellos()
        .expect(
            "CLIENT http-connect UPGRADE_REQUEST CONNECT a..example:443 HTTP/1.1",
            "SERVER http-connect UPGRADE_ACCEPTED HTTP/1.1 200 .OK")
        .helloTls();
  }

  @Test
  void tellsNatsFromHttpAndHidesItsCredentials() {
    Talk talk =
        new Talk()
            .port(4222)
            .server("INFO {\"server_id\":\"N\",\"tls_required\":true} \r\n")
            .client("CONNECT {\"verbose\":false,\"pass\":\"secret\"}\r\nPING\r\n")
            .server("-ERR 'Secure Connection - TLS Required'\r\n")
            .expect(
                "SERVER nats DATA INFO …",
                "CLIENT nats DATA CONNECT …",
                "CLIENT nats DATA PING",
                "SERVER nats DATA -ERR 'Secure Connection - TLS Required'");
    assertEquals(Map.of("tls", "required"), talk.events().get(0).details());
    assertEquals(Map.of("expectsTls", "true"), talk.events().get(3).details());
  }

  @Test
  void passesTlsOnAfterNatsAskedForIt() {
    new Talk()
        .port(4222)
        .server("INFO {\"server_id\":\"N\",\"tls_required\":true} \r\n")
        .hellos()
        .expect("SERVER nats DATA INFO …")
        .helloTls();
  }
}
