package dev.shakedown.bigip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.x509.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that stand in trailers open a session whenever they become known. */
class SecretsInTrailersTest {
  private static final Path FOLDER = Path.of("testdata", "decrypt");
  private static final byte[] NONE = {};

  @ParameterizedTest
  @ValueSource(
      strings = {"gcm12", "cbc12-mte", "cbc12-etm", "cbc10", "rc4-12", "rsa12", "gcm13", "hrr13"})
  void openTheSameMessagesHoweverLateTheyCome(String name) throws IOException {
    int packets = Recording.of(FOLDER.resolve(name + ".pcap")).size();
    List<String> fromTheStart = events(name, 0);
    assertTrue(fromTheStart.contains("decrypted finished"), fromTheStart::toString);
    for (int known = 1; known < packets; known++) {
      assertEquals(fromTheStart, events(name, known), name + " from packet " + known);
    }
  }

  /** What a session shows whose trailers hold the secrets from the {@code known}-th packet on. */
  private static List<String> events(String name, int known) throws IOException {
    Map<String, byte[]> secrets = new HashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve(name + ".keys"))) {
      String[] words = line.split(" ", -1);
      if (words.length == 3) {
        secrets.put(words[0], HexFormat.of().parseHex(words[2]));
        secrets.put("random", HexFormat.of().parseHex(words[1]));
      }
    }
    int[] written = {0};
    Scene.Form form =
        (low, medium, peer) -> {
          boolean learnt = written[0]++ >= known;
          return TrailerWriter.dpt(low, medium, peer, block(secrets, learnt));
        };
    Scene scene = new Scene(form, "16.1.4 0.0.8", "tcpdump -i 0.0:nnnp --f5 ssl", "/Common/vs");
    Scene.Side side = scene.clientSide(Scene.end("192.0.2.1", 50_000), Scene.end("192.0.2.2", 443));
    side.play(FOLDER.resolve(name + ".pcap"), Integer.MAX_VALUE, 0);
    Collected collected = new Collected();
    Analysis analysis = Analysis.builder().trustStore(new TrustStore(false)).build();
    try (CaptureReader capture =
        CaptureReader.open(new ByteArrayInputStream(scene.pcap()), name, Limits.DEFAULT)) {
      analysis.run(capture, name, collected);
    }
    return collected.events;
  }

  private static byte[] block(Map<String, byte[]> secrets, boolean known) {
    if (secrets.containsKey("CLIENT_RANDOM")) {
      return known
          ? TrailerWriter.upToTls12(secrets.get("CLIENT_RANDOM"), secrets.get("random"))
          : TrailerWriter.upToTls12(NONE, NONE);
    }
    byte[][] slots = {NONE, NONE, NONE, NONE};
    if (known) {
      slots[0] = secrets.get("CLIENT_HANDSHAKE_TRAFFIC_SECRET");
      slots[1] = secrets.get("SERVER_HANDSHAKE_TRAFFIC_SECRET");
      slots[2] = secrets.get("CLIENT_TRAFFIC_SECRET_0");
      slots[3] = secrets.get("SERVER_TRAFFIC_SECRET_0");
    }
    return TrailerWriter.tls13(slots, known ? secrets.get("random") : NONE);
  }

  /** Keeps the TLS events, each with whether it was decrypted. */
  private static final class Collected implements ReportWriter {
    private final List<String> events = new ArrayList<>();

    @Override
    public void beginCapture(String name, CaptureSummary known) {}

    @Override
    public void connection(Diagnosis diagnosis) {
      diagnosis.facts().flow().log().entries().stream()
          .filter(e -> e.event() instanceof TlsEvent && !(e.event() instanceof TlsEvent.Secrets))
          .map(e -> describe((TlsEvent) e.event()))
          .forEach(events::add);
    }

    private static String describe(TlsEvent event) {
      if (event instanceof TlsEvent.Handshake h) {
        return (h.decrypted() ? "decrypted " : "") + h.message().type();
      }
      return event.toString();
    }

    @Override
    public void endCapture(CaptureResult result) {}

    @Override
    public void unreadable(String name, String code, String text) {}

    @Override
    public void close() {}
  }
}
