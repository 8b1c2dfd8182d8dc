package dev.shakedown.preamble;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.tcp.Sender;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A header of the PROXY protocol, version 1 (a line) or 2 (binary), as HAProxy defines it. */
final class ProxyHeader implements Dialogue {
  /** The longest line of version 1, its end included. */
  private static final int MAX_LINE = 107;

  private static final int V2_FIXED = 16;

  private String protocol = "proxy-v1";

  private static final int CLIENT_SSL = 1;
  private static final int CLIENT_CERT_CONN = 2;
  private static final int CLIENT_CERT_SESS = 4;

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public boolean leads() {
    return false;
  }

  @Override
  public Step read(Sender from, Pending in) {
    if (in.has(0, "PROXY ")) {
      return line(in);
    }
    if (in.has(0, "\r\n\r\n\0\r\nQUIT\n")) {
      protocol = "proxy-v2";
      return binary(in);
    }
    return Step.MORE;
  }

  private static Step line(Pending in) {
    int end = in.indexOf('\n', 0);
    if (end < 0 && in.size() < MAX_LINE && !in.complete()) {
      return Step.MORE;
    }
    int length = end < 0 ? Math.min(in.size(), MAX_LINE) : end + 1;
    String line = in.latin1(0, length).strip();
    List<String> words = List.of(line.split(" ", 8));
    Details details = new Details();
    String family = words.size() > 1 ? words.get(1) : "";
    details.add("family", family);
    if (words.size() == 6) {
      details.add("source", words.get(2)).add("sourcePort", words.get(4));
      details.add("destination", words.get(3)).add("destinationPort", words.get(5));
    }
    boolean wellFormed =
        length <= MAX_LINE
            && end > 0
            && in.at(end - 1) == '\r'
            && (family.equals("UNKNOWN")
                || words.size() == 6 && (family.equals("TCP4") || family.equals("TCP6")));
    if (!wellFormed) {
      details.add("problem", "malformed");
    }
    return header("proxy-v1", Gist.of(line), length, details);
  }

  private static Step binary(Pending in) {
    if (in.size() < V2_FIXED) {
      return Step.MORE;
    }
    int length = V2_FIXED + in.uint16(14);
    if (in.size() < length && !in.complete()) {
      return Step.MORE;
    }
    Details details = new Details();
    String gist = "PROXY protocol version 2";
    try {
      ByteReader header = in.reader(12, Math.min(length, in.size()) - 12);
      gist += ", " + decode(header, details);
    } catch (MalformedException e) {
      details.add("problem", e.getMessage());
    }
    return header("proxy-v2", gist, length, details);
  }

  private static String decode(ByteReader in, Details details) throws MalformedException {
    int command = in.uint8("ver_cmd");
    int family = in.uint8("fam");
    in.uint16("len");
    details.add("command", (command & 0xf) == 0 ? "LOCAL" : (command & 0xf) == 1 ? "PROXY" : "?");
    if (command >> 4 != 2) {
      details.add("problem", "version " + (command >> 4));
    }
    int addressSize =
        switch (family >> 4) {
          case 1 -> 4;
          case 2 -> 16;
          default -> 0;
        };
    String transport = (family & 0xf) == 2 ? "UDP" : "TCP";
    String shown = "no addresses";
    if (addressSize > 0) {
      shown = transport + (addressSize == 4 ? "4" : "6");
      String source = address(in.opaque("src_addr", addressSize));
      String destination = address(in.opaque("dst_addr", addressSize));
      details.add("family", shown).add("source", source);
      details.add("sourcePort", in.uint16("src_port"));
      details.add("destination", destination);
      details.add("destinationPort", in.uint16("dst_port"));
      shown += " " + source + " to " + destination;
    } else if (family >> 4 == 3) {
      shown = "UNIX";
      details.add("family", shown);
      in.skip("unix addresses", 216);
    }
    while (!in.isEmpty()) {
      tlv(in.uint8("type"), in.opaque16("value"), details);
    }
    return shown;
  }

  private static void tlv(int type, Bytes value, Details details) throws MalformedException {
    switch (type) {
      case 0x01 -> details.add("alpn", value.latin1());
      case 0x02 -> details.add("authority", value.latin1());
      case 0x05 -> details.add("uniqueId", value.text());
      case 0x20 -> ssl(value.reader(), details);
      case 0x30 -> details.add("networkNamespace", value.text());
      default -> {
        // Checksums, padding and what vendors add say nothing about TLS.
      }
    }
  }

  /** PP2_TYPE_SSL: how the client speaks with the proxy, and what it proved. */
  private static void ssl(ByteReader in, Details details) throws MalformedException {
    int flags = in.uint8("client");
    long unverified = in.uint32("verify");
    details.add("tls", (flags & CLIENT_SSL) != 0 ? "yes" : "no");
    if ((flags & (CLIENT_CERT_CONN | CLIENT_CERT_SESS)) != 0) {
      details.add("clientCertificate", unverified == 0 ? "verified" : "not verified");
    }
    while (!in.isEmpty()) {
      int type = in.uint8("type");
      Bytes value = in.opaque16("value");
      switch (type) {
        case 0x21 -> details.add("tlsVersion", value.text());
        case 0x22 -> details.add("clientName", value.text());
        case 0x23 -> details.add("cipher", value.text());
        default -> {
          // The algorithms of the proxy's own certificate.
        }
      }
    }
  }

  private static String address(Bytes bytes) {
    try {
      return InetAddress.getByAddress(bytes.toArray()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Step header(String protocol, String gist, int length, Details details) {
    return Step.say(new PlaintextEvent(protocol, Role.HEADER, gist, length, details.map()))
        .thenAfresh();
  }
}
