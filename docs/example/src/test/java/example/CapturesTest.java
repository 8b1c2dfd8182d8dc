package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.corpus.CaptureVerdict;
import dev.shakedown.junit.ShakedownCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapturesTest {
  /** Each capture below the folder is as its expectation says. */
  @ShakedownCorpus("captures")
  void isAsExpected(CaptureVerdict verdict) {}

  @Test
  void namesTheCause() throws IOException {
    assertEquals(
        List.of("203.0.113.20:443 certificate-expired"),
        Failures.of(Path.of("captures/402-expired.pcap")));
    assertEquals(List.of(), Failures.of(Path.of("captures/001-good-tls12.pcap")));
  }
}
