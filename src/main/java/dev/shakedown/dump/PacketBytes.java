package dev.shakedown.dump;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.Optional;

/**
 * A packet's TCP payload: tcpdump -x and Wireshark print whole packets, with or without the link
 * layer.
 *
 * @param sourcePort tells the directions apart
 */
public record PacketBytes(int sourcePort, Bytes payload) {
  private static final int ETHERNET = 14;
  private static final int TCP = 6;

  /** The payload, if the bytes are an IPv4 or IPv6 packet of TCP, perhaps behind Ethernet. */
  public static Optional<PacketBytes> of(Bytes bytes) {
    Optional<PacketBytes> packet = ofIp(bytes);
    if (packet.isPresent() || bytes.size() <= ETHERNET) {
      return packet;
    }
    int type = bytes.at(12) << 8 | bytes.at(13);
    return type == 0x0800 || type == 0x86dd
        ? ofIp(bytes.slice(ETHERNET, bytes.size() - ETHERNET))
        : Optional.empty();
  }

  private static Optional<PacketBytes> ofIp(Bytes bytes) {
    try {
      ByteReader in = bytes.reader();
      int first = in.uint8("version");
      return switch (first >> 4) {
        case 4 -> ofIp4(in, (first & 15) * 4);
        case 6 -> ofIp6(in);
        default -> Optional.empty();
      };
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static Optional<PacketBytes> ofIp4(ByteReader in, int headerLength)
      throws MalformedException {
    in.skip("tos", 1);
    int totalLength = in.uint16("total_length");
    in.skip("identification, flags, time_to_live", 5);
    int protocol = in.uint8("protocol");
    if (protocol != TCP || headerLength < 20 || totalLength < headerLength) {
      return Optional.empty();
    }
    in.skip("rest of header", headerLength - 10);
    return tcp(in.upTo(totalLength - headerLength));
  }

  private static Optional<PacketBytes> ofIp6(ByteReader in) throws MalformedException {
    in.skip("flow", 3);
    int length = in.uint16("payload_length");
    int next = in.uint8("next_header");
    in.skip("hop_limit, addresses", 33);
    return next == TCP ? tcp(in.upTo(length)) : Optional.empty();
  }

  private static Optional<PacketBytes> tcp(ByteReader in) throws MalformedException {
    int source = in.uint16("source_port");
    in.skip("destination_port, numbers", 10);
    int headerLength = (in.uint8("data_offset") >> 4) * 4;
    if (headerLength < 20) {
      return Optional.empty();
    }
    in.skip("rest of header", headerLength - 13);
    return Optional.of(new PacketBytes(source, in.rest()));
  }
}
