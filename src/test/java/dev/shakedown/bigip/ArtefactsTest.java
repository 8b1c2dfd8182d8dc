package dev.shakedown.bigip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tls.x509.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a BIG-IP's way to capture does to packets changes no verdict. */
class ArtefactsTest {
  private static final int TAG = 14;
  private static final int DATAGRAM = 18;
  private static final int HOP_LIMIT = DATAGRAM + 8;
  private static final int TCP = DATAGRAM + 20;
  private static final int DEVICE_HOP_LIMIT = 255;
  private static final int SYN_FIN_RST = 0x07;

  /** VLAN group, VIP to VIP: the same packet again with another tag, way and hop limit. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "001-good-tls12.pcap",
        "402-expired.pcap",
        "113-handshake-timeout-tls12.pcap",
        "203-http-to-openssl.pcap"
      })
  void theSamePacketInTwoVlansIsOnePacket(String recording) throws IOException {
    List<String> once = verdicts(recording, List::of);
    assertEquals(1, once.size());
    assertEquals(once, verdicts(recording, frame -> List.of(frame, inAnotherVlan(frame))));
  }

  private static byte[] inAnotherVlan(byte[] frame) {
    byte[] copy = frame.clone();
    System.arraycopy(frame, 6, copy, 0, 6);
    System.arraycopy(frame, 0, copy, 6, 6);
    copy[TAG + 1] = (byte) 0xfc;
    copy[HOP_LIMIT]--;
    return copy;
  }

  /** The network card fills in the checksums of what the device sends. */
  @ParameterizedTest
  @ValueSource(strings = {"001-good-tls12.pcap", "402-expired.pcap"})
  void checksumsOfWhatItSendsAreNoFinding(String recording) throws IOException {
    List<String> right = verdicts(recording, List::of);
    assertEquals(right, verdicts(recording, frame -> List.of(withoutChecksum(frame))));
  }

  private static byte[] withoutChecksum(byte[] frame) {
    byte[] copy = frame.clone();
    if ((frame[HOP_LIMIT] & 0xff) == DEVICE_HOP_LIMIT) {
      copy[TCP + 16] = 0;
      copy[TCP + 17] = 0;
    }
    return copy;
  }

  /** Accelerated in hardware: only what opens and ends the connection passes the capture. */
  @Test
  void anAcceleratedConnectionBlamesNobody() throws IOException {
    List<String> verdicts =
        verdicts(
            "001-good-tls12.pcap",
            frame -> (frame[TCP + 13] & SYN_FIN_RST) == 0 ? List.of() : List.of(frame));
    assertEquals(1, verdicts.size());
    assertTrue(verdicts.get(0).startsWith("INDETERMINATE CAPTURE"), verdicts::toString);
  }

  /** The client side of a recording through a BIG-IP whose capture did something to its frames. */
  private static List<String> verdicts(String recording, Function<byte[], List<byte[]>> change)
      throws IOException {
    Scene scene =
        new Scene(TrailerWriter::dpt, "16.1.4 0.0.8", "tcpdump -i 0.0:nnnp", "/Common/vs");
    scene
        .clientSide(Scene.end("192.0.2.10", 50_000), Scene.end("198.51.100.80", 443))
        .play(recording, Integer.MAX_VALUE, 0);
    scene.replaceEach(change);
    Verdicts verdicts = new Verdicts();
    Analysis analysis = Analysis.builder().trustStore(new TrustStore(false)).build();
    try (CaptureReader capture =
        CaptureReader.open(new ByteArrayInputStream(scene.pcap()), recording, Limits.DEFAULT)) {
      analysis.run(capture, recording, verdicts);
    }
    return verdicts.all;
  }

  private static final class Verdicts implements ReportWriter {
    private final List<String> all = new ArrayList<>();

    @Override
    public void beginCapture(String name, CaptureSummary known) {}

    @Override
    public void connection(Diagnosis diagnosis) {
      List<String> codes = diagnosis.findings().stream().map(Finding::code).toList();
      all.add(
          "%s %s %s %s"
              .formatted(diagnosis.outcome(), diagnosis.stoppedBy(), diagnosis.stage(), codes));
    }

    @Override
    public void endCapture(CaptureResult result) {}

    @Override
    public void unreadable(String name, String code, String text) {}

    @Override
    public void close() {}
  }
}
