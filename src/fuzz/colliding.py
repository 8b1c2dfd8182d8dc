"""Inputs whose keys have one hash for a program that does not defend itself, each with a harmless twin of the same size.

A Java record's hash is 31 times that of its first components plus that of the next, a String's the same over its characters:
what one component gains another can lose.
"""
import random
import struct

HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262_144, 101)
START = 1_700_000_000
MASK = 0xFFFFFFFF


def packets(path, contents):
    with open(path, "wb", buffering=1 << 20) as out:
        out.write(HEADER)
        for i, packet in enumerate(contents):
            out.write(struct.pack("<IIII", START + i // 100_000, i % 100_000 * 10, len(packet), len(packet)) + packet)


def ipv4(source, destination, payload, identification=7, fragment=0):
    return struct.pack(
        ">BBHHHBBHII", 0x45, 0, 20 + len(payload), identification, fragment, 64, 6, 0, source, destination) + payload


def tcp(source, destination, sequence, acknowledgment, flags, data=b""):
    return struct.pack(">HHIIBBHHH", source, destination, sequence, acknowledgment, 0x50, flags, 500, 0, 0) + data


def hello(name):
    """A ClientHello of TLS 1.2 for a server name."""
    server_name = struct.pack(">HHHBH", 0, len(name) + 5, len(name) + 3, 0, len(name)) + name
    body = b"\x03\x03" + random.randbytes(32) + b"\0\0\x02\xc0\x2f\x01\0" + struct.pack(">H", len(server_name)) + server_name
    return b"\x16\x03\x01" + struct.pack(">HB", len(body) + 4, 1) + len(body).to_bytes(3, "big") + body


def spread(collide, count):
    """Numbers by which one component moves; harmless ones have another hash each."""
    return range(count) if collide else random.sample(range(1 << 24), count)


def fragments(path, collide, count=200_000):
    """First fragments of datagrams that never become whole: what the source gains, the destination loses."""
    packets(path, (
        ipv4(0x0A000000 + i, (0xC6336407 - 31 * i & MASK) if collide else 0xC6336407, bytes(8), fragment=0x2000)
        for i in spread(collide, count)))


def openings(path, collide, count=90_000):
    """Connections of one SYN: what the address gains, the sequence number loses."""
    packets(path, (
        ipv4(0x0A000000 + i, 0xC6336407, tcp(1024, 443, (1 - 31 ** 4 * i if collide else 1 + i) & MASK, 0, 0x02))
        for i in spread(collide, count)))


def name(number, collide):
    """For every number another name: "an" and "c0" have one hash as Strings, in any place."""
    pieces = ("an", "c0") if collide else ("an", "c1")
    return ("".join(pieces[number >> bit & 1] for bit in range(17)) + ".example").encode()


def names(path, collide, count=130_000):
    """One client that asks one server for another name each time and is answered by a reset."""
    def connections():
        for i in range(count):
            port = 1024 + i % 60_000
            client, server, said = 0x0A000001 + i // 60_000, 0xC6336407, hello(name(i, collide))
            yield ipv4(client, server, tcp(port, 443, 100, 0, 0x02))
            yield ipv4(server, client, tcp(443, port, 500, 101, 0x12))
            yield ipv4(client, server, tcp(port, 443, 101, 501, 0x18, said))
            yield ipv4(server, client, tcp(443, port, 501, 101 + len(said), 0x14))
    packets(path, connections())


def address(number):
    return ".".join(str(number >> shift & 0xFF) for shift in (24, 16, 8, 0))


def log_of_ends(path, collide, count=20_000):
    """Failures between two ends each: what one address gains, the other loses."""
    with open(path, "w", encoding="ascii") as out:
        for i in spread(collide, count):
            other = (0xC6336407 + 31 * i if collide else 0xC6336407) & MASK
            out.write(
                "Nov 14 22:13:20 bigip1 warning tmm[1]: 01260013:4: SSL Handshake failed for TCP "
                f"{address(0x0A000000 - i)}:1024 -> {address(other)}:443\n")


def log_of_causes(path, collide, count=60_000):
    """Resets for causes of one hash, more than are counted apart."""
    with open(path, "w", encoding="ascii") as out:
        for i in range(count):
            out.write(
                "Nov 14 22:13:20 bigip1 err tmm[1]: 01230140:3: RST sent from 198.51.100.7:443 "
                f"to {address(0x0A000000 + i)}:1024, [0x1:2] {name(i % 130_000, collide).decode()}\n")


def expectation(path, collide, count=50_000):
    """Connections named by ends of one hash."""
    with open(path, "w", encoding="ascii") as out:
        for i in range(count):
            out.write(f"flow {name(i, collide).decode()}:1 -> 198.51.100.7:443\n")
