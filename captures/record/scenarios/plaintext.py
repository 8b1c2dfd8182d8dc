"""2xx: plaintext before, after or in place of TLS."""
from scenario import Scenario, completed, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

SCENARIOS = (
    Scenario("201-http-to-tls-port", "curl speaks http:// to nginx's TLS port; nginx answers 400 in plaintext.",
             curl(url="http://shop.example.com:443/"), nginx(),
             expect("failed|not-tls", "tcp-established|preamble", "server|client", "plaintext-http-to-tls-port"),
             proof=('frame contains "GET / HTTP/1.1"', 'frame contains "plain HTTP request"', "not tls.handshake")),
    Scenario("202-tls-to-http-port", "curl speaks https:// to a port where nginx speaks HTTP; the answer is 400.",
             curl(), nginx_http('server { listen 443; return 200 "hello"; }'),
             expect("failed", "client-hello", "server|client", "tls-to-plaintext-port"),
             proof=("tls.handshake.type == 1", 'frame contains "HTTP/1.1 400"', "not tls.handshake.type == 2")),
)
