"""The commands of the real stacks, as peers; in them $PKI, $PEERS, $TMP, $SERVER and $KEYS are set."""
import re
import subprocess

from scenario import Peer

HELLO = "(sleep 0.4; echo hello; sleep 0.5)"
NOBODY = Peer("true", "none")

VERSION_COMMANDS = {
    "OpenSSL": "openssl version", "newer OpenSSL": "$OPENSSL35 version", "GnuTLS": "gnutls-cli --version", "NSS": "dpkg-query -W -f '${Version}' libnss3",
    "nginx": "nginx -v", "HAProxy": "haproxy -v", "curl": "curl --version", "stunnel": "stunnel -version",
    "JSSE": "java -version", "Go": "go version", "Node": "node --version", "Python": "/usr/bin/python3 --version",
    "tinyproxy": "tinyproxy -v", "socat": "socat -V", "Apache": "apache2 -v",
    **{name: f"dpkg-query -W -f '${{Version}}' {package}" for name, package in (
        ("CUPS", "cups-client"), ("Dante", "dante-server"), ("FreeTDS", "freetds-bin"), ("INN", "inn2"), ("InspIRCd", "inspircd"),
        ("ngIRCd", "ngircd"), ("microsocks", "microsocks"), ("OpenSSH", "openssh-client"), ("PostgreSQL", "postgresql-15"), ("RabbitMQ", "rabbitmq-server"))},
    "Mbed TLS": "dpkg-query -W -f '${Version}' libmbedtls-dev", "wolfSSL": "dpkg-query -W -f '${Version}' libwolfssl-dev",
}

JARS = {"Conscrypt": "org.conscrypt:conscrypt-openjdk-uber:2.5.2", "Bouncy Castle": "org.bouncycastle:bctls-jdk18on:1.84"}
PROVIDERS = {"Conscrypt": "org.conscrypt.OpenSSLProvider", "Bouncy Castle": "org.bouncycastle.jce.provider.BouncyCastleProvider,org.bouncycastle.jsse.provider.BouncyCastleJsseProvider"}


def with_version(stack, known={}):
    """"curl" -> "curl 7.88.1"; words that name no stack stay as they are."""
    name = next((name for name in VERSION_COMMANDS if stack.startswith(name)), None)
    if name is None:
        return stack
    if name not in known:
        answer = subprocess.run(VERSION_COMMANDS[name], shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
        known[name] = re.search(r"\d+\.\d+(\.\d+)*", answer).group()
    return f"{name} {known[name]}{stack[len(name):]}"


# Servers

def s_server(leaf="good", options="", certificate=True, answer="-www"):
    issuers = f"$([ -s $PKI/{leaf}.issuers ] && echo -cert_chain $PKI/{leaf}.issuers)"
    own = f"-cert $PKI/{leaf}.crt -key $PKI/{leaf}.key {issuers}" if certificate else "-nocert"
    return Peer(f"exec openssl s_server -accept 443 {own} {answer} -quiet {options} < <(sleep 1000)", "OpenSSL s_server")


def gnutls_serv(leaf="good", priority="NORMAL", options=""):
    return Peer(f"exec gnutls-serv --http -p 443 --x509certfile $PKI/{leaf}.chain --x509keyfile $PKI/{leaf}.key "
                f"--priority '{priority}' {options}", "GnuTLS gnutls-serv")


def selfserv(leaf="good", versions="tls1.2:tls1.3", options=""):
    return Peer(f"exec selfserv -p 443 -d sql:$PKI/nss {'-e' if leaf != 'rsa' else '-n'} {leaf} -V {versions} {options}", "NSS selfserv")


def nginx(leaf="good", server="", before="", listen="443 ssl"):
    """One HTTP server; `before` stands before it in the http block."""
    return nginx_http(f"""{before}
server {{
  listen {listen}; listen [::]:{listen};
  server_name shop.example.com;
  ssl_certificate $PKI/{leaf}.chain; ssl_certificate_key $PKI/{leaf}.key;
  {server}
  location / {{ return 200 "hello\\n"; }}
}}""")


def nginx_http(servers):
    return nginx_main(f"http {{ access_log off; client_body_temp_path $TMP; proxy_temp_path $TMP; fastcgi_temp_path $TMP; "
                      f"uwsgi_temp_path $TMP; scgi_temp_path $TMP; {servers} }}")


def nginx_main(body):
    return Peer(f"""cat > $TMP/nginx.conf <<END
daemon off; master_process off; user root; pid $TMP/nginx.pid; error_log stderr info; events {{ }}
{body}
END
exec nginx -c $TMP/nginx.conf -e stderr""", "nginx")


def haproxy(frontend, backend="http-request return status 200 content-type text/plain string hello", mode="http"):
    return Peer(f"""cat > $TMP/haproxy.cfg <<END
global
  ssl-default-bind-options ssl-min-ver TLSv1.0
defaults
  mode {mode}
  timeout connect 3s
  timeout client 5s
  timeout server 5s
frontend clients
  {frontend}
  {"default_backend servers" if mode == "tcp" else backend}
{"backend servers" + chr(10) + "  " + backend if mode == "tcp" else ""}
END
exec haproxy -db -f $TMP/haproxy.cfg""", "HAProxy")


def stunnel(leaf="good", options=""):
    return Peer(f"""cat > $TMP/stunnel.conf <<END
foreground = yes
pid =
[shop]
accept = :::443
exec = /bin/cat
cert = $PKI/{leaf}.chain
key = $PKI/{leaf}.key
{options}
END
exec stunnel $TMP/stunnel.conf""", "stunnel")


def apache(leaf="good", virtual_host="", location="", chain="$PKI/{}.chain"):
    """Apache httpd with mod_ssl; what stands in `location` holds for every page."""
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
                        for name in ("mpm_prefork", "authz_core", "authn_core", "mime", "ssl"))
    return Peer(f"""mkdir -p $TMP/pages; echo hello > $TMP/pages/index.html; cat > $TMP/apache.conf <<END
{modules}
ServerName shop.example.com
PidFile $TMP/apache.pid
DefaultRuntimeDir $TMP
Mutex posixsem
ErrorLog /dev/stderr
TypesConfig /dev/null
Listen 443
DocumentRoot $TMP/pages
SSLEngine on
SSLCertificateFile {chain.format(leaf)}
SSLCertificateKeyFile $PKI/{leaf}.key
{virtual_host}
<Directory $TMP/pages>
Require all granted
{location}
</Directory>
END
exec apache2 -X -f $TMP/apache.conf""", "Apache")


def jsse_server(options="", leaf="good", java=""):
    keys = f"keys=$PKI/{leaf}.p12" if leaf else ""
    return Peer(f"exec java {java} $PEERS/Peer.java server {keys} {options}", "JSSE")


def go_server(leaf="good", options=""):
    return Peer(f"exec $PKI/gopeer -server -cert $PKI/{leaf}.chain -key $PKI/{leaf}.key {options}", "Go crypto/tls")


def node_server(leaf="good", options=""):
    return Peer(f"exec node $PEERS/peer.js server cert=@$PKI/{leaf}.chain key=@$PKI/{leaf}.key {options}", "Node")


def driven_server(options="", leaf="good"):
    return Peer(f"exec /usr/bin/python3 $PEERS/drive.py server $PKI/{leaf}.chain $PKI/{leaf}.key {options}", "OpenSSL driven by Python")


def plain(mode, options=""):
    return Peer(f"exec /usr/bin/python3 $PEERS/plain.py {mode} {options}", f"Python ({mode})")


# Clients

def s_client(options="", trust="root", sni="shop.example.com", host="$SERVER:443", speak=HELLO, seconds=12):
    verify = f"-verify_return_error -verifyCAfile $PKI/{trust}.crt" if trust else ""
    name = f"-servername {sni}" if sni else "-noservername"
    return Peer(f"{speak} | timeout {seconds} openssl s_client -connect {host} {name} {verify} {options}", "OpenSSL s_client")


def newer(peer):
    """The same of an OpenSSL from 3.5 on, which knows ML-DSA and ML-KEM: the command in the environment's OPENSSL35."""
    return Peer(peer.command.replace("openssl ", "$OPENSSL35 "), f"newer {peer.stack}")


def upgraded(protocol, port, options=""):
    return s_client(f"-starttls {protocol} {options}", host=f"$SERVER:{port}")


def curl(options="", trust="root", url="https://shop.example.com/", host="$SERVER", seconds=8):
    verify = f"--cacert $PKI/{trust}.crt" if trust else "--insecure"
    redirect = f"--connect-to ::{host}:443" if host else ""
    return Peer(f"curl --silent --show-error --max-time {seconds} {redirect} {verify} {options} {url}", "curl")


def gnutls_cli(priority="NORMAL", options="", trust="root", sni="shop.example.com", host="$SERVER"):
    verify = f"--x509cafile $PKI/{trust}.crt --verify-hostname {sni}" if trust else "--insecure"
    return Peer(f"{HELLO} | gnutls-cli {host} -p 443 --sni-hostname {sni} {verify} --priority '{priority}' {options}", "GnuTLS gnutls-cli")


def tstclnt(options="", database="nss", versions="tls1.2:tls1.3", sni="shop.example.com"):
    return Peer(f"{HELLO} | timeout 3 tstclnt -h $SERVER -p 443 -d sql:$PKI/{database} -V {versions} -a {sni} {options}", "NSS tstclnt")


def jsse_client(options="", trust="root", sni="shop.example.com", java=""):
    return Peer(f"java {java} $PEERS/Peer.java client host=$SERVER sni={sni} trust=$PKI/{trust}.crt {options}", "JSSE")


def provider_client(name, options="", trust="root"):
    """A Java client with another provider than JSSE; $JARS holds it."""
    client = jsse_client(f"provider={PROVIDERS[name]} {options}", trust, java='-cp "$JARS/*"')
    return Peer(client.command, f"{name} {JARS[name].split(':')[-1]}")


def mbed_client(trust="root", sni="shop.example.com"):
    return Peer(f"$PKI/mbedpeer $SERVER {sni} $PKI/{trust}.crt", "Mbed TLS")


def wolf_client(version="1.2", trust="root", sni="shop.example.com"):
    return Peer(f"$PKI/wolfpeer $SERVER {sni} $PKI/{trust}.crt {version}", "wolfSSL")


def go_client(options="", trust="root", sni="shop.example.com", host="$SERVER:443"):
    return Peer(f"$PKI/gopeer -connect {host} -sni {sni} -trust $PKI/{trust}.crt {options}", "Go crypto/tls")


def node_client(options="", trust="root", sni="shop.example.com"):
    return Peer(f"node $PEERS/peer.js client host=$SERVER servername={sni} ca=@$PKI/{trust}.crt {options}", "Node")


def driven_client(options="", sni="shop.example.com", host="$SERVER"):
    return Peer(f"/usr/bin/python3 $PEERS/drive.py client {host} '{sni}' {options}", "OpenSSL driven by Python")


def at_time(moment, peer):
    """The same peer with its clock set to that moment; Go's and the kernel's clocks cannot be set."""
    return Peer(f"export LD_PRELOAD=/usr/lib/$(uname -m)-linux-gnu/faketime/libfaketime.so.1 FAKETIME='@{moment}'; " + peer.command, peer.stack)


def text_client(text, port=443):
    return Peer(f"(printf '{text}'; sleep 1) | timeout 10 socat - TCP:$SERVER:{port}", "socat")
