package dev.shakedown.packet;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CapturedPacket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Runs packets through a decoder and keeps copies of what it says. */
final class Decoded implements PacketListener {
  static final int ETHERNET = 1;
  static final int RAW = 101;

  final List<Seen> segments = new ArrayList<>();
  final List<IcmpError> errors = new ArrayList<>();
  final List<IncompleteDatagram> incomplete = new ArrayList<>();
  final PacketDecoder decoder;
  private final CapturedPacket packet = new CapturedPacket();
  private long number;

  Decoded() {
    this(Limits.DEFAULT);
  }

  Decoded(Limits limits) {
    decoder = new PacketDecoder(limits, this);
  }

  Decoded(TrailerDecoder trailers) {
    decoder = new PacketDecoder(Limits.DEFAULT, this, Optional.of(trailers));
  }

  /** A copy of a segment. */
  record Seen(
      long frame,
      String flow,
      int sequence,
      Bytes payload,
      int payloadLength,
      int packetLength,
      boolean reassembled,
      DeviceNote note) {}

  /** The bytes of a hex text; {@code #} begins a comment, blanks do not matter. */
  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("#.*", "").replaceAll("\\s", ""));
  }

  Decoded add(int linkType, byte[] bytes) {
    return add(linkType, bytes, bytes.length, 0);
  }

  Decoded add(int linkType, byte[] bytes, long originalLength, long seconds) {
    // not at the start of the buffer, so that a forgotten offset shows
    byte[] buffer = new byte[bytes.length + 7];
    System.arraycopy(bytes, 0, buffer, 5, bytes.length);
    decoder.decode(
        packet.set(
            ++number,
            seconds * 1_000_000_000L,
            0,
            linkType,
            0,
            buffer,
            5,
            bytes.length,
            originalLength,
            ""));
    return this;
  }

  Decoded finish() {
    decoder.finish();
    return this;
  }

  @Override
  public void segment(Segment s) {
    segments.add(
        new Seen(
            s.frame(),
            s.source() + ":" + s.sourcePort() + ">" + s.destination() + ":" + s.destinationPort(),
            s.sequence(),
            Bytes.copyOf(s.buffer(), s.payloadOffset(), s.payloadSize()),
            s.payloadLength(),
            s.packetLength(),
            s.reassembled(),
            s.note()));
  }

  @Override
  public void icmpError(IcmpError error) {
    errors.add(error);
  }

  @Override
  public void fragmentsMissing(IncompleteDatagram datagram) {
    incomplete.add(datagram);
  }
}
