package dev.shakedown.cli;

import dev.shakedown.tls.x509.NamingCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A handshake in which every field that a peer fills as it likes holds a name of its own: none of
 * them is in any output.
 */
class AnonymizedMessagesTest {
  private final List<String> secrets = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void nobodyIsNamed() throws IOException {
    NamingCapture capture = new NamingCapture();
    NamingCertificate certificates = new NamingCertificate(secrets);
    String[] chain = {latin1(certificates.leaf()), latin1(certificates.issuer())};
    capture.talk(
        443,
        "",
        record(clientHello()),
        record(
            serverHello()
                + certificate(chain)
                + message(22, "\1" + vector24(name("staple")))
                + message(23, vector24("\0\1" + vector16(name("supplement"))))
                + message(12, vector16(name("pskhint")))
                + message(13, requested(latin1(certificates.issuerName())))
                + message(14, "")),
        record(
            certificate(chain)
                + message(
                    21, "\1" + vector16(vector16("http://" + name("certurl") + "/x") + hash()))
                + message(16, vector16(name("pskidentity")))),
        record(message(4, "\0\0\0\1" + vector16(name("newticket"))) + message(99, name("unknown")))
            + "\25\3\3\0\2\2\50");
    capture.talk(443, "", record(clientHello()), record(helloRetryRequest()), "\25\3\3\0\2\2\57");
    secrets.addAll(AnonymizedDialoguesTest.SECRETS);
    blocks(capture);
    Path source = folder.resolve("quuxcorp-zanzibar.pcapng");
    Files.write(source, capture.bytes());
    NamelessOutputs.of(source, secrets, folder);
  }

  /** What pcapng says besides packets, in a section of its own. */
  private void blocks(NamingCapture capture) {
    String head = "\115\74\53\32\1\0\0\0\377\377\377\377\377\377\377\377";
    capture.block(0x0a0d0d0a, bytes(head + latin1(options("section", 1, 2, 3, 4, 2988))));
    capture.block(1, bytes("\1\0\0\0\0\0\0\0" + latin1(options("interface", 1, 2, 3, 11, 12, 15))));
    capture.block(4, bytes("\1\0\27\0\300\0\2\323" + name("resolved") + ".example\0\0\0\0\0\0\0"));
    capture.block(5, bytes("\0\0\0\0\0\0\0\0\0\0\0\0" + latin1(options("statistics", 1))));
    capture.block(9, bytes("MESSAGE=" + name("journal") + "\n"));
    capture.block(0xbad, bytes("\1\0\0\0" + name("custom")));
  }

  private byte[] options(String field, int... codes) {
    return NamingCapture.options(name(field), codes);
  }

  /** A name that stands in this field only. */
  private String name(String field) {
    String name = "quux-" + field + "-grumble";
    if (!secrets.contains(name)) {
      secrets.add(name);
      secrets.add(field + "-grumble");
    }
    return name;
  }

  private String clientHello() {
    String extensions =
        extension(0, vector16("\0" + vector16(name("sni") + ".example")))
            + extension(1, "\1")
            + extension(3, vector16("\2" + vector16(name("trustedca")) + "\1" + hash()))
            + extension(5, "\1" + vector16(vector16(name("responder"))) + vector16(name("ocspext")))
            + extension(6, vector8(name("usermapping")))
            + extension(10, vector16("\0\35\0\27"))
            + extension(12, vector8(name("srpuser")))
            + extension(14, vector16("\0\1") + vector8(name("srtpkey")))
            + extension(16, vector16(vector8(name("alpn"))))
            + extension(
                17,
                vector16(
                    "\2" + vector16(vector16(vector16(name("multi"))) + vector16(name("mext")))))
            + extension(21, name("padding"))
            + extension(22, name("etm"))
            + extension(23, name("ems"))
            + extension(25, vector16("\1" + vector8(name("cached"))))
            + extension(29, vector8(name("pwdprotect")))
            + extension(30, vector8(name("pwdclear")))
            + extension(31, vector16(name("pwdsalt")))
            + extension(32, vector8(name("pinning")))
            + extension(35, name("ticket"))
            + extension(39, vector8(name("ekt")))
            + extension(42, name("early"))
            + extension(43, vector8("\3\4\3\3"))
            + extension(44, vector16(name("cookie")))
            + extension(47, vector16(vector16(name("authority"))))
            + extension(49, name("posthandshake"))
            + extension(51, vector16("\0\35" + vector16(name("keyshare"))))
            + extension(54, vector8(name("connectionid")))
            + extension(55, vector8(name("externalid")))
            + extension(57, "\1\25" + name("quic"))
            + extension(60, name("rfcunassigned"))
            + extension(62, vector8(name("flags")))
            + extension(13172, name("npn"))
            + extension(17513, vector16(vector8(name("alps"))))
            + extension(0xca34, vector16(vector8(name("anchors"))))
            + extension(0xfd00, vector8(name("outer")))
            + extension(
                0xfe0d, "\0\0\1\0\1\7" + vector16(name("echkey")) + vector16(name("echpayload")))
            + extension(0xff01, vector8(name("renegotiation")))
            + extension(0x7777, name("private"))
            + extension(
                41,
                vector16(vector16(name("psk")) + "\0\0\0\1") + vector16(vector8(name("binder"))));
    return message(
        1,
        "\3\3"
            + filled("random", 32)
            + vector8(filled("session", 32))
            + vector16("\300\57\0\250\23\1")
            + vector8("\0")
            + vector16(extensions));
  }

  private String serverHello() {
    String extensions =
        extension(0, name("snianswer"))
            + extension(5, name("stapling"))
            + extension(16, vector16(vector8(name("chosenalpn"))))
            + extension(18, vector16(vector16(name("transparency"))))
            + extension(35, name("ticketanswer"))
            + extension(54, vector8(name("serverid")))
            + extension(13172, vector8(name("nextprotocol")))
            + extension(17513, name("settings"))
            + extension(0x7777, name("serverprivate"));
    return message(
        2,
        "\3\3"
            + filled("serverrandom", 32)
            + vector8(filled("serversession", 32))
            + "\0\250\0"
            + vector16(extensions));
  }

  private String helloRetryRequest() {
    String random = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
    String extensions =
        extension(43, "\3\4")
            + extension(44, vector16(name("retrycookie")))
            + extension(51, "\0\27")
            + extension(0xfe0d, name("confirmation"));
    return message(
        2,
        "\3\3"
            + latin1(HexFormat.of().parseHex(random))
            + vector8(filled("session", 32))
            + "\23\1\0"
            + vector16(extensions));
  }

  private String filled(String field, int size) {
    String name = name(field);
    return name + "x".repeat(size - name.length());
  }

  private static String certificate(String... chain) {
    StringBuilder list = new StringBuilder();
    for (String certificate : chain) {
      list.append(vector24(certificate));
    }
    return message(11, vector24(list.toString()));
  }

  private String requested(String issuer) {
    return vector8("\1\100") + vector16("\4\1") + vector16(vector16(issuer) + vector16(name("dn")));
  }

  private String hash() {
    return "\1" + filled("hash", 20);
  }

  private static String extension(int type, String data) {
    return uint(2, type) + vector16(data);
  }

  private static String message(int type, String body) {
    return uint(1, type) + vector24(body);
  }

  private static String record(String messages) {
    StringBuilder records = new StringBuilder();
    for (int at = 0; at < messages.length(); at += 1 << 14) {
      String part = messages.substring(at, Math.min(messages.length(), at + (1 << 14)));
      records.append("\26\3\3").append(vector16(part));
    }
    return records.toString();
  }

  private static String vector8(String content) {
    return uint(1, content.length()) + content;
  }

  private static String vector16(String content) {
    return uint(2, content.length()) + content;
  }

  private static String vector24(String content) {
    return uint(3, content.length()) + content;
  }

  private static String uint(int size, int value) {
    StringBuilder bytes = new StringBuilder();
    for (int i = size - 1; i >= 0; i--) {
      bytes.append((char) (value >> 8 * i & 0xff));
    }
    return bytes.toString();
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
