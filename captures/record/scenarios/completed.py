"""0xx: handshakes that complete, plainly or by a longer road."""
from scenario import Peer, Scenario, completed, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

DATA = "tls.app_data"
NO_ALERT = "not tls.alert_message.level == 2"
MUTUAL = "-Verify 1 -verify_return_error -CAfile $PKI/client-ca.crt"
OWN = "-cert $PKI/client-good.crt -key $PKI/client-good.key"


def typed(*lines):
    """Lines for s_client to read, half a second apart."""
    return "(sleep 0.4; " + " ".join(f"echo {line}; sleep 0.5;" for line in lines) + ")"


def suite(code):
    return f"tls.handshake.type == 2 && tls.handshake.ciphersuite == {code}"


RAW_KEYS = "NORMAL:-VERS-ALL:+VERS-TLS{}:-CTYPE-ALL:+CTYPE-SRV-RAWPK:+CTYPE-CLI-X509"


def raw_key_server(version):
    return Peer(f"""openssl pkey -in $PKI/good.key -pubout -out $TMP/public.pem; openssl pkcs8 -topk8 -nocrypt -in $PKI/good.key -out $TMP/private.pem
exec gnutls-serv --http -p 443 --rawpkkeyfile $TMP/private.pem --rawpkfile $TMP/public.pem --priority '{RAW_KEYS.format(version)}'""",
                "GnuTLS gnutls-serv")


def raw_key_client(version):
    return Peer(f"""export SSLKEYLOGFILE=$KEYS; {HELLO} | timeout 8 gnutls-cli $SERVER -p 443 --sni-hostname shop.example.com --insecure \
--priority '{RAW_KEYS.format(version)}'""", "GnuTLS gnutls-cli")


SCENARIOS = (
    Scenario("001-good-tls12", "A TLS 1.2 handshake with ECDHE completes, a line is exchanged, both close.",
             s_client("-tls1_2"), s_server(answer="-rev"), completed(),
             proof=("tls.handshake.version == 0x0303", "tls.app_data", "tls.handshake.type == 12")),
    Scenario("002-good-tls13", "A TLS 1.3 handshake completes; curl gets a page from nginx.",
             curl("--tlsv1.3"), nginx(server="ssl_protocols TLSv1.3;"), completed(),
             proof=("tls.handshake.type == 2 && tls.handshake.extensions.supported_version == 0x0304", "tls.app_data")),
    Scenario("003-good-vlan-ipv6", "A TLS 1.3 handshake over IPv6, captured on an 802.1Q trunk (VLAN 100).",
             s_client(host="[$SERVER6]:443"), s_server(answer="-rev"), completed(), at="trunk", wire="--vlan 100",
             proof=("vlan.id == 100 && ipv6 && tls.handshake.type == 1", "vlan.id == 100 && tls.handshake.type == 2",
                    "tls.app_data")),
    Scenario("004-good-tiny-segments", "The ClientHello arrives in segments of seven bytes; the handshake completes.",
             driven_client("--chunk 7 --pause 0.003"), s_server(), completed(),
             proof=("tcp.dstport == 443 && tcp.len == 7", "tls.handshake.type == 1", "tls.app_data",
                    "not tcp.dstport == 443 && tcp.len > 7 && tcp.seq < 200")),
    Scenario("005-good-tls13-secrets-block", "A TLS 1.3 handshake, the key log inside the pcapng file (editcap).",
             s_client("-keylogfile $KEYS"), s_server(answer="-rev"), completed(), suffix="pcapng",
             post="editcap -F pcapng --inject-secrets tls,$KEYS $IN $OUT",
             proof=("tls.handshake.type == 20", "tls.handshake.type == 11")),
    Scenario("006-resumed-session-id",
             "TLS 1.2: five connections resume the first one's session by its id (nginx's cache, no tickets).",
             s_client("-tls1_2 -no_ticket -reconnect"),
             nginx(server="ssl_session_cache shared:one:1m; ssl_session_tickets off;"), completed(), flows=6,
             proof=(DATA, "tls.handshake.type == 1 && tls.handshake.session_id_length == 32",
                    "tls.handshake.type == 2 && tcp.stream == 5", "not tls.handshake.type == 11 && tcp.stream == 5")),
    Scenario("007-resumed-ticket", "TLS 1.2: the second connection resumes the first one's session by its ticket.",
             Peer(s_client("-tls1_2 -sess_out $TMP/session").command + "; " + s_client("-tls1_2 -sess_in $TMP/session").command,
                  "OpenSSL s_client"),
             nginx(), completed(), flows=2,
             proof=("tls.handshake.type == 11 && tcp.stream == 0", "tls.handshake.type == 2 && tcp.stream == 1",
                    "not tls.handshake.type == 11 && tcp.stream == 1")),
    Scenario("008-resumed-tls13-node", "TLS 1.3: Node resumes its session in a second connection.",
             node_client("again=true"), node_server(), completed(), flows=2,
             proof=("tls.handshake.extension.type == 41 && tls.handshake.type == 2 && tcp.stream == 1", DATA)),
    Scenario("009-resumed-tls13-go", "TLS 1.3: Go resumes its session in a second connection.",
             go_client("-again"), go_server(), completed(), flows=2,
             proof=("tls.handshake.extension.type == 41 && tls.handshake.type == 2 && tcp.stream == 1", DATA)),
    Scenario("010-hello-retry-request", "TLS 1.3: the server asks for another key share with HelloRetryRequest.",
             s_client("-groups X25519:P-384"), s_server(options="-groups P-384", answer="-rev"), completed(),
             proof=("tls.handshake.random == cf:21:ad:74:e5:9a:61:11:be:1d:8c:02:1e:65:b8:91:c2:a2:11:16:7a:bb:8c:5e:07:9e:09:e2:c8:a8:33:9c",
                    DATA)),
    Scenario("011-external-psk", "TLS 1.3 with an external PSK and no certificate.",
             s_client("-tls1_3 -psk 00112233445566778899aabbccddeeff -psk_identity till -ciphersuites TLS_AES_128_GCM_SHA256",
                      trust=""),
             s_server(options="-tls1_3 -psk 00112233445566778899aabbccddeeff -psk_identity till -ciphersuites TLS_AES_128_GCM_SHA256",
                      certificate=False, answer="-rev"),
             completed(), proof=("tls.handshake.type == 2 && tls.handshake.extension.type == 41", DATA)),
    Scenario("012-psk-tls12", "TLS 1.2 with a PSK suite and no certificate.",
             s_client("-tls1_2 -cipher PSK-AES128-GCM-SHA256 -psk 00112233445566778899aabbccddeeff -psk_identity till",
                      trust=""),
             s_server(options="-tls1_2 -cipher PSK-AES128-GCM-SHA256 -psk 00112233445566778899aabbccddeeff -psk_identity till",
                      certificate=False, answer="-rev"),
             completed(), proof=(suite("0x00a8"), DATA)),
    Scenario("013-renegotiation", "TLS 1.2: the client renegotiates after the handshake; key log beside it.",
             s_client("-tls1_2 -keylogfile $KEYS", speak=typed("R", "hello")),
             s_server(options="-client_renegotiation", answer="-rev"), completed(), keylog=True,
             proof=("tls.handshake.type == 1 && frame.number > 8", DATA)),
    Scenario("014-key-update", "TLS 1.3 with a KeyUpdate after the handshake; key log beside it.",
             s_client("-keylogfile $KEYS", speak=typed("K", "hello")), s_server(answer="-rev"), completed(), keylog=True,
             proof=("tls.handshake.type == 24", DATA)),
    Scenario("015-mutual-tls12", "TLS 1.2 with a client certificate that is accepted.",
             s_client(f"-tls1_2 {OWN}"), s_server(options=MUTUAL, answer="-rev"), completed(),
             proof=("tls.handshake.type == 13", "tls.handshake.type == 15", DATA)),
    Scenario("016-mutual-tls13", "TLS 1.3 with a client certificate that is accepted, JSSE server.",
             s_client(OWN), jsse_server("need=true trust=$PKI/client-ca.crt"), completed(),
             proof=("tls.handshake.type == 2 && tls.handshake.extensions.supported_version == 0x0304", DATA)),
    Scenario("017-early-data", "TLS 1.3: the second connection resumes and sends early data; key log beside it.",
             Peer(s_client("-keylogfile $KEYS -sess_out $TMP/session").command + "; printf 'GET / HTTP/1.0\\r\\n\\r\\n' > $TMP/early; "
                  + s_client("-keylogfile $KEYS -sess_in $TMP/session -early_data $TMP/early").command, "OpenSSL s_client"),
             s_server(options="-early_data", answer=""), completed(), flows=2, keylog=True,
             proof=("tls.handshake.extension.type == 42 && tls.handshake.type == 1 && tcp.stream == 1",
                    "tls.handshake.type == 5")),
    Scenario("018-http2", "curl gets a page by HTTP/2 from nginx; ALPN h2, TLS 1.2.",
             curl("--tls-max 1.2"), nginx(listen="443 ssl http2"), completed(),
             proof=('tls.handshake.type == 2 && tls.handshake.extensions_alpn_str == "h2"', DATA)),
    Scenario("019-tls10", "TLS 1.0 with AES-128-CBC-SHA and RSA key exchange, both sides at security level 0.",
             s_client("-tls1 -cipher AES128-SHA:@SECLEVEL=0"),
             s_server("rsa", "-tls1 -cipher AES128-SHA:@SECLEVEL=0", answer="-rev"), completed(),
             proof=("tls.record.version == 0x0301 && tls.app_data", suite("0x002f"))),
    Scenario("020-tls11-3des", "TLS 1.1 with 3DES, GnuTLS on both sides.",
             gnutls_cli("NORMAL:-VERS-ALL:+VERS-TLS1.1:+3DES-CBC:-AES-128-CBC:-AES-256-CBC:%VERIFY_ALLOW_SIGN_WITH_SHA1"),
             gnutls_serv("rsa", "NORMAL:-VERS-ALL:+VERS-TLS1.1:+3DES-CBC"), completed(),
             proof=("tls.record.version == 0x0302 && tls.app_data",)),
    Scenario("021-dhe", "TLS 1.2 with finite-field Diffie-Hellman (2048 bits).",
             s_client("-tls1_2 -cipher DHE-RSA-AES256-GCM-SHA384"), s_server("rsa", "-dhparam $PKI/dh2048.pem", answer="-rev"),
             completed(), proof=(suite("0x009f"), DATA)),
    Scenario("022-chacha20", "TLS 1.2 with ChaCha20-Poly1305, Go client.",
             go_client("-max 0x0303 -suite 0xcca9"), nginx(), completed(), proof=(suite("0xcca9"), DATA)),
    Scenario("023-ccm-tls12", "TLS 1.2 with AES-128-CCM-8.",
             s_client("-tls1_2 -cipher ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0"),
             s_server(options="-cipher ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0", answer="-rev"), completed(),
             proof=(suite("0xc0ae"), DATA)),
    Scenario("024-ccm-tls13", "TLS 1.3 with AES-128-CCM.",
             s_client("-tls1_3 -ciphersuites TLS_AES_128_CCM_SHA256"),
             s_server(options="-ciphersuites TLS_AES_128_CCM_SHA256", answer="-rev"), completed(),
             proof=(suite("0x1304"), DATA)),
    Scenario("025-rsa-key-exchange", "TLS 1.2 with RSA key exchange and CBC with encrypt-then-MAC.",
             s_client("-tls1_2 -cipher AES256-SHA256"), s_server("rsa", answer="-rev"), completed(),
             proof=(suite("0x003d"), "tls.handshake.type == 2 && tls.handshake.extension.type == 22", DATA)),
    Scenario("026-jsse-both", "TLS 1.3, JSSE on both sides.",
             jsse_client(), jsse_server(), completed(), proof=(DATA, NO_ALERT)),
    Scenario("027-jsse-tls12", "TLS 1.2, a JSSE client at a GnuTLS server.",
             jsse_client("protocols=TLSv1.2"), gnutls_serv(), completed(), proof=("tls.handshake.type == 14", DATA)),
    Scenario("028-gnutls-both", "TLS 1.3, GnuTLS on both sides, IPv6.",
             gnutls_cli(host="$SERVER6"), gnutls_serv(), completed(), proof=("ipv6 && tls.app_data",)),
    Scenario("029-nss-both", "TLS 1.3, NSS on both sides.",
             tstclnt(), selfserv(), completed(), proof=(DATA, NO_ALERT)),
    Scenario("030-nss-tls12", "TLS 1.2, an NSS client at a Node server.",
             tstclnt(versions="tls1.2:tls1.2"), node_server(), completed(), proof=("tls.handshake.type == 14", DATA)),
    Scenario("031-node-haproxy", "TLS 1.3, a Node client at HAProxy, captured at the server.",
             node_client(), haproxy("bind :443 ssl crt $PKI/good.both"), completed(), at="server", proof=(DATA,)),
    Scenario("032-stunnel", "TLS 1.3, an OpenSSL client at stunnel, captured on the router.",
             s_client(), stunnel(), completed(), at="router", proof=(DATA,)),
    Scenario("033-small-records", "TLS 1.2 with max_fragment_length 512: the handshake spreads over many small records.",
             s_client("-tls1_2 -maxfraglen 512"), s_server(answer="-rev"), completed(),
             proof=("tls.handshake.extension.type == 1 && tls.handshake.type == 2", DATA)),
    Scenario("034-no-data", "TLS 1.2 completes and is closed without any data, as a health check does.",
             s_client("-tls1_2", speak="sleep 0.5"), nginx(), completed(),
             proof=("tls.handshake.type == 16", "not tls.app_data")),
    Scenario("035-offload", "Segmentation and checksum offload are on: the capture holds super-segments with wrong checksums.",
             curl("--tls-max 1.2"), s_server("large"), completed(), at="server", offload=True, proof=("tcp.len > 3000", DATA)),
    Scenario("036-http2-tls13-keys", "curl gets a page by HTTP/2 from nginx, TLS 1.3; key log beside it.",
             Peer("SSLKEYLOGFILE=$KEYS " + curl().command, "curl"),
             nginx(listen="443 ssl http2", server="ssl_protocols TLSv1.3;"), completed(), keylog=True,
             proof=("http2.headers.status == 200", "tls.handshake.type == 11")),
    Scenario("037-ml-dsa-ml-kem-keys",
             "TLS 1.3 with X25519MLKEM768, the server's certificates and signature are ML-DSA; key log beside it.",
             newer(s_client("-keylogfile $KEYS", trust="pq-root")),
             newer(s_server("pq", answer="-rev")), completed(), keylog=True,
             proof=("tls.handshake.extensions_key_share_group == 4588 && tls.handshake.type == 2", "tls.handshake.sig_hash_alg == 0x0904",
                    "tls.handshake.type == 11", "tls.handshake.type == 20")),
    Scenario("038-raw-public-key-tls12", "The server shows a raw public key in place of a certificate, TLS 1.2.",
             raw_key_client("1.2"), raw_key_server("1.2"), completed(),
             proof=("tls.handshake.extension.type == 20", "tls.handshake.type == 11", "tls.handshake.type == 20 || tls.app_data")),
    Scenario("039-raw-public-key-tls13", "The same, TLS 1.3.",
             raw_key_client("1.3"), raw_key_server("1.3"), completed(), keylog=True,
             proof=("tls.handshake.extension.type == 20", "tls.app_data")),
    Scenario("040-early-data-answered",
             "TLS 1.3: the second connection's request is early data; nginx answers and closes before the client's Finished.",
             Peer(s_client("-sess_out $TMP/session").command + "; printf 'GET / HTTP/1.0\\r\\n\\r\\n' > $TMP/early; "
                  + s_client("-sess_in $TMP/session -early_data $TMP/early").command, "OpenSSL s_client"),
             nginx(server="ssl_protocols TLSv1.3; ssl_early_data on;"), completed(), flows=2,
             proof=("tls.handshake.extension.type == 42 && tls.handshake.type == 1 && tcp.stream == 1",
                    "tls.record.length == 69 && tcp.dstport == 443 && tcp.stream == 1",
                    "tcp.flags.fin == 1 && tcp.srcport == 443 && tcp.stream == 1")),
)
