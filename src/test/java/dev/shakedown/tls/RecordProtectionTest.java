package dev.shakedown.tls;

import static dev.shakedown.tls.Hex.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.handshake.ServerHelloDone;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.AlertLevel;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.x509.CertificateCache;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordProtectionTest {
  private final FlowLog log = new FlowLog(100);
  private final Direction direction =
      new Direction(
          Sender.SERVER,
          new Negotiation(new CertificateCache()),
          (from, message) -> {},
          log,
          Limits.DEFAULT,
          true);

  /** The last byte is the type, as in TLS 1.3; the rest is in the clear. */
  private static final class Transparent implements RecordProtection {
    @Override
    public boolean opens(RecordHeader header) {
      return header.type().equals(ContentType.APPLICATION_DATA);
    }

    @Override
    public Optional<Content> open(RecordHeader header, Bytes fragment) {
      int last = fragment.size() - 1;
      return fragment.at(last) == 0
          ? Optional.empty()
          : Optional.of(new Content(new ContentType(fragment.at(last)), fragment.slice(0, last)));
    }
  }

  @Test
  void readsWhatAProtectionOpensAndCountsTheRest() {
    direction.openWith(new Transparent());
    Bytes stream =
        hex(
            """
            17 0303 0003 0e00 16    # ServerHelloDone, first half
            17 0303 0003 0000 16    # second half
            17 0303 0003 0228 15    # alert
            17 0303 0003 abcd 17    # application_data
            17 0303 0003 abcd 00    # cannot be opened
            """);
    for (int i = 0; i < stream.size(); i++) {
      direction.data(stream.slice(i, 1).toArray(), 0, 1, i, i);
    }
    TlsEvent.Handshake done = (TlsEvent.Handshake) log.entries().get(0).event();
    assertEquals(new ServerHelloDone(), done.message());
    assertTrue(done.decrypted());
    assertEquals(2, done.records());
    assertEquals(
        new TlsEvent.Alert(
            AlertLevel.FATAL, AlertDescription.HANDSHAKE_FAILURE, ProtocolVersion.TLS_1_2, true),
        log.entries().get(1).event());
    assertEquals(2, direction.dataRecords());
    assertEquals(4, log.entries().size());
  }
}
