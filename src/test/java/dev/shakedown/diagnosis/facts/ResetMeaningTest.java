package dev.shakedown.diagnosis.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.tcp.ResetReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResetMeaningTest {
  private static final Map<String, String> EXPLAINED =
      Map.ofEntries(
          Map.entry("No local listener", Codes.TCP_REFUSED),
          Map.entry("No flow found for ACK", Codes.CAPTURE_STARTS_MIDSTREAM),
          Map.entry("TCP RST from remote system", Codes.RESET_AFTER_CLIENT_HELLO),
          Map.entry("TCP 3WHS rejected", Codes.TCP_REFUSED),
          Map.entry("TCP retransmit timeout", Codes.PATH_MTU),
          Map.entry("handshake timeout", Codes.CLIENT_SILENT),
          Map.entry("SSL handshake timeout exceeded", Codes.HANDSHAKE_TIMEOUT),
          Map.entry("Flow expired (sweeper)", Codes.SERVER_SILENT),
          Map.entry("Flow expired (sweeper) (idle timeout)", Codes.HANDSHAKE_TIMEOUT),
          Map.entry("No pool member available", Codes.CLOSED_BEFORE_HELLO),
          Map.entry("No server selected", Codes.RESET_DURING_HANDSHAKE),
          Map.entry("No route to host", Codes.RESET_DURING_HANDSHAKE),
          Map.entry("Route domain not reachable (strict mode)", Codes.RESET_DURING_HANDSHAKE),
          Map.entry("No available SNAT addr", Codes.RESET_DURING_HANDSHAKE),
          Map.entry("Unable to select local port", Codes.CLOSED_BEFORE_HELLO),
          Map.entry("Connection limit exceeded", Codes.RESET_DURING_HANDSHAKE),
          Map.entry("Port denied", Codes.TCP_REFUSED),
          Map.entry("VIP down", Codes.TCP_REFUSED),
          Map.entry("Policy action", Codes.RESET_DURING_HANDSHAKE),
          Map.entry("HA disconnect", Codes.RESET_DURING_HANDSHAKE),
          Map.entry("DOS Attack signature", Codes.RESET_DURING_HANDSHAKE),
          Map.entry("illegal_parameter", Codes.HANDSHAKE_FAILURE),
          Map.entry("iRule execution (reject command)", Codes.RESET_DURING_HANDSHAKE),
          Map.entry("SSL cipher something unheard of", Codes.HANDSHAKE_FAILURE));

  @Test
  void eachCauseExplainsItsCode() {
    EXPLAINED.forEach((text, code) -> assertTrue(meaning(text).explains(code), text));
  }

  @Test
  void someSpeakOfNoFailure() {
    for (String text : new String[] {"Closing", "RST from BIG-IP internal Linux host"}) {
      assertTrue(meaning(text).isHarmless());
      assertTrue(Codes.ALL.stream().noneMatch(meaning(text)::explains));
    }
  }

  @Test
  void caseDoesNotMatterAndUnknownWordsMeanNothing() {
    assertEquals(ResetMeaning.NO_LISTENER, meaning("NO LOCAL LISTENER"));
    assertEquals(ResetMeaning.UNKNOWN, meaning("Internal error (something)"));
    assertEquals(ResetMeaning.UNKNOWN, meaning(""));
  }

  private static ResetMeaning meaning(String text) {
    return ResetMeaning.of(
        new ResetReason(ResetReason.Place.TRAILER, "", text, false, 0x2bfa6b5, 1175));
  }
}
