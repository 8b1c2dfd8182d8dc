package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.Hex;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DecodeCommandTest {
  private static final Bytes CLIENT_HELLO = Hex.file("rfc8448-3-client-hello.hex");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(byte[] input, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "decode";
    System.arraycopy(options, 0, arguments, 1, options.length);
    InputStream in = new ByteArrayInputStream(input);
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Main(new Surroundings(in, out, messages, Locale.ENGLISH, false, false, 0, false))
        .run(arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printsABareMessageAsTheTimelineDoesAndAllItsFields() {
    assertEquals(0, run(CLIENT_HELLO.hex().getBytes(StandardCharsets.UTF_8)));
    assertTrue(
        out().startsWith("──▶ ClientHello  196 B in 1 segment; 1.3; 3 suites; SNI server\n"));
    assertTrue(out().contains("hostNames: server"));
    assertTrue(out().contains("x25519 (0x001d)"));
  }

  @Test
  void aCutMessageIsShownAsFarAsItGoes() {
    assertEquals(0, run(CLIENT_HELLO.slice(0, 90).hex().getBytes(StandardCharsets.UTF_8)));
    assertTrue(out().contains("only 90 of 196 B came"));
    assertTrue(out().contains("hostNames: server"));
  }

  @Test
  void writesJson() {
    byte[] record = Bytes.ofHex("16030100c4" + CLIENT_HELLO.hex()).toArray();
    assertEquals(0, run(record, "-f", "json"));
    assertTrue(
        out().startsWith("{\"form\":\"raw\",\"kind\":\"records\",\"events\":[{\"block\":1,"));
    assertTrue(out().contains("\"hostNames\":[\"server\"]"));
  }

  @Test
  void showsACertificate() {
    Bytes der = Hex.file("certificate-p256.hex");
    assertEquals(0, run(der.toArray()));
    assertTrue(out().startsWith("Certificate  C=JP,O=Example,CN="), out());
  }

  @Test
  void whatItIsCanBeSaid() {
    assertEquals(0, run(CLIENT_HELLO.toArray(), "--as", "messages,raw"));
    assertTrue(out().contains("ClientHello"));
    assertEquals(2, run(new byte[0], "--as", "nonsense"));
  }

  @Test
  void nothingInItIsSaid() {
    assertEquals(3, run(new byte[0]));
    assertEquals("", out());
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("no TLS records"));
  }
}
