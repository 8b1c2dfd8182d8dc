package dev.shakedown.cli;

import dev.shakedown.capture.PcapngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A capture of connections whose every field beside what is spoken names somebody, too: addresses,
 * a TCP option, padding, the words of a reset, comments.
 */
final class NamingCapture {
  private static final byte[] CLIENT = {(byte) 203, 0, 113, 77};
  private static final byte[] SERVER = {(byte) 198, 51, 100, (byte) 187};
  private static final int ETHERNET = 1;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final PcapngWriter capture;
  private int port = 40_000;
  private long nanos = 1_700_000_000_000_000_000L;

  NamingCapture() {
    try {
      capture = new PcapngWriter(file, "quuxcorp recorder on grimsby");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file as far as it was recorded. */
  byte[] bytes() {
    return file.toByteArray();
  }

  /** A connection in which server and client speak in turn, the server first, and part. */
  void talk(int serverPort, String... lines) {
    port++;
    int[] next = {1, 1};
    frame(true, serverPort, 0, 0, 0x02, "");
    frame(false, serverPort, 0, 1, 0x12, "");
    frame(true, serverPort, 1, 1, 0x10, "");
    for (int i = 0; i < lines.length; i++) {
      int from = i % 2 == 0 ? 1 : 0;
      if (!lines[i].isEmpty()) {
        frame(from == 0, serverPort, next[from], next[1 - from], 0x18, lines[i]);
        next[from] += lines[i].length();
      }
    }
    frame(false, serverPort, next[1], next[0], 0x14, "[0x1:2] wibblefax at zanzibar");
  }

  private void frame(
      boolean client, int serverPort, int sequence, int acknowledgment, int flags, String text) {
    byte[] tcp = tcp(client, serverPort, sequence, acknowledgment, flags, text);
    ethernet(client, ip(client, 6, tcp));
  }

  private byte[] tcp(
      boolean client, int serverPort, int sequence, int acknowledgment, int flags, String text) {
    byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer tcp = ByteBuffer.wrap(new byte[28 + payload.length]);
    tcp.putShort((short) (client ? port : serverPort));
    tcp.putShort((short) (client ? serverPort : port));
    tcp.putInt(1000 + sequence).putInt(1000 + acknowledgment);
    tcp.put((byte) 0x70).put((byte) flags).putShort((short) 1000).putInt(0);
    // an option in which proxies write their client's address
    tcp.put((byte) 28).put((byte) 7).put((byte) 1).put(new byte[] {(byte) 192, 0, 2, (byte) 211});
    return tcp.put((byte) 0).put(payload).array();
  }

  private static byte[] ip(boolean client, int protocol, byte[] payload) {
    ByteBuffer ip = ByteBuffer.wrap(new byte[20 + payload.length]);
    ip.put((byte) 0x45).put((byte) 0).putShort((short) (20 + payload.length)).putInt(0x40004000);
    ip.put((byte) 64).put((byte) protocol).putShort((short) 0);
    return ip.put(client ? CLIENT : SERVER).put(client ? SERVER : CLIENT).put(payload).array();
  }

  private void ethernet(boolean client, byte[] packet) {
    byte[] padding = "padding of Ankerweg".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.wrap(new byte[14 + packet.length + padding.length]);
    frame.put(
        HexFormat.of().parseHex(client ? "00005e0053aa00005e0053bb" : "00005e0053bb00005e0053aa"));
    frame.putShort((short) 0x0800).put(packet).put(padding);
    nanos += 1_000_000;
    put(frame.array());
  }

  /** The frame in which a BIG-IP tells of itself. */
  void fileInfo(String... texts) {
    String frame = "\0".repeat(12) + "\5\377F5-Pseudo-pkt\0" + String.join("\0", texts) + "\0";
    put(frame.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void put(byte[] frame) {
    try {
      capture.packet(0, ETHERNET, nanos, frame, frame.length, "seen by grimsby at 192.0.2.211");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A router far away says that a segment with a name in it was too big. */
  void icmp() {
    port++;
    frame(true, 443, 0, 0, 0x02, "");
    frame(false, 443, 0, 1, 0x12, "");
    byte[] quoted = ip(true, 6, tcp(true, 443, 1, 1, 0x18, "GET /wibblefax HTTP/1.1\r\n\r\n"));
    ethernet(true, quoted);
    ByteBuffer icmp = ByteBuffer.wrap(new byte[8 + quoted.length]);
    icmp.putInt(0x03040000).putInt(1400).put(quoted);
    byte[] error = ip(false, 1, icmp.array());
    System.arraycopy(new byte[] {(byte) 192, 0, 2, (byte) 211}, 0, error, 12, 4);
    ethernet(false, error);
  }

  /** A block of pcapng that the writer never writes. */
  void block(int type, byte[] body) {
    int padded = body.length + 3 & ~3;
    ByteBuffer block = ByteBuffer.allocate(12 + padded).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt(type).putInt(12 + padded).put(body).position(8 + padded);
    file.writeBytes(block.putInt(12 + padded).array());
  }

  /** Options of a block, each with the same text. */
  static byte[] options(String text, int... codes) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    int padded = value.length + 3 & ~3;
    ByteBuffer options =
        ByteBuffer.allocate(codes.length * (4 + padded) + 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int code : codes) {
      options.putShort((short) code).putShort((short) value.length);
      options.put(value).position(options.position() + padded - value.length);
    }
    return options.array();
  }
}
