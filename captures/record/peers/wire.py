"""A wire in user space between the interfaces `near` (router) and `far` (server), with one fault.

    --delay MS          each way
    --drop C:N --swap C:N --repeat C:N --flip C:N    the Nth segment with payload from c(lient) or s(erver): lose it,
                        send it after the next one, send it twice, or change its last byte (checksum corrected)
    --lose PERCENT      at random, seeded
    --vlan ID           the frames cross an 802.1Q trunk, `trunk` to `knurt`, in the middle
"""
import argparse
import random
import selectors
import socket
import struct
import time

OUTGOING = 4


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=float, default=0)
    parser.add_argument("--lose", type=float, default=0)
    parser.add_argument("--vlan", type=int)
    for fault in ("drop", "swap", "repeat", "flip"):
        parser.add_argument("--" + fault, action="append", default=[])
    return parser.parse_args()


def tcp_payload(frame):
    """The TCP header's and the payload's offset, or None without payload."""
    kind = frame[12:14]
    if kind == b"\x08\x00" and frame[23] == 6:
        tcp, end = 14 + (frame[14] & 15) * 4, 14 + int.from_bytes(frame[16:18], "big")
    elif kind == b"\x86\xdd" and frame[20] == 6:
        tcp, end = 54, 54 + int.from_bytes(frame[18:20], "big")
    else:
        return None
    payload = tcp + (frame[tcp + 12] >> 4) * 4
    return (tcp, end) if payload < end else None


def flip(frame):
    """Changes the last payload byte; the checksum follows by RFC 1624."""
    tcp, end = tcp_payload(frame)
    changed = bytearray(frame)
    changed[end - 1] ^= 0x55
    weight = 1 if (end - 1 - tcp) % 2 else 256
    difference = (changed[end - 1] - frame[end - 1]) * weight
    checksum = struct.unpack_from("!H", frame, tcp + 16)[0]
    struct.pack_into("!H", changed, tcp + 16, (0xFFFF - ((0xFFFF - checksum + difference) % 0xFFFF)) & 0xFFFF)
    return bytes(changed)


class Wire:
    def __init__(self, options):
        self.options = options
        self.random = random.Random(8446)
        self.seen = {"c": 0, "s": 0}
        self.held = {}
        self.due = []

    def frames(self, origin, frame):
        """What comes out at the other end for a frame from c or s."""
        if self.random.uniform(0, 100) < self.options.lose:
            return []
        if tcp_payload(frame) is None:
            return [frame]
        self.seen[origin] += 1
        here = f"{origin}:{self.seen[origin]}"
        if here in self.options.drop:
            return []
        if here in self.options.swap:
            self.held[origin] = frame
            return []
        if here in self.options.flip:
            frame = flip(frame)
        if here in self.options.repeat:
            return [frame, frame]
        return [frame, self.held.pop(origin)] if origin in self.held else [frame]


def tagged(frame, vlan):
    return frame[:12] + struct.pack("!HH", 0x8100, vlan) + frame[12:]


def main():
    options = arguments()
    wire = Wire(options)
    ends = {name: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)) for name in ("near", "far", "trunk", "knurt")}
    selector = selectors.DefaultSelector()
    for name, end in ends.items():
        end.bind((name, 0))
        selector.register(end, selectors.EVENT_READ, name)
    # The kernel removes the tag of a frame that arrives, so the trunk's ends only pass on what they receive.
    across = {"near": "trunk", "knurt": "far", "far": "knurt", "trunk": "near"} if options.vlan else {"near": "far", "far": "near"}
    while True:
        timeout = max(0, wire.due[0][0] - time.monotonic()) if wire.due else None
        for key, _ in selector.select(timeout):
            frame, address = key.fileobj.recvfrom(70000)
            if address[2] == OUTGOING or key.data not in across:
                continue
            frames = wire.frames("c" if key.data == "near" else "s", frame) if key.data in ("near", "far") else [frame]
            target = across[key.data]
            for out in frames:
                out = tagged(out, options.vlan) if target in ("trunk", "knurt") else out
                wire.due.append((time.monotonic() + options.delay / 1000, target, out))
        while wire.due and wire.due[0][0] <= time.monotonic():
            _, target, out = wire.due.pop(0)
            ends[target].send(out)


main()
