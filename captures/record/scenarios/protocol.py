"""6xx: messages that are malformed, out of order or undecipherable, and alerts that say so."""
from scenario import Scenario, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

FLIGHT_SEEN = "--version 1.2 --hold 1 --wait 0.4 --end await"


def after_flight(octets):
    """A client that sends these bytes after the server's TLS 1.2 flight."""
    return driven_client(f"{FLIGHT_SEEN} --extra-hex {octets}")


def alerting(description):
    """A server that answers the ClientHello with this fatal alert."""
    return plain(f"echo-'\\x15\\x03\\x03\\x00\\x02\\x02\\x{description:02x}'")


def refused(*codes, stage="client-hello", by="server"):
    return expect("failed", stage, by, *codes)


def by_server(description):
    return f"tls.alert_message.desc == {description} && tcp.srcport == 443"


SCENARIOS = (
    Scenario("601-client-hello-odd-suites", "The ClientHello's list of cipher suites has an odd length: decode_error.",
             driven_client("--edit 76=0003"), s_server(), refused("message-malformed", stage="client-hello|tcp-established"),
             hand_built=True, proof=("tls.alert_message.level == 2 && tcp.srcport == 443", "not tls.handshake.type == 2")),
    Scenario("602-client-hello-length", "The ClientHello's session id claims 255 bytes; nginx refuses it.",
             driven_client("--edit 43=ff"), nginx(), refused("message-malformed", stage="client-hello|tcp-established"),
             hand_built=True, proof=("tls.alert_message.level == 2 && tcp.srcport == 443", "not tls.handshake.type == 2")),
    Scenario("603-garbage-record", "After the server's flight the client sends bytes that are no TLS record.",
             after_flight("deadbeef00112233445566778899aabbccddeeff"), s_server(),
             refused("record-malformed", "unexpected-message", stage="server-hello-done", by="server|client"), hand_built=True,
             proof=("tcp.payload[0:4] == de:ad:be:ef", "tls.handshake.type == 14")),
    Scenario("604-unexpected-message", "After the server's flight the client sends a ServerHelloDone: unexpected_message.",
             after_flight("16030300040e000000"), s_server(),
             refused("unexpected-message", stage="server-hello-done", by="server|client"), hand_built=True,
             proof=(by_server(10),)),
    Scenario("605-record-overflow",
             "After the server's flight the client sends a record header of 65535 bytes: record_overflow.",
             after_flight("160303ffff1000000000"), s_server(),
             refused("record-overflow", "record-malformed", stage="server-hello-done", by="server|client"), hand_built=True,
             proof=(by_server(22),)),
    Scenario("606-damaged-flight-tls13",
             "The last byte of the server's TLS 1.3 flight is changed behind the capture point: bad_record_mac.",
             s_client(), s_server(), refused("decryption-failed", stage="server-encrypted|server-hello", by="client"),
             at="server", wire="--flip s:1", proof=("tls.alert_message.desc == 20 && tcp.dstport == 443",)),
    Scenario("607-damaged-finished-tls12",
             "The last byte of the client's Finished is changed behind the capture point: bad_record_mac.",
             s_client("-tls1_2"), nginx(), refused("decryption-failed", stage="client-finished|client-change-cipher-spec"),
             wire="--flip c:2", proof=(by_server(20),)),
    Scenario("608-canceled", "The user cancels: the client sends user_canceled and close_notify after the server's flight.",
             driven_client("--version 1.2 --hold 1 --wait 0.4 --end await --extra-hex 1503030002015a15030300020100"),
             s_server(), refused("peer-canceled", stage="server-hello-done", by="client"), hand_built=True,
             proof=("tls.alert_message.desc == 90 && tcp.dstport == 443",)),
    Scenario("609-access-denied", "The server answers with the alert access_denied.",
             s_client(), alerting(49), refused("access-denied"), hand_built=True, proof=(by_server(49),)),
    Scenario("610-insufficient-security", "The server answers with the alert insufficient_security.",
             s_client(), alerting(71), refused("insufficient-security"), hand_built=True, proof=(by_server(71),)),
    Scenario("611-unknown-psk-identity", "The server answers with the alert unknown_psk_identity.",
             go_client(), alerting(115), refused("psk-rejected"), hand_built=True, proof=(by_server(115),)),
    Scenario("612-internal-error", "The server answers with the alert internal_error.",
             gnutls_cli(), alerting(80), refused("peer-internal-error"), hand_built=True, proof=(by_server(80),)),
    Scenario("613-renegotiation-refused", "TLS 1.2: the client renegotiates, the server does not allow it; key log beside it.",
             s_client("-tls1_2 -keylogfile $KEYS", speak="(sleep 0.4; echo R; sleep 1)"), s_server(answer="-rev"),
             expect("completed", "complete", "none|client|server", "renegotiation-failed", None), keylog=True,
             proof=("tls.handshake.type == 1 && frame.number > 8", by_server(100))),
    Scenario("614-truncated-client-hello", "The client sends half a ClientHello and closes.",
             driven_client("--hold 1 --limit 100 --wait 0.2 --end fin"), s_server(),
             expect("failed|stalled", "tcp-established|client-hello", "client", "closed-during-handshake", "message-malformed"),
             hand_built=True, proof=("tcp.len == 100", "not tls.handshake.type == 2")),
    Scenario("615-server-hello-unoffered-suite",
             "The server's ServerHello names a suite that was not offered (a byte changed by hand): illegal_parameter.",
             s_client("-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256"), driven_server("--version 1.2 --edit 76=c0ac"),
             refused("message-malformed", "cipher-mismatch", stage="server-hello-done|server-hello", by="client"),
             hand_built=True, proof=("tls.alert_message.desc == 47 && tcp.dstport == 443",)),
    Scenario("616-close-notify-first", "The server answers the ClientHello with close_notify.",
             s_client(), plain("echo-'\\x15\\x03\\x03\\x00\\x02\\x01\\x00'"),
             refused("peer-canceled", "closed-during-handshake"), hand_built=True, proof=(by_server(0),)),
    Scenario("617-ech-required",
             "The client gives up after the server's TLS 1.3 flight with the alert ech_required, in the clear.",
             driven_client("--hold 1 --wait 0.4 --extra-hex 15030300020279 --end fin"), s_server(),
             refused("ech-rejected", stage="server-encrypted", by="client"), hand_built=True,
             proof=("tcp.dstport == 443 && tcp.payload == 15:03:03:00:02:02:79",)),
    Scenario("630-garbage-record-gnutls", "After GnuTLS's flight the client sends bytes that are no TLS record.",
             after_flight("deadbeef00112233445566778899aabbccddeeff"), gnutls_serv(),
             refused("record-malformed", "unexpected-message", stage="server-hello-done", by="server|client"), hand_built=True,
             proof=("tcp.payload[0:4] == de:ad:be:ef", "tls.handshake.type == 14")),
    Scenario("631-unexpected-message-go", "After Go's flight the client sends a ServerHelloDone: unexpected_message.",
             after_flight("16030300040e000000"), go_server(),
             refused("unexpected-message", stage="server-hello-done", by="server|client"), hand_built=True,
             proof=(by_server(10),)),
    Scenario("632-record-overflow-gnutls", "After GnuTLS's flight the client sends a record header of 65535 bytes.",
             after_flight("160303ffff1000000000"), gnutls_serv(),
             refused("record-overflow", "record-malformed", stage="server-hello-done", by="server|client"), hand_built=True,
             proof=("tls.alert_message.level == 2 && tcp.srcport == 443",)),
    Scenario("633-damaged-finished-go", "The last byte of the client's Finished is changed behind the capture point, TLS 1.2, Go.",
             gnutls_cli("NORMAL:-VERS-TLS1.3"), go_server(),
             refused("decryption-failed", stage="client-finished|client-change-cipher-spec"), wire="--flip c:2",
             proof=(by_server(20),)),
    Scenario("634-client-hello-odd-suites-jsse", "The ClientHello's list of cipher suites has an odd length; JSSE refuses it.",
             driven_client("--edit 76=0003"), jsse_server(), refused("message-malformed", stage="client-hello|tcp-established"),
             hand_built=True, proof=("tls.alert_message.level == 2 && tcp.srcport == 443", "not tls.handshake.type == 2")),
    Scenario("635-client-hello-length-go", "The ClientHello's session id claims 255 bytes; Go refuses it.",
             driven_client("--edit 43=ff"), go_server(), refused("message-malformed", "unexpected-message", stage="client-hello|tcp-established"),
             hand_built=True, proof=("tls.alert_message.level == 2 && tcp.srcport == 443", "not tls.handshake.type == 2")),
    Scenario("636-access-denied-gnutls", "The server answers GnuTLS's ClientHello with the alert access_denied.",
             gnutls_cli(), alerting(49), refused("access-denied"), hand_built=True, proof=(by_server(49),)),
    Scenario("637-handshake-failure-jsse", "The server answers a sound ClientHello of JSSE with handshake_failure and gives no reason.",
             jsse_client(), alerting(40), refused("handshake-failure"), hand_built=True, proof=(by_server(40),)),
)
