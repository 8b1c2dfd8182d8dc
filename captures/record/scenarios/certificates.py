"""4xx: the client and the server's certificate."""
from scenario import Scenario, completed, expect
from stacks import *  # noqa: F403, the vocabulary of the tables


def refused(*codes, stage="server-hello-done", by="client"):
    return expect("failed", stage, by, *codes)


SCENARIOS = (
    Scenario("401-unknown-ca", "The server's sound chain ends in a root that curl does not trust, TLS 1.2.",
             curl("--tls-max 1.2", trust="other-root"), nginx("good", "ssl_protocols TLSv1.2;"),
             refused("certificate-untrusted", "certificate-chain-incomplete"),
             proof=("tls.alert_message.desc == 48 && tcp.dstport == 443", "tls.handshake.type == 11")),
    Scenario("402-expired", "The server's certificate expired in 2025, TLS 1.2; OpenSSL refuses it.",
             s_client("-tls1_2"), s_server("expired"), refused("certificate-expired"),
             proof=("tls.alert_message.desc == 45 && tcp.dstport == 443", "tls.handshake.type == 11")),
)
