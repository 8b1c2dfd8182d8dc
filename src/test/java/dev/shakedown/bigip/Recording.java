package dev.shakedown.bigip;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The TCP packets of a recorded capture of one connection over plain Ethernet. */
final class Recording {
  private static final int ETHERNET = 14;

  /**
   * @param datagram from its IP header on, without padding
   * @param nanos since the first packet
   */
  record Packet(Bytes datagram, long nanos, boolean fromClient) {}

  private Recording() {}

  /** The packets; who sent the first one is the client. */
  static List<Packet> of(Path capture) throws IOException {
    List<Packet> packets = new ArrayList<>();
    long start = -1;
    int clientPort = 0;
    try (CaptureReader reader = CaptureReader.open(capture, Limits.DEFAULT)) {
      while (reader.hasNext()) {
        if (reader.next() instanceof CapturedPacket packet) {
          byte[] frame =
              Arrays.copyOfRange(
                  packet.buffer(), packet.offset(), packet.offset() + packet.capturedLength());
          byte[] datagram = datagram(frame);
          if (isTcp(datagram)) {
            int port = Datagrams.uint16(datagram, Datagrams.tcp(datagram));
            clientPort = start < 0 ? port : clientPort;
            start = start < 0 ? packet.epochNanos() : start;
            packets.add(
                new Packet(
                    Bytes.copyOf(datagram), packet.epochNanos() - start, port == clientPort));
          }
        }
      }
    }
    return packets;
  }

  private static byte[] datagram(byte[] frame) {
    byte[] behind = Arrays.copyOfRange(frame, ETHERNET, frame.length);
    return Arrays.copyOf(behind, Datagrams.length(behind));
  }

  private static boolean isTcp(byte[] datagram) {
    return datagram[Datagrams.isV6(datagram) ? 6 : 9] == 6;
  }
}
