package dev.shakedown.packet;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** The running numbers behind {@link PacketStatistics}. */
final class PacketCounters {
  private static final int QUIC_VERSION_1 = 0x00000001;
  private static final int QUIC_VERSION_2 = 0x6b3343cf;
  private static final int QUIC_DRAFTS = 0xff000000;
  private static final int DTLS_1_0 = 0xfeff;
  private static final int DTLS_1_2 = 0xfefd;
  private static final int DTLS_HEADER = 13;

  private long packets;
  private long tcp;
  private long udp;
  private long otherIp;
  private long nonIp;
  private long fragments;
  private long encrypted;
  private long undecodable;
  private long tooDeep;
  private long unsupportedLinkType;
  private long cut;
  private long quic;
  private long dtls;
  private long incompleteDatagrams;

  void packet(boolean isCut) {
    packets++;
    if (isCut) {
      cut++;
    }
  }

  void tcp() {
    tcp++;
  }

  /** Counts a datagram whose payload is at the cursor. */
  void udp(Cursor payload) {
    udp++;
    if (isQuic(payload)) {
      quic++;
    } else if (isDtls(payload)) {
      dtls++;
    }
  }

  void fragment() {
    fragments++;
  }

  void incompleteDatagram() {
    incompleteDatagrams++;
  }

  void tooDeep() {
    tooDeep++;
  }

  /** Counts a packet that ended in one of the verdicts of {@link Next}. */
  void verdict(int next) {
    switch (next) {
      case Next.OTHER_IP -> otherIp++;
      case Next.NOT_IP, Next.ARP -> nonIp++;
      case Next.ENCRYPTED -> encrypted++;
      case Next.UNKNOWN_LINK_TYPE -> unsupportedLinkType++;
      default -> undecodable++;
    }
  }

  PacketStatistics snapshot() {
    return new PacketStatistics(
        packets,
        tcp,
        udp,
        otherIp,
        nonIp,
        fragments,
        encrypted,
        undecodable,
        tooDeep,
        unsupportedLinkType,
        cut,
        quic,
        dtls,
        incompleteDatagrams);
  }

  private static boolean isQuic(Cursor payload) {
    if (!payload.has(6) || payload.uint8(0) >> 6 != 3) {
      return false;
    }
    int version = (int) payload.uint32(1);
    return version == QUIC_VERSION_1
        || version == QUIC_VERSION_2
        || (version & 0xffffff00) == QUIC_DRAFTS;
  }

  private static boolean isDtls(Cursor payload) {
    if (!payload.has(DTLS_HEADER) || payload.uint8(0) < 20 || payload.uint8(0) > 26) {
      return false;
    }
    int version = payload.uint16(1);
    return version == DTLS_1_0 || version == DTLS_1_2;
  }
}
