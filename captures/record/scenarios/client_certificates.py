"""5xx: the server and the client's certificate."""
from scenario import Scenario, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

AT_CLIENT_FLIGHT = "client-certificate|client-certificate-verify|client-key-exchange|client-change-cipher-spec|client-finished"
AFTER_FINISHED = "client-finished|server-encrypted|complete|client-change-cipher-spec"
DECRYPTED = "client-finished|complete"
HIDDEN = ("encrypted-alert", "refused-after-handshake")
MUTUAL = "-Verify 1 -verify_return_error -CAfile $PKI/client-ca.crt"
HAPROXY = "bind :443 ssl crt $PKI/good.both ca-file $PKI/client-ca.crt verify required"
NGINX = "ssl_verify_client on; ssl_client_certificate $PKI/client-ca.crt;"
NODE = "requestCert=true rejectUnauthorized=true ca=@$PKI/client-ca.crt"
APACHE = "SSLCACertificateFile $PKI/client-ca.crt\nSSLVerifyClient require"
GNUTLS = "--require-client-cert --x509cafile $PKI/client-ca.crt"
REFUSAL = "tcp.srcport == 443 && tls.alert_message.level == 2"


def own(name):
    return f"-cert $PKI/{name}.crt -key $PKI/{name}.key"


def curl_with(name, options="--tls-max 1.2"):
    return curl(f"--cert $PKI/{name}.crt --key $PKI/{name}.key {options}")


def refused(code, *others, stage=AT_CLIENT_FLIGHT):
    return expect("failed", stage, "server", code, *others)


def by_server(description):
    return f"tls.alert_message.desc == {description} && tcp.srcport == 443"


SCENARIOS = (
    Scenario("501-missing-openssl", "The server demands a client certificate, curl has none, TLS 1.2.",
             curl("--tls-max 1.2"), s_server(options=MUTUAL), refused("client-certificate-missing"),
             proof=(by_server(40), "tls.handshake.type == 13")),
    Scenario("502-missing-go", "The same with Go on both sides.",
             go_client("-max 0x0303"), go_server(options="-demand $PKI/client-ca.crt"), refused("client-certificate-missing"),
             proof=(by_server(42), "tls.handshake.type == 13")),
    Scenario("503-missing-jsse", "The same with a JSSE server.",
             s_client("-tls1_2"), jsse_server("need=true trust=$PKI/client-ca.crt"), refused("client-certificate-missing"),
             at="server", proof=(REFUSAL, "tls.handshake.type == 13")),
    Scenario("504-missing-tls13", "The server demands a client certificate, curl has none, TLS 1.3, no keys.",
             curl(), s_server(options=MUTUAL),
             refused("client-certificate-missing", "client-certificate-rejected", *HIDDEN, stage=AFTER_FINISHED),
             proof=("tcp.srcport == 443 && tls.record.length == 19", "not tls.alert_message")),
    Scenario("505-missing-tls13-keys", "The same with Node's server and the key log beside it: certificate_required.",
             s_client("-keylogfile $KEYS"), node_server(options=NODE), refused("client-certificate-missing", stage=DECRYPTED),
             keylog=True, proof=(by_server(116),)),
    Scenario("506-missing-nginx",
             "nginx demands a client certificate, curl has none: the handshake completes, the answer inside is HTTP 400, TLS"
             " 1.2.",
             curl("--tls-max 1.2"), nginx(server=NGINX),
             expect("completed|failed", "complete", "none|server", "refused-after-handshake", "client-certificate-missing"),
             proof=("tls.handshake.type == 13", "tcp.srcport == 443 && tls.app_data", "not tls.alert_message.level == 2")),
    Scenario("507-missing-gnutls-tls13", "GnuTLS demands a client certificate, Go has none, TLS 1.3, no keys.",
             go_client(), gnutls_serv(options=GNUTLS),
             refused("client-certificate-missing", "client-certificate-rejected", *HIDDEN, stage=AFTER_FINISHED),
             proof=("tcp.srcport == 443 && tls.record.length == 19", "not tls.alert_message")),
    Scenario("508-expired-openssl", "The client's certificate is expired, TLS 1.2.",
             curl_with("client-expired"), s_server(options=MUTUAL), refused("client-certificate-rejected"),
             proof=(by_server(45),)),
    Scenario("509-expired-jsse", "The client's certificate is expired, JSSE server, TLS 1.2.",
             s_client(f"-tls1_2 {own('client-expired')}"), jsse_server("need=true trust=$PKI/client-ca.crt"),
             refused("client-certificate-rejected"), proof=(REFUSAL, "tls.handshake.type == 15")),
    Scenario("510-expired-haproxy", "The client's certificate is expired, HAProxy, TLS 1.2, IPv6.",
             s_client(f"-tls1_2 {own('client-expired')}", host="[$SERVER6]:443"), haproxy(HAPROXY.replace(":443", ":::443")),
             refused("client-certificate-rejected"), proof=(by_server(45), "ipv6")),
    Scenario("511-unknown-ca-openssl", "The client's certificate is from a CA the server does not trust, TLS 1.2.",
             s_client(f"-tls1_2 {own('client-other')}"), s_server(options=MUTUAL), refused("client-certificate-rejected"),
             proof=(by_server(48),)),
    Scenario("512-unknown-ca-go", "The same with Go's server, captured at the server.",
             s_client(f"-tls1_2 {own('client-other')}"), go_server(options="-demand $PKI/client-ca.crt"),
             refused("client-certificate-rejected"), at="server", proof=(by_server(42),)),
    Scenario("513-unknown-ca-gnutls", "The same with GnuTLS.",
             s_client(f"-tls1_2 {own('client-other')}"), gnutls_serv(options=GNUTLS + " --verify-client-cert"),
             refused("client-certificate-rejected"), proof=(REFUSAL,)),
    Scenario("514-self-signed-stunnel", "The client's certificate is self-signed, stunnel, TLS 1.2.",
             s_client(f"-tls1_2 {own('client-self-signed')}"),
             stunnel(options="CAfile = $PKI/client-ca.crt\nverifyChain = yes\nrequireCert = yes"),
             refused("client-certificate-rejected"), proof=(REFUSAL,)),
    Scenario("515-expired-tls13", "The client's certificate is expired, TLS 1.3, no keys.",
             s_client(own("client-expired")), s_server(options=MUTUAL),
             refused("client-certificate-rejected", "encrypted-alert", "refused-after-handshake", "client-certificate-missing",
                     stage=AFTER_FINISHED),
             proof=("tcp.srcport == 443 && tls.record.length == 19", "not tls.alert_message")),
    Scenario("516-expired-tls13-keys",
             "The client's certificate is expired, TLS 1.3, HAProxy; the key log beside it shows the alert.",
             s_client(f"-keylogfile $KEYS {own('client-expired')}"), haproxy(HAPROXY),
             refused("client-certificate-rejected", stage=DECRYPTED), keylog=True,
             proof=(by_server(45), "tcp.dstport == 443 && tls.handshake.type == 11")),
    Scenario("517-expired-nginx",
             "The client's certificate is expired, nginx: the handshake completes, the answer inside is HTTP 400, TLS 1.2.",
             curl_with("client-expired"), nginx(server=NGINX),
             expect("completed|failed", "complete", "none|server", "refused-after-handshake", "client-certificate-rejected"),
             proof=("tls.handshake.type == 15", "tcp.srcport == 443 && tls.app_data", "not tls.alert_message.level == 2")),
    Scenario("518-missing-nss", "An NSS server demands a client certificate, the client has none, TLS 1.2.",
             s_client("-tls1_2"), selfserv(options="-r -r"), refused("client-certificate-missing"),
             proof=(by_server(42), "tls.handshake.type == 13")),
    Scenario("519-unknown-ca-node", "Node closes without an alert on a client certificate of an unknown CA, TLS 1.2.",
             s_client(f"-tls1_2 {own('client-other')}"), node_server(options=NODE),
             expect("failed|completed", AT_CLIENT_FLIGHT + "|server-change-cipher-spec|complete", "server|none",
                    "client-certificate-rejected", "refused-after-handshake", "closed-during-handshake"),
             proof=("tls.handshake.type == 15", "tcp.flags.fin == 1 && tcp.srcport == 443")),
    Scenario("530-missing-apache", "Apache demands a client certificate, curl has none, TLS 1.2.",
             curl("--tls-max 1.2"), apache(virtual_host=APACHE), refused("client-certificate-missing"),
             proof=(REFUSAL, "tls.handshake.type == 13")),
    Scenario("531-missing-apache-tls13", "Apache demands a client certificate, Go has none, TLS 1.3, no keys.",
             go_client(), apache(virtual_host=APACHE),
             refused("client-certificate-missing", "client-certificate-rejected", *HIDDEN, stage=AFTER_FINISHED),
             proof=("tcp.srcport == 443 && tls.record.length == 19", "not tls.alert_message")),
    Scenario("532-missing-apache-page",
             "Apache demands a client certificate for a page: it renegotiates after the request, curl has none, TLS 1.2; key log "
             "beside it.",
             Peer("SSLKEYLOGFILE=$KEYS " + curl("--tls-max 1.2").command, "curl"),
             apache(virtual_host="SSLCACertificateFile $PKI/client-ca.crt", location="SSLVerifyClient require\nSSLVerifyDepth 2"),
             expect("completed", "complete", "none|server", "renegotiation-failed", "client-certificate-missing", "refused-after-handshake"),
             keylog=True, proof=("tls.handshake.type == 13", "tls.handshake.type == 1 && frame.number > 10", REFUSAL)),
    Scenario("533-missing-haproxy-403",
             "HAProxy asks for a client certificate and denies the request of those who have none: the handshake completes, the "
             "answer inside is HTTP 403, TLS 1.2.",
             curl("--tls-max 1.2"), haproxy(HAPROXY.replace("required", "optional") + "\n  http-request deny unless { ssl_c_used }"),
             expect("completed|failed", "complete", "none|server", "refused-after-handshake", "client-certificate-missing", None),
             proof=("tls.handshake.type == 13", "tcp.srcport == 443 && tls.app_data", "not tls.alert_message.level == 2")),
    Scenario("534-unknown-ca-jsse-tls13", "The client's certificate is from a CA the JSSE server does not trust, TLS 1.3, no keys.",
             s_client(own("client-other"), speak="sleep 6"), jsse_server("need=true trust=$PKI/client-ca.crt"),
             refused("client-certificate-rejected", "encrypted-alert", "refused-after-handshake", "client-certificate-missing",
                     stage=AFTER_FINISHED),
             proof=("tcp.srcport == 443 && tls.record.length == 35", "not tls.alert_message")),
    Scenario("535-expired-nss", "The client's certificate is from an unknown CA, NSS server, TLS 1.2.",
             s_client(f"-tls1_2 {own('client-other')}"), selfserv(options="-r -r"), refused("client-certificate-rejected"),
             proof=(REFUSAL, "tls.handshake.type == 15")),
    Scenario("536-missing-jsse-client-leaves",
             "The client sends an empty Certificate and says close_notify right behind its Finished; the JSSE server's refusal comes "
             "after that, TLS 1.3, no keys.",
             s_client("-tls1_3", speak="true"), jsse_server("need=true trust=$PKI/client-ca.crt"),
             expect("failed|completed", "complete", "server|none", "client-certificate-missing", None),
             proof=("tcp.srcport == 443 && tls.record.length == 35", "tcp.dstport == 443 && tls.record.length == 19", "not tls.alert_message")),
    Scenario("537-missing-jsse-client-leaves-keys", "The same, with the key log.",
             s_client("-tls1_3 -keylogfile $KEYS", speak="true"), jsse_server("need=true trust=$PKI/client-ca.crt"),
             expect("failed", "complete|client-finished", "server", "client-certificate-missing"), keylog=True,
             proof=("tcp.srcport == 443 && tls.alert_message.level == 2", "tcp.dstport == 443 && tls.alert_message.desc == 0")),
)
