package dev.shakedown.diagnosis;

import static dev.shakedown.diagnosis.TestFlow.clientHello;
import static dev.shakedown.diagnosis.TestFlow.greeted;
import static dev.shakedown.diagnosis.TestFlow.serverHello;
import static dev.shakedown.tcp.Sender.CLIENT;
import static dev.shakedown.tcp.Sender.SERVER;
import static dev.shakedown.tls.registry.ContentType.HANDSHAKE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Limits;
import dev.shakedown.tls.handshake.ServerHelloDone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Suites that protect nothing: the handshake completed all the same, and that stays its outcome.
 */
final class AcceptedSuiteTest {
  @Test
  void namesWhatASuiteLacks() {
    assertEquals("[no-authentication]", weaknesses(0xc018));
    assertEquals("[no-encryption, no-authentication]", weaknesses(0xc015));
    assertEquals("[no-encryption]", weaknesses(0x003b));
    assertEquals("[no-authentication, export]", weaknesses(0x0017));
    assertEquals("[export]", weaknesses(0x0006));
    assertEquals("[des]", weaknesses(0x0009));
  }

  @Test
  void letsOldSuitesBe() {
    assertEquals("", weaknesses(0x000a)); // 3DES
    assertEquals("", weaknesses(0xc011)); // RC4
    assertEquals("", weaknesses(0x002f)); // AES-CBC, SHA-1
    assertEquals("", weaknesses(0x008c)); // PSK
    assertEquals("", weaknesses(0xc01d)); // SRP, which authenticates by password
    assertEquals("", weaknesses(0x1301));
    assertEquals("", weaknesses(0x4f5a)); // unassigned
  }

  @Test
  void saysNothingOfOneThatDidNotComplete() {
    assertEquals(
        "", weaknesses(greeted(clientHello(0x0303)).message(SERVER, serverHello(0x0303, 0xc018))));
  }

  private static String weaknesses(int suite) {
    return weaknesses(
        greeted(clientHello(0x0303))
            .message(SERVER, serverHello(0x0303, suite))
            .message(SERVER, new ServerHelloDone())
            .changeCipherSpec(CLIENT)
            .protectedRecord(CLIENT, HANDSHAKE, 40)
            .changeCipherSpec(SERVER)
            .protectedRecord(SERVER, HANDSHAKE, 40)
            .fin(CLIENT));
  }

  private static String weaknesses(TestFlow flow) {
    List<Diagnosis> given = new ArrayList<>();
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
    engine.add(flow.build(), given::add);
    engine.finish(given::add);
    Diagnosis diagnosis = given.get(0);
    if (diagnosis.outcome() == Outcome.COMPLETED) {
      assertEquals(StoppedBy.NONE, diagnosis.stoppedBy());
    }
    return diagnosis.findings().stream()
        .filter(f -> f.code().equals(Codes.INSUFFICIENT_SECURITY))
        .findFirst()
        .map(f -> f.details().get("weaknesses").toString())
        .orElse("");
  }
}
