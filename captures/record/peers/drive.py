"""OpenSSL (Python's ssl) over a socket driven by hand: real handshake bytes, sent or withheld as told.

    drive.py client HOST SNI [options]        drive.py server CHAIN KEY [options]

Flights are counted from 1, one per turn to send. Without --hold the handshake completes and a line is exchanged.
"""
import argparse
import socket
import ssl
import struct
import time

VERSIONS = {"1.0": ssl.TLSVersion.TLSv1, "1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("role", choices=("client", "server"))
    parser.add_argument("first")
    parser.add_argument("second")
    parser.add_argument("--port", type=int, default=443)
    parser.add_argument("--trust", help="PEM file; without it the client accepts any certificate")
    parser.add_argument("--version", choices=VERSIONS)
    parser.add_argument("--prefix-hex", default="", help="bytes to send before anything else")
    parser.add_argument("--edit", action="append", default=[], help="OFFSET=HEX: overwrite bytes of the first flight")
    parser.add_argument("--chunk", type=int, help="bytes of the first flight per segment")
    parser.add_argument("--pause", type=float, default=0.02, help="seconds between those segments")
    parser.add_argument("--hold", type=int, help="stop after this many flights (0: before the first)")
    parser.add_argument("--limit", type=int, help="of the last flight before --hold send only so many bytes")
    parser.add_argument("--extra-hex", default="", help="send this after --hold and --wait")
    parser.add_argument("--wait", type=float, default=0, help="seconds to read between --hold and --end")
    parser.add_argument("--end", choices=("fin", "rst", "hang", "await"), default="fin", help="after --hold; await: until the peer closes")
    return parser.parse_args()


class Driver:
    def __init__(self, options, context, connection):
        self.options, self.connection = options, connection
        self.received, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        server = options.role == "server"
        self.tls = context.wrap_bio(self.received, self.outgoing, server, None if server else options.second or None)
        self.flights = 0

    def run(self):
        connection = self.connection
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(bytes.fromhex(self.options.prefix_hex))
        if self.options.hold == 0 or not self.handshake():
            self.stop()
            return
        line = b"GET / HTTP/1.0\r\n\r\n" if self.options.role == "client" else b"HTTP/1.0 200 OK\r\n\r\nhello\n"
        if self.options.role == "client":
            self.tls.write(line)
            self.flush()
            self.read()
        else:
            self.read()
            self.tls.write(line)
        try:
            self.tls.unwrap()
        except ssl.SSLError:
            pass  # close_notify is written; the peer's may be missing
        self.flush()
        connection.close()

    def handshake(self):
        """True when it completed, False when it was held."""
        while True:
            try:
                self.tls.do_handshake()
                self.flush()
                return True
            except ssl.SSLWantReadError:
                if self.outgoing.pending:
                    self.flights += 1
                    self.send_flight()
                    if self.flights == self.options.hold:
                        return False
                if not self.receive():
                    return False
            except ssl.SSLError:
                self.flush()
                return False

    def send_flight(self):
        data = bytearray(self.outgoing.read())
        if self.flights > 1:
            self.send(data)
            return
        for edit in self.options.edit:
            offset, value = edit.split("=")
            data[int(offset):int(offset) + len(value) // 2] = bytes.fromhex(value)
        size = self.options.chunk or len(data)
        for start in range(0, len(data), size):
            self.send(data[start:start + size])
            time.sleep(self.options.pause if size < len(data) else 0)

    def send(self, data):
        last = self.flights == self.options.hold
        self.connection.sendall(data[:self.options.limit] if last else data)

    def flush(self):
        self.connection.sendall(self.outgoing.read())

    def receive(self):
        try:
            data = self.connection.recv(65536)
        except ConnectionError:
            data = b""
        self.received.write(data) if data else self.received.write_eof()
        return bool(data)

    def read(self):
        while True:
            try:
                return self.tls.read(65536)
            except ssl.SSLWantReadError:
                self.flush()
                if not self.receive():
                    return b""
            except ssl.SSLError:
                return b""

    def read_for(self, seconds):
        """Reads what comes, so that the kernel does not turn a close into a reset."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.connection.settimeout(left)
            try:
                if not self.connection.recv(65536):
                    time.sleep(left)
            except TimeoutError:
                break
        self.connection.settimeout(None)

    def stop(self):
        self.read_for(self.options.wait)
        self.connection.sendall(bytes.fromhex(self.options.extra_hex))
        if self.options.end == "hang":
            time.sleep(3600)
        if self.options.end == "await":
            while self.receive():
                pass
        if self.options.end == "rst":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


def context_of(options):
    server = options.role == "server"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if server else ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1
    if options.version:
        context.minimum_version = context.maximum_version = VERSIONS[options.version]
    if server:
        context.load_cert_chain(options.first, options.second)
    else:
        context.check_hostname = bool(options.trust)
        context.verify_mode = ssl.CERT_REQUIRED if options.trust else ssl.CERT_NONE
        if options.trust:
            context.load_verify_locations(options.trust)
    return context


def main():
    options = arguments()
    context = context_of(options)
    if options.role == "client":
        with socket.create_connection((options.first, options.port)) as connection:
            Driver(options, context, connection).run()
        return
    with socket.create_server(("::", options.port), family=socket.AF_INET6, dualstack_ipv6=True) as listener:
        while True:
            Driver(options, context, listener.accept()[0]).run()


main()
