"""Servers without TLS, or without TLS yet:  plain.py MODE [CHAIN KEY]

    silent          reads and never answers              close        reads once, closes
    reset           reads once, resets                   reset-at-once  resets without reading
    echo-TEXT       reads once, answers TEXT, closes     greet-TEXT   speaks first, then reads until the client ends
    smtp, imap, pop3, ftp, xmpp, postgres, ldap   offer and refuse STARTTLS, or go on with CHAIN and KEY
    tds, amqp       Microsoft SQL Server's PRELOGIN and AMQP's header for TLS: refused, or gone on with CHAIN and KEY
    connect-CODE    an HTTP proxy that answers CONNECT with CODE
"""
import socket
import ssl
import struct
import sys
import threading

REFUSE = {
    "smtp": b"454 4.7.0 TLS not available\r\n", "imap": b"a NO TLS unavailable\r\n", "pop3": b"-ERR TLS unavailable\r\n",
    "ftp": b"534 Policy requires no TLS\r\n", "postgres": b"N", "xmpp": b"<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>",
    "ldap": bytes.fromhex("301d02010178180a010204000411" + b"TLS not available".hex()),
}
ACCEPT = {
    "smtp": b"220 2.0.0 Ready to start TLS\r\n", "imap": b"a OK begin TLS\r\n", "pop3": b"+OK begin TLS\r\n",
    "ftp": b"234 AUTH TLS ok\r\n", "postgres": b"S", "xmpp": b"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
    "ldap": bytes.fromhex("300c02010178070a010004000400"),
}
GREETING = {
    "smtp": b"220 mail.example.com ESMTP\r\n", "imap": b"* OK [CAPABILITY IMAP4rev1 STARTTLS] mail.example.com\r\n",
    "pop3": b"+OK mail.example.com\r\n", "ftp": b"220 ftp.example.com\r\n",
}
TRIGGER = {"smtp": b"STARTTLS", "imap": b"STARTTLS", "pop3": b"STLS", "ftp": b"AUTH ", "xmpp": b"<starttls",
           "postgres": b"\x04\xd2\x16\x2f", "ldap": b"1.3.6.1.4.1.1466.20037"}
STREAM = (b"<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' "
          b"id='1' from='shop.example.com' version='1.0'><stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
          b"</stream:features>")
ANSWERS = {
    "smtp": {b"EHLO": b"250-mail.example.com\r\n250 STARTTLS\r\n", b"QUIT": b"221 bye\r\n"},
    "imap": {b"CAPABILITY": b"* CAPABILITY IMAP4rev1 STARTTLS\r\n. OK done\r\n", b"LOGOUT": b"* BYE\r\n. OK\r\n"},
    "pop3": {b"CAPA": b"+OK\r\nSTLS\r\n.\r\n", b"QUIT": b"+OK bye\r\n"},
    "ftp": {b"FEAT": b"211-Features\r\n AUTH TLS\r\n211 End\r\n", b"QUIT": b"221 bye\r\n"},
    "xmpp": {b"<stream:stream": STREAM},
}


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def drain(connection):
    while connection.recv(65536):
        pass


def unescaped(text):
    return text.encode().decode("unicode_escape").encode("latin-1")


def upgrade(connection, protocol, keys):
    connection.sendall(GREETING.get(protocol, b""))
    while data := connection.recv(65536):
        if TRIGGER[protocol] in data:
            tag = data.split(b" ")[0]
            reply = (ACCEPT if keys else REFUSE)[protocol]
            connection.sendall(tag + reply[1:] if protocol == "imap" else reply)
            if keys:
                talk(connection, keys)
                return
            continue
        answers = ANSWERS.get(protocol, {})
        reply = next((answer for command, answer in answers.items() if command in data.upper() or command in data), None)
        if reply is None:
            return
        if protocol == "imap":
            reply = reply.replace(b"\r\n. ", b"\r\n" + data.split(b" ")[0] + b" ")
        connection.sendall(reply)


def server_context(keys):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*keys)
    return context


def talk(connection, keys):
    with server_context(keys).wrap_socket(connection, server_side=True) as tls:
        while tls.recv(65536):
            pass
        tls.unwrap()


def amqp(connection, keys):
    header = connection.recv(8)
    connection.sendall(header if keys else b"AMQP\x00\x01\x00\x00")
    if keys:
        talk(connection, keys)


def tds(connection, keys):
    """[MS-TDS] 3.3.5: the handshake goes in packets of its own type, what follows it does not."""
    if connection.recv(1, socket.MSG_PEEK) != b"\x12":
        connection.recv(65536)
        return  # no PRELOGIN: SQL Server before 2022 closes, as on TDS 8
    tds_packet(connection)
    encryption = 1 if keys else 2  # ENCRYPT_ON, ENCRYPT_NOT_SUP
    options = bytes.fromhex("00000b0006 0100110001 ff 100003e80000") + bytes([encryption])
    send_tds_packet(connection, 4, options)
    if not keys:
        drain(connection)
        return
    context = server_context(keys)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_side=True)
    while True:
        try:
            tls.do_handshake()
            break
        except ssl.SSLWantReadError:
            if outgoing.pending:
                send_tds_packet(connection, 0x12, outgoing.read())
            incoming.write(tds_packet(connection))
    send_tds_packet(connection, 0x12, outgoing.read())
    incoming.write(connection.recv(65536))
    tls.read(65536)
    try:
        tls.unwrap()
    except ssl.SSLWantReadError:
        connection.sendall(outgoing.read())


def tds_packet(connection):
    header = connection.recv(8, socket.MSG_WAITALL)
    return connection.recv(int.from_bytes(header[2:4], "big") - 8, socket.MSG_WAITALL)


def send_tds_packet(connection, kind, body):
    connection.sendall(struct.pack(">BBHHBB", kind, 1, 8 + len(body), 0, 0, 0) + body)


def serve(connection, mode, keys):
    name, _, text = mode.partition("-")
    if mode == "silent":
        drain(connection)
        threading.Event().wait()
    elif mode == "reset-at-once":
        reset(connection)
    elif name == "greet":
        connection.sendall(unescaped(text))
        drain(connection)
    elif name in ("tds", "amqp"):
        {"tds": tds, "amqp": amqp}[name](connection, keys)
    elif name in TRIGGER:
        upgrade(connection, name, keys)
    else:
        connection.recv(65536)
        if name == "connect":
            text = f"HTTP/1.1 {text} No\\r\\nContent-Length: 0\\r\\n\\r\\n"
        if name == "reset":
            reset(connection)
            return
        connection.sendall(unescaped(text) if name in ("echo", "connect") else b"")


def handle(connection, mode, keys):
    try:
        with connection:
            serve(connection, mode, keys)
    except OSError:
        pass  # the client's end is part of many scenarios


def main():
    mode, keys = sys.argv[1], sys.argv[2:]
    port = int(keys.pop(0)) if keys and keys[0].isdigit() else 443
    with socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True) as listener:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=handle, args=(connection, mode, keys), daemon=True).start()


main()
