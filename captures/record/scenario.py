"""What a scenario is: who talks to whom, what is done to them, and what a right diagnosis of it says."""
import dataclasses

EVERYTHING = "tcp or icmp or icmp6 or ip[6:2] & 0x3fff != 0 or vlan"


@dataclasses.dataclass(frozen=True)
class Peer:
    """A shell command, run in the client's or the server's namespace, and the stack it stands for."""
    command: str
    stack: str


@dataclasses.dataclass(frozen=True)
class Expect:
    """The truth about one flow; each list holds the acceptable answers, best first; the code None means no finding."""
    outcome: list
    stage: list
    stopped_by: list
    codes: list


def expect(outcome, stage, stopped_by, *codes):
    """Alternatives are written with a bar: expect("failed", "client-hello", "server|client", "version-mismatch")."""
    return Expect(outcome.split("|"), stage.split("|"), stopped_by.split("|"), list(codes))


def completed(*codes):
    return expect("completed", "complete", "none", *(codes or (None,)))


@dataclasses.dataclass(frozen=True)
class Scenario:
    """One capture. The expectation follows from the fault, never from what a tool says about the capture."""
    name: str                     # NNN-words; the file's name
    done: str                     # what was really done, one sentence
    client: Peer
    server: Peer
    expect: object                # one Expect for every flow, or a list in the order of the flows
    proof: tuple = ()             # tshark filters that must match, or must not when they start with "not"
    at: str = "client"            # client, router, server, any (all of the router's interfaces) or trunk (VLAN)
    also: str = ""                # a second point that is captured at the same time, into NAME.POINT.pcap
    nat: tuple = ()               # "CHAIN RULE" of the router's nat table; prerouting or postrouting
    flows: int = 1                # how many flows the capture must hold when expect is a single one
    port: int = 443               # waited for before the client starts; 0: nobody listens
    more: tuple = ()              # further servers
    router: str = ""              # a command in the router's namespace
    nft: tuple = ()               # "CHAIN RULE" on the router; forward, output, or egress towards the client
    mtu: int = 1500               # of the router's interface towards the client
    sysctl: tuple = ()            # for the server's namespace
    wire: str = ""                # arguments of peers/wire.py, which then stands between router and server
    tcpdump: str = ""             # options
    filter: str = EVERYTHING
    post: str = ""                # a command from $IN to $OUT afterwards; makes the capture hand-built
    suffix: str = "pcap"
    keylog: bool = False          # $KEYS, written by a peer, is kept beside the capture
    hand_built: bool = False      # a peer's bytes or the file were made by hand
    offload: bool = False         # leave segmentation and checksum offload on
    timeout: float = 40           # seconds for the client
    settle: float = 0.4           # seconds between the client's end and the capture's
