"""7xx: what the capture lacks, and how it was taken."""
from scenario import Scenario, completed, expect
from stacks import *  # noqa: F403, the vocabulary of the tables

KEEP, DROP = "editcap -r $IN $OUT ", "editcap $IN $OUT "
EXPIRED = expect("failed", "server-hello-done", "client", "certificate-expired")
TLS12 = s_client("-tls1_2")
ONE_SEGMENT = nginx()  # whose TLS 1.2 flight fits one segment: frame 4 is ClientHello, 6 the flight


SCENARIOS = (
    Scenario("701-starts-midstream", "The capture begins after the handshake.", s_client(), s_server(answer="-rev"),
             expect("indeterminate", "*", "capture", "capture-starts-midstream"), post=KEEP + "14-9999", proof=("tls.app_data || tls.record.opaque_type == 23", "not tls.handshake")),
    Scenario("702-no-syn", "The SYNs are missing, the whole TLS handshake is there.", s_client(), s_server(answer="-rev"), completed(None, "capture-starts-midstream"), at="server",
             filter="tcp[tcpflags] & tcp-syn == 0", proof=("tls.handshake.type == 1", "tls.app_data", "not tcp.flags.syn == 1")),
    Scenario("703-snaplen", "The snap length of 96 bytes cuts every handshake message; the connection was sound.", TLS12, s_server(answer="-rev"),
             expect("indeterminate|completed", "*", "capture|none", "capture-truncated", None), tcpdump="-s 96", proof=("frame.cap_len < frame.len",)),
    Scenario("704-snaplen-alert", "The snap length of 128 bytes cuts the messages, the alert unknown_ca is complete, TLS 1.2.", s_client("-tls1_2", trust="other-root"), ONE_SEGMENT,
             expect("failed", "*", "client", "certificate-untrusted", "capture-truncated", "certificate-rejected"), tcpdump="-s 128",
             proof=("frame.cap_len < frame.len", "tls.alert_message.desc == 48")),
    Scenario("705-client-side-only", "Only the client's packets are in the file; the connection was sound.", s_client(), s_server(answer="-rev"),
             expect("indeterminate|completed", "*", "capture|none", "capture-one-sided"), filter="tcp dst port 443", proof=("tls.handshake.type == 1", "not tcp.srcport == 443")),
    Scenario("706-server-side-only", "Only the server's packets are in the file; it refused the version.", curl("--tls-max 1.2"), s_server(options="-tls1_3"),
             expect("failed|indeterminate", "*", "server|capture", "version-mismatch", "capture-one-sided"), filter="tcp src port 443",
             proof=("tls.alert_message.desc == 70", "not tcp.dstport == 443")),
    Scenario("707-ends-after-client-hello", "The file ends right after the ClientHello.", s_client(), s_server(),
             expect("indeterminate", "client-hello", "capture", "capture-ends-early"), post=KEEP + "1-5", proof=("tls.handshake.type == 1", "not tls.handshake.type == 2")),
    Scenario("708-ends-after-server-flight", "The file ends after the server's TLS 1.2 flight.", TLS12, ONE_SEGMENT,
             expect("indeterminate", "server-hello-done", "capture", "capture-ends-early"), post=KEEP + "1-7", proof=("tls.handshake.type == 14", "not tls.handshake.type == 16")),
    Scenario("709-lost-server-flight", "The frame with the server's TLS 1.2 flight is missing from the file; the connection was sound.", TLS12, ONE_SEGMENT,
             expect("completed|indeterminate", "*", "none|capture", "capture-lost-packets", None), post=DROP + "6", proof=("tcp.analysis.ack_lost_segment", "not tls.handshake.type == 2")),
    Scenario("710-lost-certificate", "The frame with the server's flight is missing, the alert certificate_expired is there.", TLS12, nginx("expired"),
             expect("failed", "*", "client", "certificate-expired", "capture-lost-packets", "clock-skew"), post=DROP + "6", proof=("tls.alert_message.desc == 45", "not tls.handshake.type == 11")),
    Scenario("711-any-interface", "tcpdump -i any on the router: every packet is in the file twice (LINUX_SLL2); the certificate is expired, TLS 1.2.", TLS12, nginx("expired"),
             EXPIRED, at="any", filter="tcp", proof=("sll.pkttype && tls.alert_message.desc == 45", "tcp.analysis.retransmission")),
    Scenario("712-any-interface-sll", "The same with the older LINUX_SLL header, and the connection is sound.", curl(), nginx(), completed(), at="any",
             tcpdump="-y LINUX_SLL", filter="tcp", proof=("sll && tls.app_data",)),
    Scenario("713-nanoseconds", "A pcap with nanoseconds; the certificate is expired, TLS 1.2.", TLS12, nginx("expired"), EXPIRED, tcpdump="--time-stamp-precision=nano",
             proof=("tls.alert_message.desc == 45",)),
    Scenario("714-gzip", "A capture compressed by gzip; the certificate is expired, TLS 1.2.", TLS12, nginx("expired"), EXPIRED, post="gzip < $IN > $OUT", suffix="pcap.gz",
             proof=("tls.alert_message.desc == 45",)),
    Scenario("715-pcapng-out-of-order", "The packets stand out of order in a pcapng, with their own timestamps; the connection is sound.", TLS12, ONE_SEGMENT, completed(), suffix="pcapng",
             post="editcap -r $IN $TMP/a 1-4; editcap -r $IN $TMP/b 5-7; editcap -r $IN $TMP/c 8-9999; mergecap -a -w $TMP/d $TMP/a $TMP/c $TMP/b; cp $TMP/d $OUT",
             proof=("tls.app_data", "tls.handshake.type == 16")),
    Scenario("716-same-ports-again", "Two connections use the same ports one after the other; the server resets both after the ClientHello.",
             Peer("for i in 1 2; do " + curl("--local-port 40000").command + "; sleep 0.5; done", "curl"), plain("reset"),
             expect("failed", "client-hello", "server", "reset-after-client-hello"), flows=2, hand_built=True, proof=("tcp.flags.reset == 1 && tcp.stream == 1",)),
    Scenario("717-twelve-alike", "Twelve connections of one client fail for the same reason: an expired certificate, TLS 1.2.",
             Peer("for i in $(seq 12); do " + curl("--tls-max 1.2").command + "; done", "curl"), nginx("expired"), EXPIRED, flows=12, proof=("tls.alert_message.desc == 45 && tcp.stream == 11",)),
    Scenario("718-mixed", "One client: a sound connection, one with TLS 1.3 only, one that trusts another root, and an HTTP request.",
             Peer("; sleep 0.1; ".join((curl("--tls-max 1.2").command, s_client("-tls1_3", speak="sleep 0.3").command,
                                        curl("--tls-max 1.2", trust="other-root").command, curl(url="http://shop.example.com:443/").command)), "curl"), nginx(server="ssl_protocols TLSv1.2;"),
             [completed(), expect("failed", "client-hello", "server", "version-mismatch"), expect("failed", "server-hello-done", "client", "certificate-untrusted", "certificate-chain-incomplete"),
              expect("failed|not-tls", "tcp-established|preamble", "server|client", "plaintext-http-to-tls-port")],
             proof=("tls.alert_message.desc == 70 && tcp.stream == 1", "tls.alert_message.desc == 48 && tcp.stream == 2")),
)
