package dev.shakedown.cli;

import dev.shakedown.capture.PcapngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names and addresses that stand nowhere else, spoken in every dialogue the program reads, quoted
 * by ICMP, in padding and in comments: none of them, in any form, is in any output.
 */
class AnonymizedDialoguesTest {
  private static final byte[] CLIENT = {(byte) 203, 0, 113, 77};
  private static final byte[] SERVER = {(byte) 198, 51, 100, (byte) 187};
  private static final int ETHERNET = 1;

  private static final List<String> SECRETS =
      List.of(
          "203.0.113.77",
          "198.51.100.187",
          "192.0.2.211",
          "10.77.88.99",
          "zanzibar.quuxcorp.example",
          "zanzibar",
          "quuxcorp",
          "grimsby",
          "mxbarnacle",
          "wibblefax",
          "Ankerweg",
          "sw0rdf1sh");

  @TempDir Path folder;
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private PcapngWriter capture;
  private int port = 40_000;
  private long nanos = 1_700_000_000_000_000_000L;

  @BeforeEach
  void openCapture() throws IOException {
    capture = new PcapngWriter(file, "quuxcorp recorder on grimsby");
  }

  @Test
  void nobodyIsNamedInAnyOutput() throws IOException {
    talk(
        25,
        "220 mxbarnacle.quuxcorp.example ESMTP Postfix\r\n",
        "EHLO zanzibar.quuxcorp.example\r\n",
        "250-mxbarnacle greets [203.0.113.77]\r\n250 AUTH PLAIN\r\n",
        "AUTH PLAIN AGdyaW1zYnkAc3cwcmRmMXNo\r\n");
    talk(
        443,
        "",
        lines(
            """
            PROXY TCP4 192.0.2.211 10.77.88.99 5000 443
            GET /wibblefax HTTP/1.1
            Host: zanzibar.quuxcorp.example
            User-Agent: curl/8
            X-Forwarded-For: 192.0.2.211

            """),
        lines(
            """
            HTTP/1.1 400 Bad Request
            Server: grimsby

            <html>wibblefax</html>
            """));
    talk(
        8080,
        "",
        "CONNECT zanzibar.quuxcorp.example:443 HTTP/1.1\r\nProxy-Authorization: Basic Z3JpbXNieQ==\r\n\r\n",
        "HTTP/1.1 403 Forbidden by grimsby\r\n\r\n");
    talk(1080, "", latin1("04 01 01bb c00002d3") + "grimsby\0", latin1("00 5b 01bb c00002d3"));
    talk(
        1080,
        "",
        latin1("05 01 00"),
        latin1("05 00"),
        latin1("05 01 00 03 19") + "zanzibar.quuxcorp.example" + latin1("01bb"),
        latin1("05 05 00 01 0a4d5863 01bb"));
    talk(443, "", latin1("0d0a0d0a000d0a515549540a 21 11 000c c00002d3 0a4d5863 1388 01bb"));
    talk(
        389,
        "",
        latin1("30 2f 02 01 01 60 2a 02 01 03 04")
            + "\u0019cn=grimsby,dc=quuxcorp,c=x"
            + latin1("80 0a")
            + "sw0rdf1sh!",
        latin1("30 18 02 01 01 61 13 0a 01 31 04 00 04 0c") + "no wibblefax");
    talk(5432, "", latin1("00000027 00030000") + "user\0grimsby\0database\0quuxcorp\0\0");
    talk(
        3389,
        "",
        latin1("03 00 00 2c 27 e0 0000 0000 00")
            + "Cookie: mstshash=grimsby\r\n"
            + latin1("01 00 08 00 0b000000"));
    talk(
        143,
        "* OK wibblefax ready on mxbarnacle\r\n",
        "a LOGIN grimsby sw0rdf1sh\r\n",
        "a NO Ankerweg\r\n");
    talk(
        9,
        "",
        latin1("ff fe fd fc")
            + "z\0a\0n\0z\0i\0b\0a\0r\0"
            + latin1("80 81 82 83 84 85 86 87 88 c00002d3"));
    icmp();
    capture.close();
    Path source = folder.resolve("quuxcorp-zanzibar.pcapng");
    Files.write(source, file.toByteArray());
    NamelessOutputs outputs = new NamelessOutputs(SECRETS, folder);
    outputs.reports(source.toString());
    outputs.report(ExitStatus.UNREADABLE, source + ".grimsby");
    outputs.extract(source);
    outputs.extract(source, "--all-frames");
    outputs.check();
  }

  private static String lines(String text) {
    return text.replace("\n", "\r\n");
  }

  private static String latin1(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A connection in which server and client speak in turn, the server first, and part. */
  private void talk(int serverPort, String... lines) throws IOException {
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
      boolean client, int serverPort, int sequence, int acknowledgment, int flags, String text)
      throws IOException {
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

  private void ethernet(boolean client, byte[] packet) throws IOException {
    byte[] padding = "padding of Ankerweg".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.wrap(new byte[14 + packet.length + padding.length]);
    frame.put(
        HexFormat.of().parseHex(client ? "00005e0053aa00005e0053bb" : "00005e0053bb00005e0053aa"));
    frame.putShort((short) 0x0800).put(packet).put(padding);
    nanos += 1_000_000;
    capture.packet(
        0, ETHERNET, nanos, frame.array(), frame.capacity(), "seen by grimsby at 192.0.2.211");
  }

  /** A router far away says that a segment with a name in it was too big. */
  private void icmp() throws IOException {
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
}
