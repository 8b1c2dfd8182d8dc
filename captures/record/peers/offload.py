"""Turns off the offloads of interface ARGV[1], so that captures show segments and checksums as sent."""
import array
import fcntl
import socket
import struct
import sys

SIOCETHTOOL = 0x8946
SET_RX_CHECKSUM, SET_TX_CHECKSUM, SET_TSO, SET_GSO, SET_GRO = 0x15, 0x17, 0x1F, 0x24, 0x2C

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
    for setting in (SET_TSO, SET_GSO, SET_GRO, SET_TX_CHECKSUM, SET_RX_CHECKSUM):
        value = array.array("I", [setting, 0])
        request = struct.pack("16sP", sys.argv[1].encode(), value.buffer_info()[0])
        try:
            fcntl.ioctl(control, SIOCETHTOOL, request)
        except OSError:
            pass  # a veth lacks some of them
