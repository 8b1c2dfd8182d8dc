package dev.shakedown.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On a sample of the captures at hand, tshark finds the same TCP segments frame by frame. */
class TsharkAgreementTest {
  private static final List<Path> FOLDERS =
      List.of(Path.of("captures"), Path.of("../shared/corpus/lab"));
  private static final int EVERY = 12;

  @Test
  void findsTheSegmentsThatTsharkFinds() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/tshark")), "no tshark at hand");
    List<Path> captures = captures();
    assumeTrue(!captures.isEmpty(), "no captures at hand");
    for (int i = 0; i < captures.size(); i += EVERY) {
      Path capture = captures.get(i);
      assertEquals(byTshark(capture), byUs(capture), capture::toString);
    }
  }

  private static List<Path> captures() throws IOException {
    List<Path> captures = new ArrayList<>();
    for (Path folder : FOLDERS) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(file -> file.toString().endsWith(".pcap")).sorted().forEach(captures::add);
        }
      }
    }
    return captures;
  }

  private static List<String> byUs(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    PacketDecoder decoder =
        new PacketDecoder(
            Limits.DEFAULT,
            new PacketListener() {
              @Override
              public void segment(Segment s) {
                lines.add(
                    "%d\t%d\t%d\t%d\t%d"
                        .formatted(
                            s.frame(),
                            s.sourcePort(),
                            s.destinationPort(),
                            Integer.toUnsignedLong(s.sequence()),
                            s.payloadLength()));
              }

              @Override
              public void icmpError(IcmpError error) {}

              @Override
              public void fragmentsMissing(IncompleteDatagram datagram) {}
            });
    try (CaptureReader reader = CaptureReader.open(file, Limits.DEFAULT)) {
      while (reader.hasNext()) {
        if (reader.next() instanceof CapturedPacket packet) {
          decoder.decode(packet);
        }
      }
    }
    return lines;
  }

  private static List<String> byTshark(Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/tshark", "-n", "-r", file.toString()));
    command.addAll(List.of("-Y", "tcp and not icmp and not icmpv6", "-T", "fields"));
    command.addAll(List.of("-E", "occurrence=l"));
    for (String field :
        List.of("frame.number", "tcp.srcport", "tcp.dstport", "tcp.seq_raw", "tcp.len")) {
      command.addAll(List.of("-e", field));
    }
    Process tshark =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(tshark.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = out.lines().toList();
      tshark.waitFor();
      return lines;
    }
  }
}
