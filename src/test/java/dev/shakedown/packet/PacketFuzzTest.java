package dev.shakedown.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.bigip.BigIpTrailer;
import dev.shakedown.bigip.KeyLogListener;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.fuzz.Pieces;
import dev.shakedown.fuzz.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes taken for packets of any link type: tunnels, fragments, trailers, ICMP errors. */
class PacketFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.packets(), Seeds.kept("packet"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void decodesWhatThereIs(byte[] input) {
    if (input.length < 2) {
      return;
    }
    int linkType = ((input[0] & 0xff) << 8 | input[1] & 0xff) % 512;
    List<Pieces.Piece> packets = Pieces.read(input, 2);
    assertEquals(
        decode(linkType, packets, 0), decode(linkType, packets, 9), "offset in the buffer");
  }

  /** What is found, in words; {@code before} bytes of the buffer belong to nobody. */
  private static List<String> decode(int linkType, List<Pieces.Piece> packets, int before) {
    List<String> found = new ArrayList<>();
    Findings findings = new Findings(found);
    BigIpTrailer trailers = new BigIpTrailer(new NoKeys());
    PacketDecoder decoder = new PacketDecoder(Limits.DEFAULT, findings, Optional.of(trailers));
    CapturedPacket packet = new CapturedPacket();
    long number = 0;
    for (Pieces.Piece piece : packets) {
      int size = piece.bytes().length;
      byte[] buffer = new byte[before + size + before];
      System.arraycopy(piece.bytes(), 0, buffer, before, size);
      // a control of 0 is a whole packet a second after the one before
      long original = (long) size + (piece.control() & 0x0f);
      int fcs = (piece.control() & 0x10) != 0 ? 4 : 0;
      findings.frame = ++number;
      long nanos = number * ((piece.control() & 0x20) != 0 ? 1 : 1_000_000_000L);
      decoder.decode(
          packet.set(number, nanos, 0, linkType, fcs, buffer, before, size, original, ""));
      assertTrue(packet.addedBytes() >= 0 && packet.addedBytes() <= size, "added bytes");
    }
    decoder.finish();
    PacketStatistics statistics = decoder.statistics();
    assertEquals(number, statistics.packets());
    assertTrue(statistics.tcp() <= number, "no more segments than packets");
    found.add(statistics.toString());
    return found;
  }

  private static final class Findings implements PacketListener {
    private final List<String> found;
    private long frame;

    Findings(List<String> found) {
      this.found = found;
    }

    @Override
    public void segment(Segment segment) {
      int end = segment.payloadOffset() + segment.payloadSize();
      assertEquals(frame, segment.frame());
      assertTrue(segment.payloadOffset() >= 0 && segment.payloadSize() >= 0, "payload");
      assertTrue(end <= segment.buffer().length, "payload within the packet");
      assertTrue(segment.payloadLength() >= segment.payloadSize(), "no more captured than sent");
      assertTrue(
          segment.optionsSize() >= 0
              && segment.optionsSize() <= 40
              && segment.optionsOffset() + segment.optionsSize() <= segment.payloadOffset(),
          "options before the payload");
      found.add(
          segment.source()
              + ":"
              + segment.sourcePort()
              + " "
              + segment.destination()
              + " "
              + segment.sequence()
              + " "
              + segment.payloadLength()
              + "/"
              + segment.payloadSize()
              + " "
              + segment.packetLength()
              + " "
              + segment.reassembled()
              + " "
              + segment.note());
    }

    @Override
    public void icmpError(IcmpError error) {
      assertEquals(frame, error.frame());
      found.add(error.toString());
    }

    @Override
    public void fragmentsMissing(IncompleteDatagram datagram) {
      found.add(datagram.toString());
    }
  }

  private static final class NoKeys implements KeyLogListener {
    @Override
    public void awaited() {}

    @Override
    public void line(String line) {}
  }
}
