package dev.shakedown.packet;

import static dev.shakedown.packet.Decoded.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.shakedown.bytes.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same TCP segment is found behind every kind of header; cut anywhere, nothing breaks. */
class EncapsulationTest {
  private static final String TCP =
      """
      c350 01bb         # ports 50000, 443
      01020304 00000000 # sequence and acknowledgment number
      5018 ffff 0000 0000
      160301            # payload
      """;
  private static final String V4 =
      """
      4500 002b 1234 4000 4006 0000 # 43 bytes, TCP
      c0000201 c6336407             # 192.0.2.1, 198.51.100.7
      """
          + TCP;
  private static final String V6 =
      """
      60000000 0017 06 40
      20010db8000000000000000000000001
      20010db8000000000000000000000002
      """
          + TCP;
  private static final String FLOW_4 = "192.0.2.1:50000>198.51.100.7:443";
  private static final String FLOW_6 = "2001:db8::1:50000>2001:db8::2:443";
  private static final String MACS = "020000000001 020000000002 ";
  private static final String LLC_SNAP = "aaaa03 000000 0800 ";

  /** An IPv4 packet of {@code protocol} around {@code payload}. */
  private static String v4(int protocol, String payload) {
    return "4500 %04x 0001 0000 40 %02x 0000 0a000001 0a000002 "
            .formatted(20 + hex(payload).length, protocol)
        + payload;
  }

  private static String v6(int nextHeader, String payload) {
    return "60000000 %04x %02x 40".formatted(hex(payload).length, nextHeader)
        + "fd000000000000000000000000000001 fd000000000000000000000000000002"
        + payload;
  }

  private static String udp(int port, String payload) {
    return v4(17, "c000 %04x %04x 0000".formatted(port, 8 + hex(payload).length) + payload);
  }

  private static String ethernet(String type, String payload) {
    return MACS + type + payload;
  }

  private record Case(String name, int linkType, String frame, String flow) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    links(cases);
    oddLinks(cases);
    tags(cases);
    wireless(cases);
    ipTunnels(cases);
    udpTunnels(cases);
    extensionHeaders(cases);
    return cases;
  }

  private static void links(List<Case> cases) {
    cases.add(new Case("ethernet", 1, ethernet("0800", V4), FLOW_4));
    cases.add(new Case("ethernet-ipv6", 1, ethernet("86dd", V6), FLOW_6));
    cases.add(new Case("ethernet-padded", 1, ethernet("0800", V4 + "00000000"), FLOW_4));
    cases.add(new Case("null-little-endian", 0, "02000000" + V4, FLOW_4));
    cases.add(new Case("null-big-endian", 0, "00000002" + V4, FLOW_4));
    cases.add(new Case("null-ipv6-macos", 0, "1e000000" + V6, FLOW_6));
    cases.add(new Case("loop", 108, "00000018" + V6, FLOW_6));
    for (int raw : new int[] {12, 14, 101, 228}) {
      cases.add(new Case("raw-" + raw, raw, V4, FLOW_4));
    }
    cases.add(new Case("raw-229", 229, V6, FLOW_6));
    cases.add(new Case("sll", 113, "0000 0001 0006 0200000000010000 0800" + V4, FLOW_4));
    cases.add(
        new Case("sll-vlan", 113, "0000 0001 0006 0200000000010000 8100 0005 0800" + V4, FLOW_4));
    cases.add(new Case("sll2", 276, "86dd 0000 00000003 0001 00 06 0200000000010000" + V6, FLOW_6));
    cases.add(new Case("ppp", 9, "ff03 0021" + V4, FLOW_4));
    cases.add(new Case("ppp-without-address", 9, "0057" + V6, FLOW_6));
    cases.add(new Case("ppp-compressed", 9, "21" + V4, FLOW_4));
    cases.add(new Case("ppp-hdlc", 50, "ff03 0021" + V4, FLOW_4));
    cases.add(new Case("ppp-hdlc-cisco", 50, "0f00 0800" + V4, FLOW_4));
    cases.add(new Case("ppp-ether", 51, "1100 0001 002d 0021" + V4, FLOW_4));
    cases.add(new Case("ppp-with-direction", 204, "00 ff03 0021" + V4, FLOW_4));
    cases.add(new Case("cisco-hdlc", 104, "8f00 0800" + V4, FLOW_4));
    cases.add(new Case("frame-relay-nlpid", 107, "1841 03 cc" + V4, FLOW_4));
    cases.add(new Case("frame-relay-cisco", 107, "1841 0800" + V4, FLOW_4));
    cases.add(new Case("frame-relay-snap", 107, "1841 03 00 80 000000 0800" + V4, FLOW_4));
    cases.add(new Case("atm-llc", 100, LLC_SNAP + V4, FLOW_4));
    cases.add(
        new Case("atm-bridged", 100, "aaaa03 0080c2 0007 0000" + ethernet("0800", V4), FLOW_4));
    cases.add(new Case("ethernet-llc-snap", 1, ethernet("0033", LLC_SNAP + V4), FLOW_4));
    cases.add(new Case("ethernet-llc-ip", 1, ethernet("002e", "060603" + V4), FLOW_4));
    cases.add(new Case("token-ring", 6, "1040" + MACS + LLC_SNAP + V4, FLOW_4));
    cases.add(
        new Case(
            "token-ring-routed",
            6,
            "1040 020000000001 820000000002 0630 0011 0020" + LLC_SNAP + V4,
            FLOW_4));
    cases.add(new Case("fddi", 10, "50" + MACS + LLC_SNAP + V4, FLOW_4));
    cases.add(new Case("slip", 8, "01" + "00".repeat(15) + V4, FLOW_4));
    cases.add(new Case("ieee1394", 138, "0200000000000001 0200000000000002 0800" + V4, FLOW_4));
    cases.add(
        new Case(
            "fibre-channel", 122, "1000020000000001 1000020000000002" + LLC_SNAP + V4, FLOW_4));
    cases.add(new Case("enc", 109, "02000000 00001234 00000000" + V4, FLOW_4));
    cases.add(new Case("pflog", 117, "3d02" + "00".repeat(62) + V4, FLOW_4));
    cases.add(new Case("ipnet", 226, "0102" + "00".repeat(22) + V4, FLOW_4));
    cases.add(new Case("nflog", 239, "0200 0000 0800 0100 08000001 2f00 0900" + V4, FLOW_4));
    cases.add(
        new Case(
            "pktap",
            258,
            "6c000000 01000000 01000000" + "00".repeat(96) + ethernet("0800", V4),
            FLOW_4));
    cases.add(new Case("ppi", 192, "00 00 0800 01000000" + ethernet("0800", V4), FLOW_4));
    cases.add(
        new Case(
            "erf",
            197,
            "00".repeat(8) + "02 04 0000 0000 0039 0000" + ethernet("0800", V4),
            FLOW_4));
    cases.add(new Case("netanalyzer", 240, "00000000" + ethernet("0800", V4), FLOW_4));
    cases.add(new Case("mpacket", 274, "55555555555555d5" + ethernet("0800", V4), FLOW_4));
    cases.add(new Case("mpls-link", 219, "00064140" + V4, FLOW_4));
  }

  private static void oddLinks(List<Case> cases) {
    cases.add(new Case("ppp-cisco", 9, "0f00 0800" + V4, FLOW_4));
    cases.add(
        new Case("juniper-ethernet", 178, "4d4743 80 0002 0101" + ethernet("0800", V4), FLOW_4));
    cases.add(new Case("infiniband", 242, "00".repeat(40) + "08000000" + V4, FLOW_4));
    cases.add(new Case("dsa", 284, MACS + "c0180005 0800" + V4, FLOW_4));
    cases.add(new Case("edsa", 285, MACS + "dada0000 c0180005 0800" + V4, FLOW_4));
    cases.add(
        new Case(
            "mpls-address-like-ipv4",
            1,
            ethernet("8847 00065140", "4" + ethernet("0800", V4).substring(1)),
            FLOW_4));
    cases.add(
        new Case(
            "ethernet-over-ip", 101, v4(47, "2001 6400 0039 0500" + ethernet("0800", V4)), FLOW_4));
  }

  private static void tags(List<Case> cases) {
    cases.add(new Case("vlan", 1, ethernet("8100 0064 0800", V4), FLOW_4));
    cases.add(
        new Case(
            "five-tags",
            1,
            ethernet("88a8 0001 9100 0002 8100 0003 9200 0004 8100 0005 86dd", V6),
            FLOW_6));
    cases.add(new Case("vlan-llc", 1, ethernet("8100 0064 0033", LLC_SNAP + V4), FLOW_4));
    cases.add(new Case("mpls", 1, ethernet("8847 00064040 00065140", V4), FLOW_4));
    cases.add(
        new Case(
            "mpls-pseudowire",
            1,
            ethernet("8847 00065140 00000000", ethernet("0800", V4)),
            FLOW_4));
    cases.add(
        new Case(
            "mpls-pseudowire-bare",
            1,
            ethernet("8847 00065140", "2" + ethernet("0800", V4).substring(1)),
            FLOW_4));
    cases.add(new Case("pppoe", 1, ethernet("8864", "1100 0001 002d 0021" + V4), FLOW_4));
    cases.add(new Case("macsec-clear", 1, ethernet("88e5 00 00 00000001 0800", V4), FLOW_4));
    cases.add(
        new Case("provider-backbone", 1, ethernet("88e7 00000001", ethernet("0800", V4)), FLOW_4));
    cases.add(new Case("cisco-metadata", 1, ethernet("8909 0101 0001 0005 0800", V4), FLOW_4));
    cases.add(new Case("vn-tag", 1, ethernet("8926 00000001 0800", V4), FLOW_4));
    cases.add(new Case("e-tag", 1, ethernet("893f 000000000000 0800", V4), FLOW_4));
    cases.add(new Case("nsh", 1, ethernet("894f 0fc2 02 01 00000101", V4), FLOW_4));
  }

  private static void wireless(List<Case> cases) {
    String data = "0801 0000 020000000001 020000000002 020000000003 1000";
    cases.add(new Case("ieee80211", 105, data + LLC_SNAP + V4, FLOW_4));
    cases.add(
        new Case(
            "ieee80211-qos",
            105,
            "8801 0000 020000000001 020000000002 020000000003 1000 0000" + LLC_SNAP + V4,
            FLOW_4));
    cases.add(
        new Case(
            "ieee80211-four-addresses",
            105,
            "0803 0000 020000000001 020000000002 020000000003 1000 020000000004" + LLC_SNAP + V4,
            FLOW_4));
    cases.add(new Case("radiotap", 127, "0000 0900 02000000 00" + data + LLC_SNAP + V4, FLOW_4));
    cases.add(
        new Case(
            "radiotap-padded",
            127,
            "0000 0900 02000000 20"
                + "8801 0000 020000000001 020000000002 020000000003 1000 0000 ffff"
                + LLC_SNAP
                + V4,
            FLOW_4));
    cases.add(
        new Case(
            "prism", 119, "44000000 90000000" + "00".repeat(136) + data + LLC_SNAP + V4, FLOW_4));
    cases.add(
        new Case("avs", 163, "80211001 00000040" + "00".repeat(56) + data + LLC_SNAP + V4, FLOW_4));
  }

  private static void ipTunnels(List<Case> cases) {
    cases.add(new Case("ip-in-ip", 101, v4(4, V4), FLOW_4));
    cases.add(new Case("6in4", 101, v4(41, V6), FLOW_6));
    cases.add(new Case("4in6", 101, v6(4, V4), FLOW_4));
    cases.add(new Case("gre", 101, v4(47, "0000 0800" + V4), FLOW_4));
    cases.add(
        new Case(
            "gre-all-fields", 101, v4(47, "b000 86dd 00000000 00000001 00000002" + V6), FLOW_6));
    cases.add(
        new Case("gre-bridging", 101, v4(47, "2000 6558 00000001" + ethernet("0800", V4)), FLOW_4));
    cases.add(new Case("gre-over-ipv6", 101, v6(47, "0000 0800" + V4), FLOW_4));
    cases.add(
        new Case(
            "pptp", 101, v4(47, "3081 880b 0031 0001 00000001 00000002 ff03 0021" + V4), FLOW_4));
    cases.add(new Case("wccp", 101, v4(47, "0000 883e 00000000" + V4), FLOW_4));
    cases.add(new Case("wccp-1", 101, v4(47, "0000 883e" + V4), FLOW_4));
    cases.add(new Case("erspan-1", 101, v4(47, "0000 88be" + ethernet("0800", V4)), FLOW_4));
    cases.add(
        new Case(
            "erspan-2",
            101,
            v4(47, "1000 88be 00000001 1001 0001 00000000" + ethernet("0800", V4)),
            FLOW_4));
    cases.add(
        new Case(
            "erspan-3",
            101,
            v4(47, "1000 22eb 00000001 2001 0001 00000000 0000 0000" + ethernet("0800", V4)),
            FLOW_4));
    cases.add(
        new Case(
            "erspan-3-subheader",
            101,
            v4(
                47,
                "1000 22eb 00000001 2001 0001 00000000 0000 0001 0000000000000000"
                    + ethernet("8100 0001 0800", V4)),
            FLOW_4));
    cases.add(new Case("etherip", 101, v4(97, "3000" + ethernet("0800", V4)), FLOW_4));
    cases.add(new Case("mpls-in-ip", 101, v4(137, "00065140" + V4), FLOW_4));
    cases.add(
        new Case(
            "ah-ipv4", 101, v4(51, "04 04 0000 00000001 00000001" + "00".repeat(12) + V4), FLOW_4));
  }

  private static void udpTunnels(List<Case> cases) {
    String frame = ethernet("0800", V4);
    cases.add(new Case("vxlan", 101, udp(4789, "08000000 00007b00" + frame), FLOW_4));
    cases.add(new Case("vxlan-linux", 101, udp(8472, "08000000 00007b00" + frame), FLOW_4));
    cases.add(new Case("vxlan-gpe", 101, udp(4790, "0c000001 00007b00" + V4), FLOW_4));
    cases.add(new Case("geneve", 101, udp(6081, "0000 6558 00007b00" + frame), FLOW_4));
    cases.add(
        new Case(
            "geneve-options",
            101,
            udp(6081, "0200 6558 00007b00 0104 0001 00000000" + frame),
            FLOW_4));
    cases.add(new Case("gtp-u", 101, udp(2152, "30ff 002b 00000001" + V4), FLOW_4));
    cases.add(
        new Case(
            "gtp-u-extended",
            101,
            udp(2152, "34ff 0033 00000001 0000 00 85 01 000900" + V4),
            FLOW_4));
    cases.add(new Case("teredo", 101, udp(3544, V6), FLOW_6));
    cases.add(new Case("teredo-origin", 101, udp(3544, "0000 3f57 fffffffe" + V6), FLOW_6));
    cases.add(new Case("l2tp", 101, udp(1701, "4002 0037 0001 0002 ff03 0021" + V4), FLOW_4));
    String forwarded = "0000 020000000001 020000000002 020000000003 1600" + LLC_SNAP + V4;
    cases.add(new Case("capwap", 101, udp(5247, "00100300 00000000" + "0841" + forwarded), FLOW_4));
    cases.add(
        new Case(
            "capwap-swapped", 101, udp(5247, "00100300 00000000" + "4108" + forwarded), FLOW_4));
    cases.add(new Case("capwap-ethernet", 101, udp(5247, "00100200 00000000" + frame), FLOW_4));
    cases.add(new Case("lisp", 101, udp(4341, "0000000000000000" + V4), FLOW_4));
    cases.add(new Case("mpls-in-udp", 101, udp(6635, "00065140" + V4), FLOW_4));
    cases.add(new Case("tzsp", 101, udp(37008, "0100 0001 0a0100 01" + frame), FLOW_4));
    cases.add(
        new Case(
            "vxlan-in-gre-in-vlan",
            1,
            ethernet(
                "8100 0001 0800", v4(47, "0000 0800" + udp(4789, "08000000 00007b00" + frame))),
            FLOW_4));
  }

  private static void extensionHeaders(List<Case> cases) {
    String addresses = "20010db8000000000000000000000001 20010db8000000000000000000000002";
    cases.add(
        new Case(
            "ipv6-extension-headers",
            101,
            "60000000 003f 00 40"
                + addresses
                + "2b00 010400000000" // Hop-by-Hop Options
                + "3c00 000000000000" // Routing
                + "8700 010400000000" // Destination Options
                + "2c00 000000000000" // Mobility
                + "0600 0000 00000001" // an atomic fragment
                + TCP,
            FLOW_6));
    cases.add(
        new Case(
            "ipv6-authentication",
            101,
            "60000000 002f 33 40"
                + addresses
                + "06 04 0000 00000001 00000001"
                + "00".repeat(12)
                + TCP,
            FLOW_6));
    cases.add(
        new Case(
            "ipv6-jumbo",
            101,
            "60000000 0000 00 40" + addresses + "0600 c204 0000001f" + TCP,
            FLOW_6));
    cases.add(new Case("ipv6-no-length", 101, "60000000 0000 06 40" + addresses + TCP, FLOW_6));
    cases.add(
        new Case(
            "ipv4-options",
            101,
            "4600 002f 1234 4000 4006 0000 c0000201 c6336407 01010100" + TCP,
            FLOW_4));
    cases.add(
        new Case(
            "ipv4-no-length",
            101,
            "4500 0000 1234 4000 4006 0000 c0000201 c6336407" + TCP,
            FLOW_4));
  }

  @TestFactory
  Stream<DynamicTest> findsTheSegment() {
    return cases().stream()
        .map(
            each ->
                dynamicTest(
                    each.name(),
                    () -> {
                      Decoded decoded =
                          new Decoded().add(each.linkType(), hex(each.frame())).finish();
                      assertEquals(
                          1, decoded.segments.size(), decoded.decoder.statistics()::toString);
                      Decoded.Seen seen = decoded.segments.get(0);
                      assertEquals(each.flow(), seen.flow());
                      assertEquals(0x01020304, seen.sequence());
                      assertEquals(Bytes.ofHex("160301"), seen.payload());
                      assertEquals(3, seen.payloadLength());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> survivesEveryCut() {
    return cases().stream()
        .map(
            each ->
                dynamicTest(
                    each.name(),
                    () -> {
                      byte[] whole = hex(each.frame());
                      for (int size = 0; size < whole.length; size++) {
                        byte[] cut = Arrays.copyOf(whole, size);
                        Decoded decoded =
                            new Decoded().add(each.linkType(), cut, whole.length, 0).finish();
                        PacketStatistics statistics = decoded.decoder.statistics();
                        assertEquals(1, statistics.packets());
                        assertEquals(1, statistics.cut());
                        for (Decoded.Seen seen : decoded.segments) {
                          assertEquals(each.flow(), seen.flow());
                          assertEquals(3, seen.payloadLength());
                        }
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> survivesEveryFlippedByte() {
    return cases().stream()
        .map(
            each ->
                dynamicTest(
                    each.name(),
                    () -> {
                      byte[] frame = hex(each.frame());
                      for (int at = 0; at < frame.length; at++) {
                        for (int value : new int[] {0x00, 0x7f, 0x80, 0xff}) {
                          byte[] bad = frame.clone();
                          bad[at] = (byte) value;
                          assertEquals(
                              1,
                              counted(new Decoded().add(each.linkType(), bad).finish()),
                              "byte " + at);
                        }
                      }
                    }));
  }

  private static long counted(Decoded decoded) {
    PacketStatistics s = decoded.decoder.statistics();
    return s.tcp()
        + s.udp()
        + s.otherIp()
        + s.nonIp()
        + s.fragments()
        + s.encrypted()
        + s.undecodable()
        + s.tooDeep()
        + s.unsupportedLinkType();
  }
}
