package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.MemoryCapture.Frame;
import dev.shakedown.diagnosis.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who is the client of a connection whose beginning was not captured: messages that only one side
 * sends tell it, even where the ports tell the opposite.
 */
final class MidstreamSidesTest {
  @ParameterizedTest(name = "{0} without the first {1} frames")
  @CsvSource({
    "015-mutual-tls12, 5", // ServerHello and all that belongs to it
    "015-mutual-tls12, 7", // the client's Certificate, ClientKeyExchange, CertificateVerify
    "015-mutual-tls12, 9", // NewSessionTicket
    "027-jsse-tls12, 7", // a segment for each of the client's messages
    "001-good-tls12, 5",
    "001-good-tls12, 7",
  })
  void messagesTellTheSides(String name, int without) throws IOException {
    MemoryCapture whole = MemoryCapture.read(Path.of("captures", name + ".pcap"));
    MemoryCapture late = whole.with(whole.frames().subList(without, whole.frames().size()));
    assertEquals(
        verdicts(late), verdicts(late.each(f -> exchangePorts(late, f))), "with misleading ports");
  }

  private static List<String> verdicts(MemoryCapture capture) {
    return WornCapturesTest.diagnoses(capture).stream()
        .map(
            d ->
                String.join(
                    " ",
                    d.facts().flow().client().address().toString(),
                    d.outcome().id(),
                    d.stage().id(),
                    d.stoppedBy().id(),
                    d.findings().stream().map(Finding::code).toList().toString()))
        .toList();
  }

  /** The server's port becomes the client's, and the other way round. */
  private static Frame exchangePorts(MemoryCapture capture, Frame frame) {
    byte[] bytes = frame.bytes().clone();
    int tcp = capture.ipOffset(frame) + 4 * (bytes[capture.ipOffset(frame)] & 0xf);
    for (int i = tcp; i < tcp + 2; i++) {
      byte source = bytes[i];
      bytes[i] = bytes[i + 2];
      bytes[i + 2] = source;
    }
    return frame.with(bytes);
  }
}
