package dev.shakedown.bigip;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.packet.IncompleteDatagram;
import dev.shakedown.packet.PacketDecoder;
import dev.shakedown.packet.PacketListener;
import dev.shakedown.packet.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the pipeline reads of a capture's trailers, frame by frame. */
final class ReadTrailers implements PacketListener {
  /** By frame number; frames without a trailer are absent. */
  final Map<Long, Trailer> trailers = new TreeMap<>();

  /** TCP payload by frame number. */
  final Map<Long, Bytes> payloads = new TreeMap<>();

  /** By frame number. */
  final Map<Long, FileInfo> fileInfos = new TreeMap<>();

  final BigIpTrailer bigIp = new BigIpTrailer(KeyLogListener.NONE);
  final PacketDecoder packets = new PacketDecoder(Limits.DEFAULT, this, Optional.of(bigIp));
  CaptureSummary summary;

  static ReadTrailers of(Path file) throws IOException {
    ReadTrailers read = new ReadTrailers();
    try (CaptureReader capture = CaptureReader.open(file, Limits.DEFAULT)) {
      while (capture.hasNext()) {
        if (capture.next() instanceof CapturedPacket packet) {
          read.packet(packet);
        }
      }
      read.summary = capture.summary();
    }
    return read;
  }

  void packet(CapturedPacket packet) {
    if (bigIp.takesFileInfo(packet)) {
      fileInfos.put(packet.number(), bigIp.capture().orElseThrow().fileInfo().orElseThrow());
      return;
    }
    packets.decode(packet);
    bigIp.last().ifPresent(t -> trailers.put(packet.number(), t));
  }

  @Override
  public void segment(Segment s) {
    payloads.put(s.frame(), Bytes.copyOf(s.buffer(), s.payloadOffset(), s.payloadSize()));
  }

  @Override
  public void icmpError(IcmpError error) {}

  @Override
  public void fragmentsMissing(IncompleteDatagram datagram) {}
}
