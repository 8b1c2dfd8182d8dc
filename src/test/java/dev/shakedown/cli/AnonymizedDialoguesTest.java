package dev.shakedown.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names and addresses that stand nowhere else, spoken in every dialogue the program reads, quoted
 * by ICMP, in padding and in comments: none of them, in any form, is in any output.
 */
class AnonymizedDialoguesTest {
  static final List<String> SECRETS =
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
  private final NamingCapture capture = new NamingCapture();

  @Test
  void nobodyIsNamedInAnyOutput() throws IOException {
    capture.talk(
        25,
        "220 mxbarnacle.quuxcorp.example ESMTP Postfix\r\n",
        "EHLO zanzibar.quuxcorp.example\r\n",
        "250-mxbarnacle greets [203.0.113.77]\r\n250 AUTH PLAIN\r\n",
        "AUTH PLAIN AGdyaW1zYnkAc3cwcmRmMXNo\r\n");
    capture.talk(
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
    capture.talk(
        8080,
        "",
        "CONNECT zanzibar.quuxcorp.example:443 HTTP/1.1\r\nProxy-Authorization: Basic Z3JpbXNieQ==\r\n\r\n",
        "HTTP/1.1 403 Forbidden by grimsby\r\n\r\n");
    capture.talk(
        1080, "", latin1("04 01 01bb c00002d3") + "grimsby\0", latin1("00 5b 01bb c00002d3"));
    capture.talk(
        1080,
        "",
        latin1("05 01 00"),
        latin1("05 00"),
        latin1("05 01 00 03 19") + "zanzibar.quuxcorp.example" + latin1("01bb"),
        latin1("05 05 00 01 0a4d5863 01bb"));
    capture.talk(
        443, "", latin1("0d0a0d0a000d0a515549540a 21 11 000c c00002d3 0a4d5863 1388 01bb"));
    capture.talk(
        389,
        "",
        latin1("30 2f 02 01 01 60 2a 02 01 03 04")
            + "\u0019cn=grimsby,dc=quuxcorp,c=x"
            + latin1("80 0a")
            + "sw0rdf1sh!",
        latin1("30 18 02 01 01 61 13 0a 01 31 04 00 04 0c") + "no wibblefax");
    capture.talk(5432, "", latin1("00000027 00030000") + "user\0grimsby\0database\0quuxcorp\0\0");
    capture.talk(
        3389,
        "",
        latin1("03 00 00 2c 27 e0 0000 0000 00")
            + "Cookie: mstshash=grimsby\r\n"
            + latin1("01 00 08 00 0b000000"));
    capture.talk(
        143,
        "* OK wibblefax ready on mxbarnacle\r\n",
        "a LOGIN grimsby sw0rdf1sh\r\n",
        "a NO Ankerweg\r\n");
    capture.talk(
        9,
        "",
        latin1("ff fe fd fc")
            + "z\0a\0n\0z\0i\0b\0a\0r\0"
            + latin1("80 81 82 83 84 85 86 87 88 c00002d3"));
    capture.icmp();
    Path source = folder.resolve("quuxcorp-zanzibar.pcapng");
    Files.write(source, capture.bytes());
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
}
