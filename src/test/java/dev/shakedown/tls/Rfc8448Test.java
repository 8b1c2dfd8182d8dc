package dev.shakedown.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.MalformedBody;
import dev.shakedown.tls.extension.UnknownBody;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.EncryptedExtensions;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.MalformedMessage;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.UnknownMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every trace of RFC 8448 decodes and decrypts to the last message. */
class Rfc8448Test {
  private static final Path FILE = Path.of("testdata", "tls", "rfc8448.txt");
  private static final int RANDOM = 2 * (5 + 4 + 2);

  @ParameterizedTest
  @CsvSource({
    "3, client_hello server_hello FIT encrypted_extensions certificate certificate_verify finished"
        + " right finished right new_session_ticket 67 67 close_notify close_notify",
    "4, client_hello 23 server_hello FIT encrypted_extensions finished right end_of_early_data"
        + " finished right 67 67 close_notify close_notify",
    "5, client_hello server_hello client_hello server_hello FIT encrypted_extensions certificate"
        + " certificate_verify finished right finished right close_notify close_notify",
    "6, client_hello server_hello FIT encrypted_extensions certificate_request certificate"
        + " certificate_verify finished right certificate certificate_verify finished right"
        + " close_notify close_notify",
    "7, client_hello server_hello ChangeCipherSpec FIT encrypted_extensions certificate"
        + " certificate_verify finished right ChangeCipherSpec finished right close_notify"
        + " close_notify"
  })
  void decryptsToTheLastMessage(int section, String expected) throws IOException {
    List<FlowEvent> events = trace(section);
    assertEquals(
        List.of(expected.split(" ")),
        events.stream()
            .filter(e -> !(e instanceof TlsEvent.Totals))
            .map(DecryptionTest::word)
            .toList());
    for (FlowEvent event : events) {
      if (event instanceof TlsEvent.Handshake handshake) {
        assertRead(handshake.message());
      }
    }
  }

  private static void assertRead(HandshakeMessage message) {
    assertFalse(message instanceof MalformedMessage, message::toString);
    assertFalse(message instanceof UnknownMessage, message::toString);
    for (Extension extension : extensions(message)) {
      assertFalse(extension.body() instanceof MalformedBody, extension::toString);
      assertFalse(
          extension.body() instanceof UnknownBody unknown && !unknown.data().isEmpty(),
          extension::toString);
    }
  }

  private static List<Extension> extensions(HandshakeMessage message) {
    if (message instanceof ClientHello hello) {
      return hello.extensions();
    }
    if (message instanceof ServerHello hello) {
      return hello.extensions();
    }
    return message instanceof EncryptedExtensions encrypted ? encrypted.extensions() : List.of();
  }

  private static List<FlowEvent> trace(int section) throws IOException {
    List<String[]> lines = lines(section);
    String clientHello = lines.get(0)[1];
    String random = clientHello.substring(RANDOM, RANDOM + 64);
    StringBuilder keyLog = new StringBuilder();
    lines.stream()
        .filter(l -> l[0].contains("SECRET"))
        .forEach(l -> keyLog.append("%s %s %s\n".formatted(l[0], random, l[1])));
    SecretStore secrets = new SecretStore();
    secrets.addKeyLog(
        new ByteArrayInputStream(keyLog.toString().getBytes(StandardCharsets.US_ASCII)));
    FakeFlow flow = new FakeFlow(true, Limits.DEFAULT, secrets);
    for (String[] line : lines) {
      switch (line[0]) {
        case "client" -> flow.client(Hex.hex(line[1]));
        case "server" -> flow.server(Hex.hex(line[1]));
        default -> assertTrue(line[0].endsWith("SECRET") || line[0].endsWith("SECRET_0"), line[0]);
      }
    }
    return flow.finish();
  }

  /** The lines of a section, split at the blank. */
  private static List<String[]> lines(int section) throws IOException {
    try (Stream<String> all = Files.lines(FILE)) {
      return all.dropWhile(l -> !l.startsWith("section " + section))
          .skip(1)
          .takeWhile(l -> !l.startsWith("section"))
          .filter(l -> !l.isBlank())
          .map(l -> l.split(" "))
          .toList();
    }
  }
}
