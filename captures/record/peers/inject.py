"""On the router: answers every ClientHello seen on `clients` with forged resets:  inject.py TTL [both]

The client gets one in the server's name, with `both` the server one in the client's.
"""
import socket
import struct
import sys

TTL, BOTH = int(sys.argv[1]), "both" in sys.argv
RST = 0x04


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return 0xFFFF - total


def forged(version, source, target, source_port, target_port, sequence):
    tcp = struct.pack("!HHIIBBHHH", source_port, target_port, sequence, 0, 0x50, RST, 0, 0, 0)
    pseudo = source + target + struct.pack("!II", len(tcp), socket.IPPROTO_TCP)
    tcp = tcp[:16] + struct.pack("!H", checksum(pseudo + tcp)) + tcp[18:]
    if version == 6:
        return struct.pack("!IHBB", 6 << 28, len(tcp), socket.IPPROTO_TCP, TTL) + source + target + tcp
    header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 0xBEEF, 0, TTL, socket.IPPROTO_TCP, 0, source, target)
    return header[:10] + struct.pack("!H", checksum(header)) + header[12:] + tcp


def main():
    tap = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    tap.bind(("clients", 0))
    while True:
        frame, address = tap.recvfrom(70000)
        kind = frame[12:14]
        if kind == b"\x08\x00" and frame[23] == socket.IPPROTO_TCP:
            version, source, target, tcp, end = 4, frame[26:30], frame[30:34], 34, 14 + int.from_bytes(frame[16:18], "big")
        elif kind == b"\x86\xdd" and frame[20] == socket.IPPROTO_TCP:
            version, source, target, tcp, end = 6, frame[22:38], frame[38:54], 54, 54 + int.from_bytes(frame[18:20], "big")
        else:
            continue
        source_port, target_port, sequence, acknowledged = struct.unpack_from("!HHII", frame, tcp)
        payload = frame[tcp + (frame[tcp + 12] >> 4) * 4:end]
        if target_port != 443 or payload[:2] != b"\x16\x03" or payload[5:6] != b"\x01":
            continue
        to_client = forged(version, target, source, target_port, source_port, acknowledged)
        tap.send(frame[6:12] + frame[:6] + kind + to_client)
        if BOTH:
            to_server = forged(version, source, target, source_port, target_port, sequence)
            with socket.socket(socket.AF_INET6 if version == 6 else socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
                raw.sendto(to_server, (socket.inet_ntop(raw.family, target), 0))


main()
