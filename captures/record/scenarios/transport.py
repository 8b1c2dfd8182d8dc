"""1xx: the network, or a peer that goes away without a word."""
from scenario import Scenario, completed, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

SCENARIOS = (
    Scenario("101-reset-after-client-hello", "The server itself resets the connection after it has read the ClientHello.",
             s_client(), plain("reset"), expect("failed", "client-hello", "server", "reset-after-client-hello"), hand_built=True,
             proof=("tls.handshake.type == 1", "tcp.flags.reset == 1 && tcp.srcport == 443", "not tls.alert_message", "not tls.handshake.type == 2")),
    Scenario("102-server-silent", "The server reads the ClientHello and never answers; curl gives up after 4 s.",
             curl(seconds=4), plain("silent"), expect("stalled|failed", "client-hello", "server|client", "server-silent", "handshake-timeout"),
             hand_built=True, proof=("tls.handshake.type == 1", "tcp.srcport == 443 && tcp.flags.ack == 1", "not tcp.srcport == 443 && tcp.len > 0")),
)
