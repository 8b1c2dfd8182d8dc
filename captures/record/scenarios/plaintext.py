"""2xx: plaintext before, after or in place of TLS."""
from scenario import Scenario, completed, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

TEXT_TO_TLS = ("failed|not-tls", "tcp-established|preamble", "server|client")
TLS_TO_TEXT = ("failed", "client-hello|preamble|tcp-established", "server|client", "tls-to-plaintext-port")
PROXY_V2 = "0d0a0d0a000d0a515549540a2111000cc6336463cb007114d43101bb"  # 198.51.100.99:54321 to 203.0.113.20:443
TINYPROXY = """cat > $TMP/tinyproxy.conf <<END
Port 8888
Listen 0.0.0.0
Timeout 20
MaxClients 10
Allow 198.51.100.0/24
ConnectPort {}
END
exec tinyproxy -d -c $TMP/tinyproxy.conf"""


def tinyproxy(connect_port):
    return Peer(TINYPROXY.format(connect_port), "tinyproxy")


def proxied(options=""):
    return curl(f"--proxy http://$SERVER:8888 {options}", url="https://$SERVER/")


def mail(scheme, port):
    """curl, which insists on the upgrade."""
    return curl("--ssl-reqd --user buyer:secret", url=f"{scheme}://$SERVER:{port}/", host="")


SCENARIOS = (
    Scenario("201-http-to-tls-port", "curl speaks http:// to nginx's TLS port; nginx answers 400 in plaintext.",
             curl(url="http://shop.example.com:443/"), nginx(),
             expect("failed|not-tls", "tcp-established|preamble", "server|client", "plaintext-http-to-tls-port"),
             proof=('frame contains "GET / HTTP/1.1"', 'frame contains "plain HTTP request"', "not tls.handshake")),
    Scenario("202-tls-to-http-port", "curl speaks https:// to a port where nginx speaks HTTP; the answer is 400.",
             curl(), nginx_http('server { listen 443; return 200 "hello"; }'),
             expect("failed", "client-hello", "server|client", "tls-to-plaintext-port"),
             proof=("tls.handshake.type == 1", 'frame contains "HTTP/1.1 400"', "not tls.handshake.type == 2")),
    Scenario("203-http-to-openssl", "curl speaks http:// to OpenSSL's TLS port; the server closes without a word.",
             curl(url="http://shop.example.com:443/"), s_server(), expect(*TEXT_TO_TLS, "plaintext-http-to-tls-port"),
             proof=('frame contains "GET / HTTP/1.1"', "tcp.flags.fin == 1 && tcp.srcport == 443",
                    "not tcp.srcport == 443 && tcp.len > 0")),
    Scenario("204-http-to-jsse", "curl speaks http:// to a JSSE server, which answers with a TLS alert.",
             curl(url="http://shop.example.com:443/"), jsse_server(), expect(*TEXT_TO_TLS, "plaintext-http-to-tls-port"),
             proof=('frame contains "GET / HTTP/1.1"', "tcp.srcport == 443 && tcp.payload[0] == 15")),
    Scenario("205-ssh-to-tls-port", "An SSH client's greeting arrives at OpenSSL's TLS port.",
             text_client("SSH-2.0-OpenSSH_9.2p1\\r\\n"), s_server(), expect(*TEXT_TO_TLS, "plaintext-to-tls-port"),
             proof=('frame contains "SSH-2.0"', "tcp.flags.fin == 1 && tcp.srcport == 443")),
    Scenario("206-smtp-to-tls-port", "A mail client speaks EHLO to GnuTLS's TLS port; the server answers with an alert.",
             text_client("EHLO client.example.com\\r\\n"), gnutls_serv(), expect(*TEXT_TO_TLS, "plaintext-to-tls-port"),
             proof=('frame contains "EHLO"', "tcp.srcport == 443 && tcp.payload[0] == 15")),
    Scenario("207-tls-to-smtp", "A client speaks TLS to a mail port that begins with its 220 greeting.",
             s_client(host="$SERVER:25"), plain("greet-'220 mail.example.com ESMTP\\r\\n'", "25"), expect(*TLS_TO_TEXT),
             port=25, proof=('frame contains "220 mail"', "frame contains 16:03:01")),
    Scenario("208-tls-to-ssh", "A Go client speaks TLS to an SSH port.",
             go_client(), plain("greet-'SSH-2.0-OpenSSH_9.2p1\\r\\n'"), expect(*TLS_TO_TEXT),
             proof=('frame contains "SSH-2.0"', "frame contains 16:03:01")),
    Scenario("209-tls-to-line-protocol", "A GnuTLS client speaks TLS to a key-value store, which answers with an error line.",
             gnutls_cli(), plain("echo-'-ERR unknown command\\r\\n'"), expect(*TLS_TO_TEXT),
             proof=('frame contains "-ERR unknown"', "tls.handshake.type == 1")),
    Scenario("210-proxy-header-unexpected-nginx",
             "A PROXY protocol header (version 1) stands before the ClientHello, nginx does not expect one.",
             curl("--haproxy-protocol"), nginx(),
             expect("failed", "preamble|client-hello", "server", "proxy-header-unexpected"), at="server",
             proof=('frame contains "PROXY TCP4"', "not tls.handshake.type == 2")),
    Scenario("211-proxy-header-unexpected-openssl",
             "A PROXY protocol header (version 2) stands before the ClientHello, OpenSSL does not expect one.",
             driven_client(f"--prefix-hex {PROXY_V2}"), s_server(),
             expect("failed", "preamble|client-hello", "server", "proxy-header-unexpected"), hand_built=True,
             proof=("frame contains 0d:0a:0d:0a:00:0d:0a", "not tls.handshake.type == 2")),
    Scenario("212-proxy-header-missing-nginx", "nginx waits for a PROXY protocol header and closes on a bare ClientHello.",
             curl(), nginx(listen="443 ssl proxy_protocol"),
             expect("failed", "client-hello|tcp-established", "server", "proxy-header-missing", "closed-during-handshake",
                    "reset-after-client-hello"),
             proof=("tls.handshake.type == 1", "not tls.handshake.type == 2", "not tls.alert_message")),
    Scenario("213-proxy-header-missing-haproxy", "The same with HAProxy.",
             go_client(), haproxy("bind :443 accept-proxy ssl crt $PKI/good.both"),
             expect("failed", "client-hello|tcp-established", "server", "proxy-header-missing", "closed-during-handshake",
                    "reset-after-client-hello"),
             proof=("tls.handshake.type == 1", "not tls.handshake.type == 2", "not tls.alert_message")),
    Scenario("214-proxy-header-nginx", "A PROXY protocol header (version 1) as nginx expects it; the handshake completes.",
             curl("--haproxy-protocol"), nginx(listen="443 ssl proxy_protocol"), completed(),
             proof=('frame contains "PROXY TCP4"', 'frame contains 16:03:01')),
    Scenario("215-proxy-header-haproxy", "A PROXY protocol header (version 2) as HAProxy expects it; the handshake completes.",
             driven_client(f"--prefix-hex {PROXY_V2}"), haproxy("bind :443 accept-proxy ssl crt $PKI/good.both"), completed(),
             hand_built=True,
             proof=("frame contains 0d:0a:0d:0a:00:0d:0a", "tcp.srcport == 443 && tcp.payload[0:3] == 16:03:03")),
    Scenario("216-starttls-smtp", "SMTP STARTTLS, and the handshake completes.",
             upgraded("smtp", 25), plain("smtp", "25 $PKI/good.chain $PKI/good.key"), completed(), port=25,
             proof=('frame contains "STARTTLS"', 'frame contains "220 2.0.0"', "tls.app_data")),
    Scenario("217-starttls-smtp-refused", "The mail server answers STARTTLS with 454; curl insists on TLS and gives up.",
             mail("smtp", 25), plain("smtp", "25"), expect("failed|not-tls", "preamble", "server|client", "starttls-refused"),
             port=25, proof=('frame contains "454 4.7.0"', "not tls")),
    Scenario("218-starttls-imap", "IMAP STARTTLS, and the handshake completes.",
             upgraded("imap", 143), plain("imap", "143 $PKI/good.chain $PKI/good.key"), completed(), port=143,
             proof=('frame contains "STARTTLS"', "tls.app_data")),
    Scenario("219-starttls-imap-refused", "The server answers IMAP STARTTLS with NO; curl insists on TLS and gives up.",
             mail("imap", 143), plain("imap", "143"), expect("failed|not-tls", "preamble", "server|client", "starttls-refused"),
             port=143, proof=('frame contains "NO TLS unavailable"', "not tls")),
    Scenario("220-starttls-postgres", "PostgreSQL SSLRequest answered with S, and the handshake completes.",
             upgraded("postgres", 5432), plain("postgres", "5432 $PKI/good.chain $PKI/good.key"), completed(), port=5432,
             proof=("frame contains 00:00:00:08:04:d2:16:2f", "tls.app_data")),
    Scenario("221-starttls-postgres-refused", "PostgreSQL SSLRequest answered with N (ssl = off).",
             upgraded("postgres", 5432), plain("postgres", "5432"),
             expect("failed|not-tls", "preamble", "server|client", "starttls-refused"), port=5432,
             proof=("frame contains 00:00:00:08:04:d2:16:2f", "tcp.srcport == 5432 && tcp.len == 1 && tcp.payload == 4e")),
    Scenario("222-starttls-ldap-refused", "A directory server refuses LDAP StartTLS.",
             upgraded("ldap", 389), plain("ldap", "389"),
             expect("failed|not-tls", "preamble", "server|client", "starttls-refused"), port=389,
             proof=('frame contains "1.3.6.1.4.1.1466.20037"', 'frame contains "TLS not available"', "not tls.handshake")),
    Scenario("223-starttls-pop3-untrusted", "POP3 STLS is accepted, then the client does not trust the private CA, TLS 1.2.",
             s_client("-starttls pop3 -tls1_2", host="$SERVER:110", trust="other-root"),
             plain("pop3", "110 $PKI/good.chain $PKI/good.key"),
             expect("failed", "server-hello-done", "client", "certificate-untrusted", "certificate-chain-incomplete"), port=110,
             proof=('frame contains "STLS"', "tls.alert_message.desc == 48")),
    Scenario("224-starttls-ftp-refused", "The file server refuses AUTH TLS with 534.",
             mail("ftp", 21), plain("ftp", "21"), expect("failed|not-tls", "preamble", "server|client", "starttls-refused"),
             port=21, proof=('frame contains "534 Policy"', "not tls.handshake")),
    Scenario("225-starttls-xmpp", "XMPP STARTTLS, and the handshake completes.",
             upgraded("xmpp", 5222, "-xmpphost shop.example.com"), plain("xmpp", "5222 $PKI/good.chain $PKI/good.key"),
             completed(), port=5222, proof=('frame contains "<proceed"', "frame contains 16:03:03")),
    Scenario("226-connect-refused", "tinyproxy refuses CONNECT to port 443 with 403.",
             proxied(), tinyproxy(563), expect("failed|not-tls", "preamble", "server|client", "connect-refused"), port=8888,
             proof=('frame contains "CONNECT 203.0.113.20:443"', 'frame contains "403"', "not tls")),
    Scenario("227-connect-authentication-required", "An HTTP proxy answers CONNECT with 407.",
             proxied(), plain("connect-407", "8888"), expect("failed|not-tls", "preamble", "server|client", "connect-refused"),
             port=8888, proof=('frame contains "HTTP/1.1 407"', "not tls")),
    Scenario("228-connect", "CONNECT through tinyproxy, and the handshake completes inside the tunnel.",
             proxied("--insecure"), tinyproxy(443), completed(None, "certificate-name-mismatch"), port=8888, more=(s_server(),),
             proof=('frame contains "CONNECT 203.0.113.20:443"', "frame contains 16:03:01")),
    Scenario("229-connect-then-expired",
             "CONNECT succeeds, then curl refuses the expired certificate inside the tunnel, TLS 1.2.",
             proxied("--tls-max 1.2"), tinyproxy(443), expect("failed", "server-hello-done", "client", "certificate-expired"),
             port=8888, more=(s_server("expired"),),
             proof=('frame contains "CONNECT 203.0.113.20:443"', "frame contains 15:03:03:00:02:02:2d")),
    Scenario("230-unknown-protocol", "A client sends bytes of no known protocol to a TLS port; OpenSSL closes.",
             text_client("\\x01\\x07\\xf3\\x80\\x11\\xee\\x00\\x42\\x99\\xab\\xcd\\x10"), s_server(),
             expect("failed|not-tls", "tcp-established|preamble", "server|client", "unknown-protocol", "plaintext-to-tls-port"),
             hand_built=True, proof=("tcp.payload[0:4] == 01:07:f3:80", "tcp.flags.fin == 1 && tcp.srcport == 443")),
    Scenario("240-http-to-haproxy", "curl speaks http:// to HAProxy's TLS port; HAProxy closes without a word.",
             curl(url="http://shop.example.com:443/"), haproxy("bind :443 ssl crt $PKI/good.both"),
             expect(*TEXT_TO_TLS, "plaintext-http-to-tls-port"),
             proof=('frame contains "GET / HTTP/1.1"', "not tls.handshake")),
    Scenario("241-http-to-apache", "curl speaks http:// to Apache's TLS port; Apache answers 400 in plaintext.",
             curl(url="http://shop.example.com:443/"), apache(), expect(*TEXT_TO_TLS, "plaintext-http-to-tls-port"),
             proof=('frame contains "GET / HTTP/1.1"', 'frame contains "400 Bad Request"', "not tls.handshake")),
    Scenario("242-unknown-protocol-gnutls", "A client sends bytes of no known protocol to GnuTLS's TLS port.",
             text_client("\\x01\\x07\\xf3\\x80\\x11\\xee\\x00\\x42\\x99\\xab\\xcd\\x10"), gnutls_serv(),
             expect("failed|not-tls", "tcp-established|preamble", "server|client", "unknown-protocol", "plaintext-to-tls-port"),
             hand_built=True, proof=("tcp.payload[0:4] == 01:07:f3:80",)),
    Scenario("243-tls-to-http-jsse", "A Java client speaks TLS to a port where nginx speaks HTTP; the answer is 400.",
             jsse_client(), nginx_http('server { listen 443; return 200 "hello"; }'), expect(*TLS_TO_TEXT),
             proof=("tls.handshake.type == 1", 'frame contains "HTTP/1.1 400"', "not tls.handshake.type == 2")),
    Scenario("244-proxy-header-missing-proven",
             "nginx accepts a connection that begins with a PROXY protocol header and closes one that does not.",
             Peer(curl("--haproxy-protocol").command + "; sleep 0.3; " + curl().command, "curl"),
             nginx(listen="443 ssl proxy_protocol"),
             [completed(), expect("failed", "client-hello|tcp-established", "server", "proxy-header-missing")],
             proof=("tcp.stream == 0 && tls.app_data", 'tcp.stream == 0 && frame contains "PROXY TCP4"',
                    "not tcp.stream == 1 && tls.handshake.type == 2")),
    Scenario("245-rdp-to-tls-port", "A Remote Desktop client asks nginx's TLS port for TLS; the answer is HTTP 400.",
             text_client("\\x03\\x00\\x00\\x13\\x0e\\xe0\\x00\\x00\\x00\\x00\\x00\\x01\\x00\\x08\\x00\\x03\\x00\\x00\\x00"), nginx(), expect(*TEXT_TO_TLS, "plaintext-to-tls-port"), hand_built=True,
             proof=("tcp.len == 19 && tcp.dstport == 443", "tcp.srcport == 443 && tcp.len > 200")),
    Scenario("246-postgres-to-tls-port", "A PostgreSQL client asks GnuTLS's port for TLS; the answer is an alert.",
             text_client("\\x00\\x00\\x00\\x08\\x04\\xd2\\x16\\x2f"), gnutls_serv(), expect(*TEXT_TO_TLS, "plaintext-to-tls-port"), hand_built=True,
             proof=("tcp.len == 8 && tcp.dstport == 443", "tcp.len == 7 && tcp.srcport == 443")),
)
