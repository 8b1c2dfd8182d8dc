package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.capture.PcapngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connection in every kind of tunnel, with names and addresses in each field that has room for
 * them: none is in any output, and the verdict is the same.
 */
class AnonymizedTunnelsTest {
  private static final List<String> SECRETS =
      List.of(
          "203.0.113.77",
          "198.51.100.187",
          "2001:db8:77::beef:cafe",
          "2001:db8:99::feed:f00d",
          "192.0.2.211",
          "10.77.88.99",
          "fd77:8899::c0de:1",
          "fd77:8899::c0de:2",
          "00:00:5e:53:aa:bb",
          "00:00:5e:53:cc:dd",
          "zanzibar",
          "quuxcorp",
          "grimsby!",
          "Ankerweg");

  private static final String MACS = "00005e53ccdd 00005e53aabb";
  private static final String HOME = "fd778899 00000000 00000000 c0de0001";
  private static final String AWAY = "fd778899 00000000 00000000 c0de0002";
  private static final String NAME = HexFormat.of().formatHex(ascii("grimsby!"));
  private static final String PADDING = HexFormat.of().formatHex(ascii("Ankerweg"));
  private static final String LLC_SNAP = "aaaa03 000000 0800";

  /**
   * A way to wrap a connection's packets.
   *
   * @param v6 whether these are of IPv6
   * @param around makes a frame of a packet, both in hexadecimal
   */
  private record Tunnel(String name, int linkType, boolean v6, UnaryOperator<String> around) {}

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> nobodyIsNamed() {
    List<Tunnel> tunnels = new ArrayList<>();
    links(tunnels);
    ip(tunnels);
    udp(tunnels);
    extensionHeaders(tunnels);
    return tunnels.stream().map(t -> DynamicTest.dynamicTest(t.name(), () -> check(t)));
  }

  private void check(Tunnel tunnel) throws IOException {
    Path source = folder.resolve(tunnel.name() + ".pcapng");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PcapngWriter capture = new PcapngWriter(file, "")) {
      long nanos = 1_700_000_000_000_000_000L;
      for (String packet : connection(tunnel.v6())) {
        byte[] frame = hex(tunnel.around().apply(packet));
        nanos += 1_000_000;
        capture.packet(0, tunnel.linkType(), nanos, frame, frame.length, "");
      }
    }
    Files.write(source, file.toByteArray());
    List<String> verdict = ExtractCommandTest.verdicts(source);
    assertEquals(List.of("failed client-hello insufficient-security"), verdict);
    NamelessOutputs outputs = new NamelessOutputs(SECRETS, folder);
    outputs.report(0, source.toString(), "-f", "json");
    assertEquals(verdict, ExtractCommandTest.verdicts(outputs.extract(source)));
    outputs.check();
  }

  private static void links(List<Tunnel> to) {
    to.add(new Tunnel("ethernet", 1, false, AnonymizedTunnelsTest::frame));
    to.add(new Tunnel("ethernet-ipv6", 1, true, p -> ethernet("86dd", p) + PADDING));
    String station = "00005e53aabb 4e4f";
    to.add(new Tunnel("sll", 113, false, p -> "0000 0001 0006" + station + "0800" + p));
    to.add(new Tunnel("sll2", 276, true, p -> "86dd0000 00000003 0001 0006" + station + p));
    to.add(new Tunnel("fddi", 10, false, p -> "50" + MACS + LLC_SNAP + p));
    String wireless = "0801 0000" + MACS + "00005e53aabb 1000" + LLC_SNAP;
    to.add(new Tunnel("radiotap", 127, false, p -> "0000 1000 00000000" + NAME + wireless + p));
    to.add(new Tunnel("vlan", 1, false, p -> ethernet("88a8 0064 8100 0065 0800", p)));
    to.add(new Tunnel("macsec", 1, false, p -> ethernet("88e5 2000 00000001" + NAME + "0800", p)));
    to.add(new Tunnel("cisco-metadata", 1, false, p -> ethernet("8909 0101 0001 0005 0800", p)));
    String context = "0fc6 01 01 00000101" + PADDING + NAME;
    to.add(new Tunnel("nsh", 1, false, p -> ethernet("894f" + context, p)));
    to.add(new Tunnel("provider-backbone", 1, false, p -> ethernet("88e7 00000001", frame(p))));
  }

  private static void ip(List<Tunnel> to) {
    to.add(new Tunnel("ip-in-ip", 101, false, p -> v4(4, p)));
    to.add(new Tunnel("4in6", 101, false, p -> v6(4, p)));
    to.add(new Tunnel("6in4", 101, true, p -> v4(41, p)));
    to.add(new Tunnel("gre", 101, false, p -> v4(47, "2000 0800 00000001" + p)));
    to.add(new Tunnel("bridged", 1, false, p -> ethernet("0800", v4(47, "0000 6558" + frame(p)))));
    String second = "1000 88be 00000001 1001 0001 00000000";
    to.add(new Tunnel("erspan-2", 101, false, p -> v4(47, second + frame(p))));
    String third = "1000 22eb 00000001 2001 0001 00000000 0000 0001" + NAME;
    to.add(new Tunnel("erspan-3", 101, false, p -> v4(47, third + frame(p))));
    String proof = "0404 0000 00000001 00000001 00000001" + NAME;
    to.add(new Tunnel("authentication", 101, false, p -> v4(51, proof + p)));
  }

  private static void udp(List<Tunnel> to) {
    to.add(
        new Tunnel(
            "vxlan", 1, false, p -> ethernet("0800", udp(4789, "08000000 00007b00" + frame(p)))));
    to.add(new Tunnel("vxlan-gpe", 101, false, p -> udp(4790, "0c000001 00007b00" + p)));
    String context = "0c000004 00007b00 0fc6 01 01 00000101" + PADDING + NAME;
    to.add(new Tunnel("vxlan-gpe-nsh", 101, false, p -> udp(4790, context + p)));
    to.add(new Tunnel("geneve", 101, false, p -> udp(6081, "0000 6558 00007b00" + frame(p))));
    String options = "00007b00 0104 0002" + NAME;
    to.add(
        new Tunnel("geneve-options", 101, false, p -> udp(6081, "0300 6558" + options + frame(p))));
    to.add(new Tunnel("gtp-u", 101, false, p -> udp(2152, "30ff 0000 00000001" + p)));
    String extended = "34ff 0000 00000001 0000 00 c0 03 00" + NAME + "0000";
    to.add(new Tunnel("gtp-u-extended", 101, false, p -> udp(2152, extended + p)));
    String client = "0001 08 00" + NAME + PADDING + "00";
    to.add(new Tunnel("teredo", 101, true, p -> udp(3544, client + "0000 3f57 c00002d3" + p)));
    String offset = "0202 0001 0002 0008" + NAME + "ff03 0021";
    to.add(new Tunnel("l2tp", 101, false, p -> udp(1701, offset + p)));
    String radio = "00200300 00000000" + NAME;
    String wireless = "0841 0000" + MACS + "00005e53aabb 1600" + LLC_SNAP;
    to.add(new Tunnel("capwap", 101, false, p -> udp(5247, radio + wireless + p)));
    to.add(new Tunnel("lisp", 101, false, p -> udp(4341, NAME + p)));
    to.add(new Tunnel("mpls-in-udp", 101, false, p -> udp(6635, "00065140" + p)));
    String sensor = "0100 0001 3c08" + NAME + "01";
    to.add(new Tunnel("tzsp", 101, false, p -> udp(37008, sensor + frame(p))));
    to.add(
        new Tunnel(
            "vxlan-in-geneve",
            101,
            false,
            p -> udp(6081, "0300 0800" + options + udp(4789, "08000000 00007b00" + frame(p)))));
  }

  /** Those stand between IPv6's header and TCP, and cannot be left out. */
  private static void extensionHeaders(List<Tunnel> to) {
    to.add(header("hop-by-hop", 0, "06 01 3e08" + NAME + "01020000"));
    to.add(header("home-address", 60, "06 02 c910" + HOME + "01020000"));
    to.add(header("routing", 43, "06 02 0200 00000000" + HOME));
    to.add(header("ipv6-authentication", 51, "0604 0000 00000001 00000001 00000001" + NAME));
    to.add(header("mobility", 135, "06 01 0000 0000 0000" + NAME));
  }

  private static Tunnel header(String name, int number, String header) {
    int size = hex(header).length;
    return new Tunnel(
        name,
        101,
        true,
        p -> {
          String packet = HexFormat.of().formatHex(hex(p));
          int length = Integer.parseInt(packet.substring(8, 12), 16) + size;
          return "60000000 %04x %02x 40".formatted(length, number)
              + packet.substring(16, 80)
              + header
              + packet.substring(80);
        });
  }

  private static List<String> connection(boolean v6) {
    String hello = clientHello();
    int size = hex(hello).length;
    return List.of(
        tcp(v6, true, 0, 0, "02", ""),
        tcp(v6, false, 0, 1, "12", ""),
        tcp(v6, true, 1, 1, "18", hello),
        tcp(v6, false, 1, 1 + size, "18", "15 0303 0002 02 47"),
        tcp(v6, false, 8, 1 + size, "11", ""));
  }

  /** One suite only, which the server's alert insufficient_security is about. */
  private static String clientHello() {
    String name = HexFormat.of().formatHex(ascii("zanzibar.quuxcorp.example"));
    String extension = "0000 001e 001c 00 0019" + name;
    return "16 0301 0051 01 00004d 0303" + PADDING.repeat(4) + "00 0002 c02f 0100 0022" + extension;
  }

  private static String tcp(
      boolean v6, boolean client, int sequence, int acknowledgment, String flags, String payload) {
    String segment =
        (client ? "c350 01bb" : "01bb c350")
            + "%08x %08x 50 %s 7d00 0000 0000"
                .formatted(1000 + sequence, 1000 + acknowledgment, flags)
            + payload;
    int length = hex(segment).length;
    if (v6) {
      String one = "20010db8 00770000 00000000 beefcafe";
      String other = "20010db8 00990000 00000000 feedf00d";
      return "60000000 %04x 0640".formatted(length)
          + (client ? one + other : other + one)
          + segment;
    }
    return "4500 %04x 0001 4000 4006 0000".formatted(20 + length)
        + (client ? "cb00714d c63364bb" : "c63364bb cb00714d")
        + segment;
  }

  private static String ethernet(String type, String payload) {
    return MACS + type + payload;
  }

  /** With padding, as short frames have it. */
  private static String frame(String packet) {
    return ethernet("0800", packet) + PADDING;
  }

  private static String v4(int protocol, String payload) {
    return "4500 %04x 0001 0000 40 %02x 0000 c00002d3 0a4d5863"
            .formatted(20 + hex(payload).length, protocol)
        + payload;
  }

  private static String v6(int protocol, String payload) {
    return "60000000 %04x %02x 40".formatted(hex(payload).length, protocol) + HOME + AWAY + payload;
  }

  private static String udp(int port, String payload) {
    return v4(17, "c000 %04x %04x 0000".formatted(port, 8 + hex(payload).length) + payload);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
