package dev.shakedown.packet;

import static dev.shakedown.packet.Decoded.ETHERNET;
import static dev.shakedown.packet.Decoded.RAW;
import static dev.shakedown.packet.Decoded.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.capture.CapturedPacket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacketDecoderTest {
  private static final String MACS = "020000000001 020000000002 ";
  private static final String TCP = "c350 01bb 01020304 00000000 5018 ffff 0000 0000";
  private static final String V4 = "4500 002b 1234 4000 4006 0000 c0000201 c6336407";
  private static final String SEGMENT = V4 + TCP + "160301";

  /** IPv4 from 203.0.113.9 to 192.0.2.1 with TTL 61, 56 bytes; ICMP; the quote's first bytes. */
  private static final String ICMP_4 = "4500 0038 0001 0000 3d01 0000 cb007109 c0000201";

  @Test
  void readsAnIcmpErrorThatQuotesEightBytesOfTcp() {
    Decoded decoded =
        new Decoded()
            .add(
                RAW,
                hex(
                    ICMP_4
                        + "03 04 0000 0000 0578"
                        + "4500 05dc 1234 4000 4006 0000 c0000201 c6336407"
                        + "c35001bb01020304"));
    assertEquals(
        List.of(
            new IcmpError(
                1,
                0,
                IpAddress.read(hex("cb007109"), 0, false),
                61,
                false,
                3,
                4,
                1400,
                IpAddress.read(hex("c0000201"), 0, false),
                IpAddress.read(hex("c6336407"), 0, false),
                50000,
                443,
                0x01020304,
                1500)),
        decoded.errors);
    assertEquals(1, decoded.decoder.statistics().otherIp());
  }

  @Test
  void readsAnIcmpv6ErrorBehindExtensionHeadersInATunnel() {
    String addresses = "20010db8000000000000000000000001 20010db8000000000000000000000002";
    String quoted = "60000000 05a8 3c 40" + addresses + "0600 010400000000" + "c35001bb01020304";
    String icmp =
        "60000000 0040 3a 3f 20010db80000000000000000000000ff 20010db8000000000000000000000001"
            + "02 00 0000 000004d0"
            + quoted;
    String gre = "4500 0080 0001 0000 402f 0000 0a000001 0a000002 0000 86dd";
    Decoded decoded = new Decoded().add(RAW, hex(gre + icmp));
    assertEquals(1, decoded.errors.size());
    IcmpError error = decoded.errors.get(0);
    assertEquals("2001:db8::ff", error.from().toString());
    assertEquals(63, error.hopLimit());
    assertEquals(1232, error.mtu());
    assertEquals(443, error.quotedDestinationPort());
    assertEquals(1488, error.quotedPacketLength());
  }

  @Test
  void passesOverIcmpThatQuotesNoTcp() {
    Decoded decoded =
        new Decoded()
            .add(RAW, hex(ICMP_4 + "08 00 0000 0001 0001" + "00".repeat(28))) // echo
            .add(
                RAW,
                hex(
                    ICMP_4
                        + "03 03 0000 00000000"
                        + "4500 0030 1234 0000 4011 0000 c0000201 c6336407"
                        + "c350003500000000"))
            .add(
                RAW,
                hex(
                    ICMP_4
                        + "03 03 0000 00000000"
                        + "4500 0030 1234 0001 4006 0000 c0000201 c6336407"
                        + "c350003500000000"));
    assertEquals(List.of(), decoded.errors);
    assertEquals(3, decoded.decoder.statistics().otherIp());
  }

  @Test
  void leavesPaddingAndTrailerOutOfThePayload() {
    Decoded decoded = new Decoded().add(ETHERNET, hex(MACS + "0800" + SEGMENT + "000000f5def5de"));
    assertEquals(Bytes.ofHex("160301"), decoded.segments.get(0).payload());
    assertEquals(3, decoded.segments.get(0).payloadLength());
  }

  @Test
  void letsNoIpPacketBeLongerThanItsPppoeFrame() {
    // 40 bytes of IP and TCP in the frame, 43 by the IP header; the rest is padding
    byte[] frame = hex(MACS + "8864 1100 0001 002a 0021" + V4 + TCP + "000000");
    Decoded decoded = new Decoded().add(ETHERNET, frame);
    assertEquals(0, decoded.segments.get(0).payloadLength());
    assertEquals(40, decoded.segments.get(0).packetLength());
  }

  @Test
  void tellsCapturedFromSentWhereTheSnapLengthCut() {
    byte[] frame = hex(MACS + "0800" + "4500 05dc" + V4.substring(9) + TCP + "160301");
    Decoded decoded = new Decoded().add(ETHERNET, frame, 1514, 0);
    assertEquals(3, decoded.segments.get(0).payload().size());
    assertEquals(1460, decoded.segments.get(0).payloadLength());
    assertEquals(1500, decoded.segments.get(0).packetLength());
    assertEquals(1, decoded.decoder.statistics().cut());
  }

  @Test
  void takesTheFrameForThePacketWhereOffloadingLeftNoLength() {
    byte[] frame = hex(MACS + "0800" + "4500 0000" + V4.substring(9) + TCP + "160301");
    Decoded decoded = new Decoded().add(ETHERNET, frame, 64_014, 0);
    assertEquals(64_000, decoded.segments.get(0).packetLength());
    assertEquals(63_960, decoded.segments.get(0).payloadLength());
  }

  @Test
  void leavesTheFrameCheckSequenceOut() {
    byte[] frame = hex(MACS + "0800" + "4500 0000" + V4.substring(9) + TCP + "160301" + "deadbeef");
    Decoded decoded = new Decoded();
    decoded.decoder.decode(
        new CapturedPacket().set(1, 0, 0, ETHERNET, 4, frame, 0, frame.length, frame.length, ""));
    assertEquals(Bytes.ofHex("160301"), decoded.segments.get(0).payload());
  }

  @Test
  void hasTheTrailerReadBehindTheOutermostIpPacket() {
    String gre = "4500 0043 0001 0000 402f 0000 0a000001 0a000002 0000 0800";
    Decoded decoded =
        new Decoded(
            (packet, ip, end) ->
                note(packet.buffer()[end] & 0xff, packet.offset() + packet.capturedLength() - end));
    decoded.add(ETHERNET, hex(MACS + "0800" + gre + SEGMENT + "f5aabb"));
    assertEquals(note(0xf5, 3), decoded.segments.get(0).note());
  }

  private static DeviceNote note(long flowId, long peerFlowId) {
    return new DeviceNote(
        DeviceNote.Way.INGRESS,
        1,
        0,
        "",
        flowId,
        peerFlowId,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  @Test
  void asksForTheTrailersStartWhereThePacketStatesNoLength() {
    TrailerDecoder lastTwoBytes =
        new TrailerDecoder() {
          @Override
          public DeviceNote decode(CapturedPacket packet, int ipPacket, int endOfPacket) {
            return note(packet.buffer()[endOfPacket], 0);
          }

          @Override
          public int start(CapturedPacket packet, int ipPayload) {
            return packet.offset() + packet.capturedLength() - 2;
          }
        };
    byte[] frame = hex(MACS + "0800" + "4500 0000" + V4.substring(9) + TCP + "160301" + "1122");
    Decoded decoded = new Decoded(lastTwoBytes).add(ETHERNET, frame);
    assertEquals(Bytes.ofHex("160301"), decoded.segments.get(0).payload());
    assertEquals(0x11, decoded.segments.get(0).note().flowId());
  }

  @Test
  void countsEveryPacketOnce() {
    String udp = "4500 0030 0001 0000 4011 0000 c0000201 c6336407 c350 01bb 001c 0000";
    Decoded decoded =
        new Decoded()
            .add(ETHERNET, hex(MACS + "0800" + SEGMENT))
            .add(ETHERNET, hex(MACS + "0806" + "00".repeat(28)))
            .add(RAW, hex(udp + "c0 00000001 08 0102030405060708 00 00 00 00 00 00"))
            .add(RAW, hex(udp + "16 fefd 0000 000000000000 0007 01020304050607"))
            .add(RAW, hex("4500 0014 0001 0000 4032 0000 c0000201 c6336407"))
            .add(RAW, hex("4500 0014 0001 0000 4059 0000 c0000201 c6336407"))
            .add(RAW, hex("4500 0010"))
            .add(147, hex("00"))
            .add(RAW, hex("4500 001c 0001 2000 4011 0000 c0000201 c6336407 0000000000000000"))
            .finish();
    assertEquals(
        new PacketStatistics(9, 1, 2, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1),
        decoded.decoder.statistics());
    assertEquals(List.of(), decoded.incomplete);
  }

  @Test
  void givesUpAPacketOfTooManyHeaders() {
    String tags = "8100 0001 ".repeat(40);
    Decoded decoded = new Decoded().add(ETHERNET, hex(MACS + tags + "0800" + SEGMENT));
    assertEquals(1, decoded.decoder.statistics().tooDeep());
  }

  @Test
  void passesOverTcpHeadersThatMakeNoSense() {
    Decoded decoded =
        new Decoded()
            .add(RAW, hex(V4 + TCP.replace("5018", "4018") + "160301"))
            .add(RAW, hex(V4 + TCP.replace("5018", "f018") + "160301"));
    assertEquals(List.of(), decoded.segments);
    assertEquals(2, decoded.decoder.statistics().undecodable());
  }
}
