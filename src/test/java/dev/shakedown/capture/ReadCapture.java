package dev.shakedown.capture;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All that a capture file yields, copied so that tests can compare it. */
record ReadCapture(
    List<Packet> packets,
    List<DecryptionSecrets> secrets,
    List<CaptureProblem> problems,
    CaptureSummary summary) {
  record Packet(
      long number,
      long epochNanos,
      int interfaceIndex,
      int linkType,
      int fcsBytes,
      Bytes data,
      long originalLength,
      String comment) {}

  static ReadCapture of(byte[] file) throws IOException {
    return of(new ByteArrayInputStream(file), Limits.DEFAULT);
  }

  static ReadCapture of(InputStream file, Limits limits) throws IOException {
    List<Packet> packets = new ArrayList<>();
    List<DecryptionSecrets> secrets = new ArrayList<>();
    try (CaptureReader capture = CaptureReader.open(file, "test", limits)) {
      while (capture.hasNext()) {
        CaptureItem item = capture.next();
        if (item instanceof CapturedPacket packet) {
          packets.add(copy(packet));
        } else {
          secrets.add((DecryptionSecrets) item);
        }
      }
      return new ReadCapture(packets, secrets, capture.problems(), capture.summary());
    }
  }

  private static Packet copy(CapturedPacket packet) {
    return new Packet(
        packet.number(),
        packet.epochNanos(),
        packet.interfaceIndex(),
        packet.linkType(),
        packet.fcsBytes(),
        Bytes.copyOf(packet.buffer(), packet.offset(), packet.capturedLength()),
        packet.originalLength(),
        packet.comment());
  }

  List<String> problemCodes() {
    return problems.stream().map(CaptureProblem::code).toList();
  }

  List<String> data() {
    return packets.stream().map(packet -> packet.data().hex()).toList();
  }

  /** Hexadecimal with spaces, lines and comments after {@code #}. */
  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("#.*", "").replaceAll("\\s", ""));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
