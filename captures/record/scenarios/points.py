"""8xx: one connection captured at two points, on either side of the router; what happens, happens between them."""
from scenario import Scenario, completed, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

SCENARIOS = (
    Scenario("801-points-hello-lost", "The router drops the ClientHello; captured at the client and at the server.",
             curl(seconds=4), s_server(), expect("stalled|failed", "client-hello", "network", "client-hello-dropped"),
             also="server", nft=("forward tcp dport 443 @ih,0,16 0x1603 drop",),
             proof=("tls.handshake.type == 1", "tcp.analysis.retransmission", "not tls.handshake.type == 2")),
    Scenario("802-points-answer-lost",
             "The router drops everything that the server says after the TCP handshake; captured at the client and at the server.",
             curl(seconds=4), s_server(),
             expect("stalled|failed", "client-hello", "network|server", "path-loss", "server-silent", "client-hello-dropped"),
             also="server", nft=("forward tcp sport 443 tcp flags & (syn | rst) == 0 drop",),
             proof=("tls.handshake.type == 1", "not tls.handshake.type == 2", "not tcp.srcport == 443 && tcp.len > 0")),
    Scenario("803-points-reset-born", "A box on the path forges resets to both sides; captured at the client and at the server.",
             curl(), s_server(), expect("failed", "client-hello", "network", "reset-injected"), also="server",
             router="exec /usr/bin/python3 $PEERS/inject.py 63 both", wire="--delay 20",
             proof=("tcp.flags.reset == 1 && ip.ttl == 63 && tcp.srcport == 443", "tls.handshake.type == 1")),
    Scenario("804-points-nat",
             "The router replaces the client's address and port and drops what the server says after its hello, TLS 1.2.",
             curl("--tls-max 1.2", seconds=4), s_server("large"),
             expect("stalled|failed", "server-hello|client-hello|server-certificate", "network|server", "path-loss", "path-mtu",
                    "handshake-timeout", "server-silent"),
             also="server", nat=("postrouting tcp dport 443 masquerade to :20000-20010",),
             nft=("forward tcp sport 443 meta length > 1000 drop",),
             proof=("tls.handshake.type == 1", "not tls.handshake.type == 14")),
    Scenario("805-points-intercepted",
             "The router ends TLS with a certificate of its own and speaks TLS to the server anew; the client trusts it, TLS 1.2.",
             curl("--tls-max 1.2", trust="inspection"), s_server("rsa", options="-tls1_2"), completed(None, "interception-suspected"), also="server",
             nat=("prerouting iifname clients tcp dport 443 redirect to :8443",),
             router="exec socat OPENSSL-LISTEN:8443,fork,reuseaddr,cert=$PKI/inspected.both,verify=0 "
                    "OPENSSL:$SERVER:443,verify=0,snihost=shop.example.com",
             proof=("tls.handshake.type == 11", "tls.app_data")),
)
