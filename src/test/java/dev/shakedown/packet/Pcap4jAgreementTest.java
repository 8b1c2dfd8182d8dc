package dev.shakedown.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.capture.UnreadableCaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.IpSelector;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.LinuxSllPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;

/**
 * Over every capture at hand, our header views and pcap4j read the same values wherever pcap4j
 * finds a TCP segment in the first IP packet of a frame.
 */
class Pcap4jAgreementTest {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("captures"),
          Path.of("../shared/corpus/public"),
          Path.of("../shared/corpus/lab"),
          Path.of("../shared/corpus/f5"));

  /** What both sides are asked for. */
  private record Fields(
      String source,
      String destination,
      int sourcePort,
      int destinationPort,
      int sequence,
      int acknowledgment,
      int flags,
      int window,
      int hopLimit,
      int ipId,
      Bytes options,
      Bytes payload) {}

  private int compared;

  @Test
  void agreesWithPcap4jOnEveryField() throws IOException {
    List<Path> captures = new ArrayList<>();
    for (Path folder : FOLDERS) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(Pcap4jAgreementTest::isCapture).sorted().forEach(captures::add);
        }
      }
    }
    assumeTrue(!captures.isEmpty(), "no captures at hand");
    for (Path capture : captures) {
      compare(capture);
    }
    assertTrue(compared > 100, () -> compared + " segments compared");
  }

  private static boolean isCapture(Path file) {
    String name = file.toString();
    return name.endsWith(".pcap") || name.endsWith(".pcapng") || name.endsWith(".cap");
  }

  private void compare(Path file) throws IOException {
    List<Fields> ours = new ArrayList<>();
    PacketDecoder decoder = new PacketDecoder(Limits.DEFAULT, collector(ours));
    try (CaptureReader reader = CaptureReader.open(file, Limits.DEFAULT)) {
      while (reader.hasNext()) {
        if (reader.next() instanceof CapturedPacket packet) {
          ours.clear();
          decoder.decode(packet);
          Optional<Fields> theirs = byPcap4j(packet);
          if (theirs.isPresent() && ours.size() == 1) {
            assertEquals(theirs.get(), ours.get(0), () -> file + ", packet " + packet.number());
            compared++;
          }
        }
      }
    } catch (UnreadableCaptureException notACapture) {
      return;
    }
  }

  private static PacketListener collector(List<Fields> seen) {
    return new PacketListener() {
      @Override
      public void segment(Segment s) {
        if (!s.reassembled()) {
          seen.add(fields(s));
        }
      }

      @Override
      public void icmpError(IcmpError error) {}

      @Override
      public void fragmentsMissing(IncompleteDatagram datagram) {}
    };
  }

  private static Fields fields(Segment s) {
    return new Fields(
        s.source().toString(),
        s.destination().toString(),
        s.sourcePort(),
        s.destinationPort(),
        s.sequence(),
        s.acknowledgment(),
        s.flags() & 0x3f, // all that pcap4j names
        s.window(),
        s.hopLimit(),
        s.ipId(),
        Bytes.copyOf(s.buffer(), s.optionsOffset(), s.optionsSize()),
        Bytes.copyOf(s.buffer(), s.payloadOffset(), s.payloadSize()));
  }

  /** Empty where pcap4j cannot decode the packet, or finds no TCP in its first IP packet. */
  private static Optional<Fields> byPcap4j(CapturedPacket captured) {
    try {
      byte[] buffer = captured.buffer();
      int offset = captured.offset();
      int length = captured.capturedLength();
      if (length == 0) {
        return Optional.empty();
      }
      Packet packet =
          switch (captured.linkType()) {
            case 1 -> EthernetPacket.newPacket(buffer, offset, length);
            case 101 -> IpSelector.newPacket(buffer, offset, length);
            case 113 -> LinuxSllPacket.newPacket(buffer, offset, length);
            default -> null;
          };
      IpPacket ip = packet == null ? null : packet.get(IpPacket.class);
      TcpPacket tcp = ip == null ? null : ip.get(TcpPacket.class);
      return tcp == null || isFragment(ip) ? Optional.empty() : Optional.of(fields(ip, tcp));
    } catch (IllegalRawDataException | RuntimeException thrownByPcap4j) {
      return Optional.empty();
    }
  }

  private static boolean isFragment(IpPacket ip) {
    return ip instanceof IpV4Packet v4
        && (v4.getHeader().getMoreFragmentFlag() || v4.getHeader().getFragmentOffset() != 0);
  }

  private static Fields fields(IpPacket ip, TcpPacket tcp) {
    boolean v6 = ip instanceof IpV6Packet;
    TcpPacket.TcpHeader header = tcp.getHeader();
    byte[] raw = header.getRawData();
    return new Fields(
        address(ip.getHeader().getSrcAddr().getAddress()),
        address(ip.getHeader().getDstAddr().getAddress()),
        header.getSrcPort().valueAsInt(),
        header.getDstPort().valueAsInt(),
        header.getSequenceNumber(),
        header.getAcknowledgmentNumber(),
        (header.getFin() ? Segment.FIN : 0)
            | (header.getSyn() ? Segment.SYN : 0)
            | (header.getRst() ? Segment.RST : 0)
            | (header.getPsh() ? Segment.PSH : 0)
            | (header.getAck() ? Segment.ACK : 0)
            | (header.getUrg() ? 0x20 : 0),
        header.getWindowAsInt(),
        v6
            ? ((IpV6Packet) ip).getHeader().getHopLimitAsInt()
            : ((IpV4Packet) ip).getHeader().getTtlAsInt(),
        v6 ? -1 : ((IpV4Packet) ip).getHeader().getIdentificationAsInt(),
        Bytes.copyOf(raw, 20, raw.length - 20),
        tcp.getPayload() == null ? Bytes.EMPTY : Bytes.copyOf(tcp.getPayload().getRawData()));
  }

  private static String address(byte[] bytes) {
    return IpAddress.read(bytes, 0, bytes.length == 16).toString();
  }
}
