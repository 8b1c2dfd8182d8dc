package dev.shakedown.ltm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final String FAILED =
      "01260013:4: SSL Handshake failed for TCP 192.0.2.%d:5 -> 198.51.100.1:443";
  private static final String NOT_SSL =
      "01260009:4: Connection error: ssl_passthru:1: not SSL (40)";
  private static final String VERSION =
      "01260009:4: Connection error: ssl_hs_rxhello:1: unsupported version (40)";

  @Test
  void theReasonBelongsToTheConnectionNamedNext() {
    List<Incident> found = incidents("10 tmm1 " + NOT_SSL, "10 tmm1 " + FAILED.formatted(1));
    assertEquals(1, found.size());
    assertEquals(Meaning.NOT_SSL, found.get(0).meaning());
    assertFalse(found.get(0).isByOrder(found.get(0).telling()));
  }

  @Test
  void amongSeveralItBelongsByItsPlaceOnly() {
    List<Incident> found =
        incidents(
            "10 tmm1 " + NOT_SSL,
            "10 tmm1 " + FAILED.formatted(1),
            "10 tmm1 " + VERSION,
            "11 tmm1 " + FAILED.formatted(2));
    assertEquals(
        List.of(Meaning.NOT_SSL, Meaning.UNSUPPORTED_VERSION),
        found.stream().map(Incident::meaning).toList());
    assertTrue(found.stream().allMatch(i -> i.isByOrder(i.telling())));
  }

  @Test
  void otherProcessesAndOtherMomentsAreApart() {
    List<Incident> found =
        incidents(
            "10 tmm1 " + NOT_SSL,
            "10 tmm2 " + FAILED.formatted(1),
            "20 tmm3 " + VERSION,
            "25 tmm3 " + FAILED.formatted(2));
    assertEquals(4, found.size());
    assertEquals(2, found.stream().filter(i -> i.ends().isEmpty()).count());
  }

  @Test
  void linesAboutOneConnectionAreOneFailure() {
    List<Incident> found =
        incidents(
            "10 tmm1 " + FAILED.formatted(1),
            "10 tmm1 01230140:3: RST sent from 198.51.100.1:443 to 192.0.2.1:5, [0x1:2] handshake timeout");
    assertEquals(1, found.size());
    assertEquals(Meaning.RESET, found.get(0).meaning());
    assertEquals(2, found.get(0).lines().size());
  }

  @Test
  void statesOfTheDeviceStandAlone() {
    List<Incident> found = incidents("10 tmm1 01010025:2: Device error: cn0 core 6 general");
    assertEquals(Meaning.CRYPTO_DEVICE, found.get(0).meaning());
    assertEquals(0, incidents("10 mcpd 01070417:5: AUDIT - user admin").size());
  }

  private static List<Incident> incidents(String... lines) {
    List<Incident> found = new ArrayList<>();
    Incidents incidents = new Incidents(found::add);
    for (int i = 0; i < lines.length; i++) {
      String[] parts = lines[i].split(" ", 3);
      String line = "Nov 14 22:13:" + parts[0] + " bigip1 err " + parts[1] + "[9]: " + parts[2];
      incidents.add(LogReader.parse("ltm", i + 1, line).orElseThrow());
    }
    incidents.finish();
    return found;
  }
}
