"""25x to 28x: the upgrades and tunnels of other protocols, from the programs that speak them."""
from scenario import Peer, Scenario, completed, expect
from scenarios.plaintext import tinyproxy
from stacks import *  # noqa: F403, the vocabulary of the tables

REFUSED = ("failed|not-tls", "preamble", "server|client", "starttls-refused")
KEYS_OF = "$PKI/good.chain $PKI/good.key"
TLS_HEADER = "41:4d:51:50:02:01:00:00"
TDS_STRICT = "-alpn tds/8.0"
TUNNEL = 'frame contains "CONNECT 203.0.113.20:443"'
PLAIN_REQUEST = 'frame contains "GET / HTTP/1.1"'
HTTP_IN_TUNNEL = ("failed|not-tls", "preamble", "server|client", "plaintext-http-to-tls-port")


def nnrpd(options=""):
    """INN's reader daemon; without a certificate it knows no STARTTLS."""
    return Peer(f"""mkdir -p $TMP/news; cat > $TMP/news/inn.conf <<END
mta: "/bin/true"
pathhost: news.example.com
domain: example.com
patharticles: $TMP/news
pathetc: $TMP/news
pathdb: $TMP/news
pathrun: $TMP/news
pathspool: $TMP/news
pathlog: $TMP/news
pathtmp: $TMP/news
pathoverview: $TMP/news
ovmethod: tradindexed
hismethod: hisv6
pathnews: /usr/lib/news
{options}
END
printf 'auth all {{ hosts: "*" default: "<user>" }}\naccess all {{ users: "*" newsgroups: "*" }}\n' > $TMP/news/readers.conf
printf 'local.test 0000000000 0000000001 y\n' > $TMP/news/active; cp /etc/news/storage.conf $TMP/news/
touch $TMP/news/newsgroups $TMP/news/active.times $TMP/news/group.index; cp $PKI/good.chain $PKI/good.key $TMP/news/
chmod 755 $TMP; chown -R news $TMP/news; chmod 600 $TMP/news/good.key
export INNCONF=$TMP/news/inn.conf; exec /usr/lib/news/bin/nnrpd -D -f -p 119""", "INN")


def tsql():
    return Peer("""printf '[shop]\\nhost = %s\\nport = 1433\\ntds version = 7.4\\nencryption = require\\n' $SERVER > $TMP/freetds.conf
printf 'exit\\n' | FREETDSCONF=$TMP/freetds.conf timeout 8 tsql -S shop -U buyer -P secret""", "FreeTDS")


def http_through_proxy():
    return curl("--proxytunnel --proxy http://$SERVER:8888", url="http://$SERVER:443/", host="")


def danted(rules):
    return Peer(f"""cat > $TMP/danted.conf <<END
logoutput: stderr
internal: 0.0.0.0 port = 1080
external: eth0
clientmethod: none
socksmethod: none
user.privileged: root
user.unprivileged: nobody
client pass {{ from: 0.0.0.0/0 to: 0.0.0.0/0 }}
{rules}
END
exec danted -f $TMP/danted.conf""", "Dante")


ANYBODY = "socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }"
NOBODY_AT_ALL = "socks block { from: 0.0.0.0/0 to: 0.0.0.0/0 }"


def microsocks(options=""):
    return Peer(f"exec microsocks -p 1080 {options}", "microsocks")


def ssh_tunnel():
    """ssh -D, with an sshd of its own behind it; $TMP/home keeps their keys."""
    return Peer("""mkdir -p $TMP/ssh /run/sshd; ssh-keygen -qt ed25519 -N '' -f $TMP/ssh/key; chmod 755 $TMP $TMP/ssh
cat > $TMP/ssh/sshd_config <<END
Port 2222
ListenAddress 127.0.0.1
HostKey $TMP/ssh/key
AuthorizedKeysFile $TMP/ssh/key.pub
PidFile none
StrictModes no
PermitRootLogin yes
END
echo "$SERVER shop.example.com" > $TMP/ssh/hosts
unshare -m sh -c "mount --bind $TMP/ssh/hosts /etc/hosts; exec /usr/sbin/sshd -D -f $TMP/ssh/sshd_config" & sleep 1
exec ssh -N -D 0.0.0.0:1080 -p 2222 -i $TMP/ssh/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null root@127.0.0.1""", "OpenSSH")


def through(proxy, options="", url="https://$SERVER/"):
    return curl(f"--proxy {proxy}://$SERVER:1080 {options}", url=url, host="")


def tunnelled(scheme):
    """The certificate names the shop; what is asked for is the address, or the name where the proxy looks it up."""
    name = scheme in ("socks4a", "socks5h")
    return through(scheme, "" if name else "--insecure", "https://shop.example.com/" if name else "https://$SERVER/")


def ask(protocol, port):
    return Peer(f"/usr/bin/python3 $PEERS/ask.py {protocol} $SERVER {port} $PKI/root.crt", f"Python ({protocol})")


def postgres(options="-c ssl=on -c ssl_cert_file=$TMP/db/good.chain -c ssl_key_file=$TMP/db/good.key"):
    return Peer(f"""BIN=$(echo /usr/lib/postgresql/*/bin); chmod 755 $TMP; install -d -o postgres $TMP/db
setpriv --reuid postgres --regid postgres --clear-groups $BIN/initdb -D $TMP/db/data -A trust > /dev/null
install -o postgres -m 600 $PKI/good.chain $PKI/good.key $TMP/db/
exec setpriv --reuid postgres --regid postgres --clear-groups $BIN/postgres -D $TMP/db/data -k '' -h 0.0.0.0 {options}""", "PostgreSQL")


def rabbitmq():
    return Peer("""export RABBITMQ_MNESIA_BASE=$TMP/rabbit RABBITMQ_LOG_BASE=$TMP/rabbit RABBITMQ_NODENAME=shop@localhost
export RABBITMQ_NODE_PORT=5672 RABBITMQ_CONFIG_FILE=$TMP/none RABBITMQ_ENABLED_PLUGINS_FILE=$TMP/plugins
mkdir -p $TMP/rabbit; chown -R rabbitmq $TMP/rabbit; chmod 755 $TMP
echo '[rabbitmq_amqp1_0].' > $TMP/plugins; chown rabbitmq $TMP/plugins
exec setpriv --reuid rabbitmq --regid rabbitmq --clear-groups env HOME=$TMP/rabbit /usr/lib/rabbitmq/bin/rabbitmq-server""", "RabbitMQ")


def inspircd():
    return Peer("""chmod 755 $TMP; install -d -o irc $TMP/irc; install -o irc -m 600 $PKI/good.chain $PKI/good.key $TMP/irc/
cat > $TMP/irc/irc.conf <<END
<server name="irc.example.com" description="lab" network="lab" id="001">
<admin name="a" nick="a" email="a@example.com">
<bind address="" port="6667" type="clients">
<connect allow="*" timeout="60" hash="">
<module name="cap">
<module name="ssl_gnutls">
<sslprofile name="Clients" provider="gnutls" certfile="$TMP/irc/good.chain" keyfile="$TMP/irc/good.key" hash="sha256">
<module name="starttls">
<pid file="$TMP/irc/irc.pid">
<log method="file" type="*" level="default" target="$TMP/irc/irc.log">
END
exec setpriv --reuid irc --regid irc --clear-groups inspircd --nofork --nopid --config $TMP/irc/irc.conf""", "InspIRCd")


def ngircd():
    """Knows no STARTTLS."""
    return Peer("""cat > $TMP/ngircd.conf <<END
[Global]
Name = irc.example.com
Info = lab
Listen = 0.0.0.0
Ports = 6667
ServerUID = irc
ServerGID = irc
[Options]
DNS = no
Ident = no
PAM = no
END
exec ngircd -n -f $TMP/ngircd.conf""", "ngIRCd")


def cupsd():
    return Peer(f"""mkdir -p $TMP/cups/ssl $TMP/cups/state $TMP/cups/spool $TMP/cups/cache
cp $PKI/good.chain $TMP/cups/ssl/shop.example.com.crt; cp $PKI/good.key $TMP/cups/ssl/shop.example.com.key
cat > $TMP/cups/cupsd.conf <<END
Listen *:631
ServerName shop.example.com
ServerAlias *
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
END
cat > $TMP/cups/cups-files.conf <<END
ServerKeychain $TMP/cups/ssl
ServerRoot $TMP/cups
RequestRoot $TMP/cups/spool
CacheDir $TMP/cups/cache
StateDir $TMP/cups/state
AccessLog $TMP/cups/access.log
ErrorLog $TMP/cups/error.log
PageLog $TMP/cups/page.log
CreateSelfSignedCerts no
END
exec cupsd -f -c $TMP/cups/cupsd.conf -s $TMP/cups/cups-files.conf""", "CUPS")


def lpstat():
    """-E insists on the upgrade (RFC 2817)."""
    return Peer("timeout 8 lpstat -E -h $SERVER:631 -r", "CUPS")


SCENARIOS = (
    Scenario("250-starttls-nntp", "NNTP STARTTLS, and the handshake completes.",
             upgraded("nntp", 119), nnrpd("tlscertfile: $TMP/news/good.chain\ntlskeyfile: $TMP/news/good.key"), completed(), port=119,
             proof=('frame contains "STARTTLS"', 'frame contains "382 "', "frame contains 16:03:03")),
    Scenario("251-starttls-nntp-refused", "INN without a certificate refuses STARTTLS.",
             upgraded("nntp", 119), nnrpd(), expect(*REFUSED), port=119,
             proof=('frame contains "STARTTLS"', "not frame contains 16:03:01")),
    Scenario("252-tds-prelogin", "SQL Server's handshake in TDS 7.4 packets, between PRELOGIN and login; it completes.",
             tsql(), plain("tds", f"1433 {KEYS_OF}"), completed(), port=1433,
             proof=("tcp.srcport == 1433 && tcp.payload[0] == 04", "frame contains 16:03:03", "tcp.dstport == 1433 && tcp.payload[0] == 12")),
    Scenario("253-tds-prelogin-refused", "The server's PRELOGIN says that it has no encryption (ENCRYPT_NOT_SUP); tsql insists on it.",
             tsql(), plain("tds", "1433"), expect(*REFUSED), port=1433,
             proof=("tcp.srcport == 1433 && tcp.payload[0] == 04", "not frame contains 16:03:01", "not frame contains 16:03:03")),
    Scenario("254-tds-strict", "TDS 8: TLS from the first byte, with ALPN tds/8.0.",
             s_client(TDS_STRICT, host="$SERVER:1433"), s_server(options=f"-port 1433 {TDS_STRICT}"), completed(), port=1433,
             proof=('frame contains "tds/8.0"', "frame contains 16:03:03")),
    Scenario("255-amqp-tls", "AMQP 1.0's header for TLS is repeated by the server, and the handshake completes.",
             ask("amqp", 5672), plain("amqp", f"5672 {KEYS_OF}"), completed(), port=5672,
             proof=(f"tcp.dstport == 5672 && tcp.payload == {TLS_HEADER}", f"tcp.srcport == 5672 && tcp.payload == {TLS_HEADER}",
                    "frame contains 16:03:03")),
    Scenario("256-amqp-tls-refused", "RabbitMQ answers AMQP 1.0's header for TLS with the header of what it speaks.",
             ask("amqp", 5672), rabbitmq(), expect(*REFUSED), port=5672,
             proof=(f"tcp.dstport == 5672 && tcp.payload == {TLS_HEADER}", "tcp.srcport == 5672 && tcp.payload[0:4] == 41:4d:51:50",
                    f"not tcp.srcport == 5672 && tcp.payload == {TLS_HEADER}")),
    Scenario("257-socks4", "A SOCKS 4 proxy connects, and the handshake completes inside the tunnel.",
             tunnelled("socks4"), danted(ANYBODY), completed(None, "certificate-name-mismatch"), port=1080, more=(s_server(),),
             proof=("tcp.dstport == 1080 && tcp.payload[0:4] == 04:01:01:bb", "tcp.srcport == 1080 && tcp.payload[0:2] == 00:5a",
                    "frame contains 16:03:03")),
    Scenario("258-socks4a", "A SOCKS 4a proxy looks the name up and connects, and the handshake completes inside the tunnel.",
             tunnelled("socks4a"), ssh_tunnel(), completed(), port=1080, more=(s_server(),),
             proof=("tcp.dstport == 1080 && tcp.payload[0:8] == 04:01:01:bb:00:00:00:01", 'frame contains "shop.example.com"',
                    "frame contains 16:03:03")),
    Scenario("259-socks4-refused", "A SOCKS 4 proxy refuses to connect (91).",
             tunnelled("socks4"), danted(NOBODY_AT_ALL), expect("failed|not-tls", "preamble", "server|client", "connect-refused"), port=1080,
             proof=("tcp.dstport == 1080 && tcp.payload[0:4] == 04:01:01:bb", "tcp.srcport == 1080 && tcp.payload[0:2] == 00:5b",
                    "not frame contains 16:03:01")),
    Scenario("260-socks5", "A SOCKS 5 proxy connects to an address, and the handshake completes inside the tunnel.",
             tunnelled("socks5"), microsocks(), completed(None, "certificate-name-mismatch"), port=1080, more=(s_server(),),
             proof=("tcp.srcport == 1080 && tcp.payload == 05:00", "tcp.srcport == 1080 && tcp.payload[0:3] == 05:00:00",
                    "frame contains 16:03:03")),
    Scenario("261-socks5-name", "A SOCKS 5 proxy looks the name up and connects, and the handshake completes inside the tunnel.",
             tunnelled("socks5h"), ssh_tunnel(), completed(), port=1080, more=(s_server(),),
             proof=("tcp.dstport == 1080 && tcp.payload[0:4] == 05:01:00:03", "tcp.srcport == 1080 && tcp.payload[0:3] == 05:00:00",
                    "frame contains 16:03:03")),
    Scenario("262-socks5-refused", "A SOCKS 5 proxy finds nobody who listens (5, connection refused).",
             tunnelled("socks5"), microsocks(), expect("failed|not-tls", "preamble", "server|client", "connect-refused"), port=1080,
             proof=("tcp.srcport == 1080 && tcp.payload[0:2] == 05:05", "not frame contains 16:03:01")),
    Scenario("263-socks5-authentication-required", "A SOCKS 5 proxy wants a password, curl has none.",
             tunnelled("socks5"), microsocks("-u buyer -P secret"),
             expect("failed|not-tls", "preamble", "server|client", "connect-refused"), port=1080,
             proof=("tcp.srcport == 1080 && tcp.payload == 05:ff", "not frame contains 16:03:01")),
    Scenario("264-postgres-direct", "PostgreSQL 17's direct TLS: no SSLRequest, but ALPN postgresql.",
             s_client("-alpn postgresql", host="$SERVER:5432"), s_server(options="-port 5432 -alpn postgresql"), completed(), port=5432,
             proof=('frame contains "postgresql"', "frame contains 16:03:03", "not frame contains 04:d2:16:2f")),
    Scenario("265-postgres-direct-refused", "A PostgreSQL server that knows no direct TLS takes the ClientHello for a bad packet and closes.",
             s_client("-alpn postgresql", host="$SERVER:5432"), postgres(),
             expect("failed", "client-hello", "server", "closed-during-handshake", "tls-to-plaintext-port"), port=5432,
             proof=('frame contains "postgresql"', "tcp.srcport == 5432 && tcp.flags.fin == 1", "not tcp.srcport == 5432 && tcp.len > 0")),
    Scenario("266-starttls-postgres-server", "SSLRequest to a PostgreSQL server, and the handshake completes.",
             upgraded("postgres", 5432), postgres(), completed(), port=5432,
             proof=("frame contains 00:00:00:08:04:d2:16:2f", "frame contains 16:03:03")),
    Scenario("267-http-upgrade", "CUPS asks for TLS by HTTP Upgrade, its server switches (101), and the handshake completes.",
             lpstat(), cupsd(), completed(), port=631,
             proof=('frame contains "Upgrade: TLS"', 'frame contains "101 Switching"', "frame contains 16:03:03")),
    Scenario("268-http-upgrade-refused", "CUPS asks for TLS by HTTP Upgrade, nginx knows no such thing.",
             lpstat(), nginx_http('server { listen 631; return 200 "hello"; }'), expect(*REFUSED), port=631,
             proof=('frame contains "Upgrade: TLS"', "not frame contains 16:03:01")),
    Scenario("269-starttls-irc", "IRC STARTTLS, and the handshake completes.",
             ask("irc", 6667), inspircd(), completed(), port=6667,
             proof=('frame contains "STARTTLS"', 'frame contains " 670 "', "frame contains 16:03:03")),
    Scenario("270-starttls-irc-refused", "ngIRCd does not know STARTTLS (421).",
             ask("irc", 6667), ngircd(), expect(*REFUSED), port=6667,
             proof=('frame contains "STARTTLS"', 'frame contains " 421 "', "not frame contains 16:03:01")),
    Scenario("271-starttls-irc-abandoned", "The server agrees to IRC's STARTTLS; OpenSSL's client closes all the same.",
             upgraded("irc", 6667), inspircd(), expect("failed", "preamble", "client", "closed-during-handshake"), port=6667,
             proof=('frame contains " 670 "', "tcp.dstport == 6667 && tcp.flags.fin == 1", "frame contains 15:03:03:00:02:01:00",
                    "not frame contains 16:03:01")),
    Scenario("272-tds-strict-refused", "A server of TDS 7 gets TDS 8's ClientHello, which is no packet that it knows, and closes.",
             s_client(TDS_STRICT, host="$SERVER:1433"), plain("tds", "1433"),
             expect("failed", "client-hello", "server", "closed-during-handshake", "tls-to-plaintext-port"), port=1433,
             proof=('frame contains "tds/8.0"', "tcp.srcport == 1433 && tcp.flags.fin == 1", "not tcp.srcport == 1433 && tcp.len > 0")),
    Scenario("273-tds-strict-alpn-refused", "TDS 8's ClientHello arrives at a TLS server that knows only h2 (no_application_protocol).",
             s_client(TDS_STRICT, host="$SERVER:1433"), s_server(options="-port 1433 -alpn h2"),
             expect("failed", "client-hello", "server", "alpn-mismatch"), port=1433,
             proof=('frame contains "tds/8.0"', "tcp.srcport == 1433 && tcp.payload[5:2] == 02:78")),
    Scenario("274-connect-then-http", "CONNECT through tinyproxy to OpenSSL's TLS port, then curl speaks HTTP inside the tunnel; OpenSSL closes.",
             http_through_proxy(), tinyproxy(443), expect(*HTTP_IN_TUNNEL), port=8888, more=(s_server(),),
             proof=(TUNNEL, PLAIN_REQUEST, "tcp.flags.fin == 1 && tcp.srcport == 8888", "not frame contains 16:03:01")),
    Scenario("275-connect-then-http-nginx", "The same to nginx, which answers 400 in plaintext.",
             http_through_proxy(), tinyproxy(443), expect(*HTTP_IN_TUNNEL), port=8888, more=(nginx(),),
             proof=(TUNNEL, PLAIN_REQUEST, 'frame contains "plain HTTP request"', "not frame contains 16:03:01")),
    Scenario("276-connect-then-http-gnutls", "The same to GnuTLS, which answers with an alert.",
             http_through_proxy(), tinyproxy(443), expect(*HTTP_IN_TUNNEL), port=8888, more=(gnutls_serv(),),
             proof=(TUNNEL, PLAIN_REQUEST, "tcp.srcport == 8888 && tcp.payload[0] == 15", "not frame contains 16:03:01")),
    Scenario("277-connect-to-http", "CONNECT through tinyproxy to a web server, and plain HTTP inside the tunnel: all is well, no TLS meant.",
             curl("--proxytunnel --proxy http://$SERVER:8888", url="http://$SERVER:80/", host=""), tinyproxy(80),
             expect("not-tls", "preamble", "none|client", None), port=8888,
             more=(nginx_http('server { listen 80; return 200 "hello"; }'),),
             proof=('frame contains "CONNECT 203.0.113.20:80"', 'frame contains "GET / HTTP/1.1"', 'frame contains "HTTP/1.1 200 OK"')),
)
