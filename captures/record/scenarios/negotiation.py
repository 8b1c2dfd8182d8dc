"""3xx: no common ground."""
from scenario import Scenario, completed, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

SCENARIOS = (
    Scenario("301-no-common-version", "The client offers TLS 1.2 at most, the server speaks TLS 1.3 only.",
             curl("--tls-max 1.2"), s_server(options="-tls1_3"), expect("failed", "client-hello", "server", "version-mismatch"),
             proof=("tls.alert_message.desc == 70 && tcp.srcport == 443", "not tls.handshake.type == 2")),
)
