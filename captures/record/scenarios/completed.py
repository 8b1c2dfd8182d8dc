"""0xx: handshakes that complete, plainly or by a longer road."""
from scenario import Scenario, completed, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

SCENARIOS = (
    Scenario("001-good-tls12", "A TLS 1.2 handshake with ECDHE completes, a line is exchanged, both close.",
             s_client("-tls1_2"), s_server(answer="-rev"), completed(),
             proof=("tls.handshake.version == 0x0303", "tls.app_data", "tls.handshake.type == 12", "not tls.handshake.ciphersuite == 0x1301 && tls.handshake.type == 2")),
    Scenario("002-good-tls13", "A TLS 1.3 handshake completes; curl gets a page from nginx.",
             curl("--tlsv1.3"), nginx(server="ssl_protocols TLSv1.3;"), completed(),
             proof=("tls.handshake.type == 2 && tls.handshake.extensions.supported_version == 0x0304", "tls.app_data")),
    Scenario("003-good-vlan-ipv6", "A TLS 1.3 handshake over IPv6, captured on an 802.1Q trunk (VLAN 100).",
             s_client(host="[$SERVER6]:443"), s_server(answer="-rev"), completed(), at="trunk", wire="--vlan 100",
             proof=("vlan.id == 100 && ipv6 && tls.handshake.type == 1", "vlan.id == 100 && tls.handshake.type == 2", "tls.app_data")),
    Scenario("004-good-tiny-segments", "The ClientHello arrives in segments of seven bytes; the handshake completes.",
             driven_client("--chunk 7 --pause 0.003"), s_server(), completed(),
             proof=("tcp.dstport == 443 && tcp.len == 7", "tls.handshake.type == 1", "tls.app_data", "not tcp.dstport == 443 && tcp.len > 7 && tcp.seq < 200")),
    Scenario("005-good-tls13-secrets-block", "A TLS 1.3 handshake, the key log inside the pcapng file (editcap).",
             s_client("-keylogfile $KEYS"), s_server(answer="-rev"), completed(), suffix="pcapng",
             post="editcap -F pcapng --inject-secrets tls,$KEYS $IN $OUT",
             proof=("tls.handshake.type == 20", "tls.handshake.type == 11")),
)
