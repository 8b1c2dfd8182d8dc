"""A client of upgrades that no common program asks for:  ask.py amqp|irc HOST PORT TRUST"""
import socket
import ssl
import sys

AMQP = b"AMQP\x02\x01\x00\x00"
QUESTION = {"amqp": AMQP, "irc": b"NICK buyer\r\nUSER buyer 0 * :buyer\r\nSTARTTLS\r\n"}
AGREED = {"amqp": (AMQP,), "irc": (b" 670 ",)}
REFUSED = {"amqp": (b"AMQP",), "irc": (b" 421 ", b" 451 ", b" 691 ")}
FAREWELL = {"amqp": b"AMQP\x00\x01\x00\x00", "irc": b"QUIT\r\n"}


def agrees(connection, protocol):
    """Reads until one or the other is said, so no byte of TLS."""
    answer = b""
    while not any(word in answer for word in AGREED[protocol]):
        more = connection.recv(1 if protocol == "irc" else 8)
        answer += more
        if not more or any(word in answer for word in REFUSED[protocol]) and answer not in AGREED[protocol]:
            return False
    while protocol == "irc" and not answer.endswith(b"\n"):
        answer += connection.recv(1)
    return True


def main():
    protocol, host, port, trust = sys.argv[1:]
    with socket.create_connection((host, int(port)), timeout=8) as connection:
        connection.sendall(QUESTION[protocol])
        if not agrees(connection, protocol):
            return
        context = ssl.create_default_context(cafile=trust)
        with context.wrap_socket(connection, server_hostname="shop.example.com") as tls:
            tls.sendall(FAREWELL[protocol])
            tls.recv(4096)


main()
