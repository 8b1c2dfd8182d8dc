"""The laboratory: network namespaces for client, router and server, and everything that runs in them.

Nothing is created in, or sent through, the host's own namespace; addresses are from the documentation ranges.
"""
import os
import pathlib
import signal
import subprocess
import time

PEERS = pathlib.Path(__file__).parent / "peers"
CLIENT, CLIENT6 = "198.51.100.10", "2001:db8:1::10"
SERVER, SERVER6 = "203.0.113.20", "2001:db8:2::20"
CAPTURE_POINTS = {"client": ("c", "eth0"), "router": ("r", "clients"), "server": ("s", "eth0"),
                  "any": ("r", "any"), "trunk": ("w", "trunk")}


class Lab:
    """The namespaces of one scenario; leaving the context ends what runs in them and removes them."""

    def __init__(self, scenario, pki, folder):
        self.scenario, self.folder = scenario, folder
        self.prefix = f"sdk-{os.getpid()}-{scenario.name.split('-')[0]}"
        self.roles = "crsw" if scenario.wire else "crs"
        self.started = []
        self.environment = dict(
            PATH="/usr/sbin:/usr/bin:/sbin:/bin", HOME=str(folder), LANG="C", PKI=str(pki), PEERS=str(PEERS), TMP=str(folder),
            SERVER=SERVER, SERVER6=SERVER6, CLIENT=CLIENT, CLIENT6=CLIENT6, KEYS=str(folder / "keys"),
            OPENSSL35=os.environ.get("OPENSSL35", "openssl"),
            JARS=str(pathlib.Path(pki) / "jars"), GOCACHE=str(pathlib.Path(pki).parent / "go"), RANDFILE="/dev/null")

    def __enter__(self):
        try:
            self.connect()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for role in self.roles:
            pids = subprocess.run(["ip", "netns", "pids", self.namespace(role)], capture_output=True, text=True).stdout
            for pid in pids.split():
                try:
                    os.kill(int(pid), signal.SIGKILL)
                except ProcessLookupError:
                    pass
        for process in self.started:
            process.wait()
        for role in self.roles:
            subprocess.run(["ip", "netns", "del", self.namespace(role)], stderr=subprocess.DEVNULL)

    def namespace(self, role):
        return f"{self.prefix}{role}"

    def connect(self):
        """client eth0 -- clients (router) servers -- eth0 server, with the wire, if any, before the server."""
        for role in self.roles:
            check("ip", "netns", "add", self.namespace(role))
            self.run(role, "ip link set lo up")
            self.run(role, "sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0 "
                           "net.ipv6.conf.default.router_solicitations=0 net.ipv4.tcp_fin_timeout=5")
        self.link("c", "eth0", "r", "clients")
        if self.scenario.wire:
            self.link("r", "servers", "w", "near")
            self.link("w", "far", "s", "eth0")
            self.link("w", "trunk", "w", "knurt")
        else:
            self.link("r", "servers", "s", "eth0")
        self.address("c", "eth0", CLIENT, CLIENT6, gateway=("198.51.100.1", "2001:db8:1::1"))
        self.address("s", "eth0", SERVER, SERVER6, gateway=("203.0.113.1", "2001:db8:2::1"))
        self.address("r", "clients", "198.51.100.1", "2001:db8:1::1")
        self.address("r", "servers", "203.0.113.1", "2001:db8:2::1")
        self.run("r", "sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 "
                      "net.ipv4.icmp_ratelimit=0 net.netfilter.nf_conntrack_acct=1")
        self.run("r", f"ip link set clients mtu {self.scenario.mtu}")
        for setting in self.scenario.sysctl:
            self.run("s", f"sysctl -qw {setting}")
        if self.scenario.nft or self.scenario.nat:
            self.run("r", "nft -f -", input=ruleset(self.scenario.nft, self.scenario.nat))
        if self.scenario.wire:
            self.start("w", f"exec /usr/bin/python3 $PEERS/wire.py {self.scenario.wire}")
        if self.scenario.router:
            self.start("r", self.scenario.router)
            time.sleep(0.5)

    def link(self, role, name, peer_role, peer_name):
        check("ip", "link", "add", name, "netns", self.namespace(role), "type", "veth",
              "peer", "name", peer_name, "netns", self.namespace(peer_role))
        for end, interface in ((role, name), (peer_role, peer_name)):
            if not self.scenario.offload:
                self.run(end, f"/usr/bin/python3 $PEERS/offload.py {interface}")
            self.run(end, f"ip link set {interface} up")

    def address(self, role, interface, ip, ip6, gateway=()):
        self.run(role, f"ip addr add {ip}/24 dev {interface}; ip -6 addr add {ip6}/64 dev {interface} nodad")
        for address in gateway:
            self.run(role, f"ip route add default via {address}")

    def run(self, role, command, **options):
        return subprocess.run(self.inside(role, command), env=self.environment, check=True, text=True, **options)

    def start(self, role, command, log=None):
        """Runs on until the context is left; the log is for those who look for the reason of a failure."""
        with open(log or self.folder / f"{role}{len(self.started)}.log", "wb") as output:
            process = subprocess.Popen(self.inside(role, command), env=self.environment, stdin=subprocess.DEVNULL,
                                       stdout=output, stderr=subprocess.STDOUT)
        self.started.append(process)
        return process

    def inside(self, role, command):
        return ["ip", "netns", "exec", self.namespace(role), "bash", "-c", command]

    def record(self, capture):
        """Starts the servers, then the capture, then the client; the capture stops before the servers do."""
        scenario = self.scenario
        for peer in (scenario.server, *scenario.more):
            self.start("s", peer.command)
        if scenario.port:
            self.await_listener(scenario.port)
        points = {scenario.at: capture}
        if scenario.also:
            points[scenario.also] = capture.with_name("also.pcap")
        running = [self.capture(point, file) for point, file in points.items()]
        client = self.start("c", scenario.client.command)
        try:
            client.wait(scenario.timeout)
        except subprocess.TimeoutExpired:
            raise RuntimeError(f"the client did not end within {scenario.timeout} s") from None
        time.sleep(scenario.settle)
        for tcpdump in running:
            tcpdump.send_signal(signal.SIGINT)
            tcpdump.wait()

    def capture(self, point, file):
        role, interface = CAPTURE_POINTS[point]
        log = self.folder / f"tcpdump-{point}.log"
        tcpdump = self.start(role, f"exec tcpdump -Z root --immediate-mode -U -i {interface} -w {file} "
                                   f"{self.scenario.tcpdump} '{self.scenario.filter}'", log)
        wait_until(lambda: b"listening on" in log.read_bytes(), "tcpdump")
        return tcpdump

    def await_listener(self, port):
        state = f":{port:04X} "
        def listening():
            tables = self.run("s", "cat /proc/net/tcp /proc/net/tcp6", capture_output=True).stdout
            return any(state in line.split(" 0A ")[0] for line in tables.splitlines() if " 0A " in line)
        wait_until(listening, f"a listener on port {port}")


def ruleset(rules, nat):
    """Each rule starts with its chain's name."""
    chains = "\n".join(f"add chain inet lab {name} {{ type filter hook {name} priority 0; }}" for name in ("forward", "output"))
    text = f"add table inet lab\n{chains}\nadd table netdev lab\n"
    text += "add chain netdev lab egress { type filter hook egress device clients priority 0; }\n"
    for rule in rules:
        chain, condition = rule.split(" ", 1)
        text += f"add rule {'netdev' if chain == 'egress' else 'inet'} lab {chain} {condition}\n"
    if nat:
        text += "add table inet nat\n"
        text += "add chain inet nat prerouting { type nat hook prerouting priority -100; }\n"
        text += "add chain inet nat postrouting { type nat hook postrouting priority 100; }\n"
        text += "".join(f"add rule inet nat {rule}\n" for rule in nat)
    return text


def wait_until(condition, what, seconds=40):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"waited {seconds} s for {what}")
        time.sleep(0.1)


def check(*command):
    subprocess.run(command, check=True)
