package dev.shakedown.tls;

import static dev.shakedown.tls.Hex.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.AlertLevel;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The handshake of RFC 8448 3, with the secrets given there. */
class DecryptionTest {
  private static final String RANDOM =
      "cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece7";
  private static final String KEY_LOG =
      """
      SERVER_HANDSHAKE_TRAFFIC_SECRET %1$s \
      b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38
      CLIENT_HANDSHAKE_TRAFFIC_SECRET %1$s \
      b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21
      SERVER_TRAFFIC_SECRET_0 %1$s \
      a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643
      CLIENT_TRAFFIC_SECRET_0 %1$s \
      9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5
      """
          .formatted(RANDOM);
  private static final Bytes CLIENT_HELLO = Hex.file("rfc8448-3-client-hello.hex");
  private static final Bytes SERVER_HELLO = Hex.file("rfc8448-3-server-hello.hex");
  private static final Bytes SERVER_FLIGHT = Hex.file("rfc8448-3-records.hex");
  private static final Bytes CLIENT_FINISHED =
      hex(
          """
          1703030035 75ec4dc238cce60b298044a71e219c56cc77b0517fe9b93c7a4bfc44d87f38f8
          0338ac98fc46deb384bd1caeacab6867d726c40546
          """);
  private static final Bytes TICKET =
      hex(
          """
          17030300de 3a6b8f90414a97d6959c3487680de5134a2b240e6cffac116e95d41d6af8f6b580dcf3d1
          1d63c758db289a015940252f55713e061dc13e078891a38efbcf5753ad8ef170ad3c7353d16d9da773b9
          ca7f2b9fa1b6c0d4a3d03f75e09c30ba1e62972ac46f75f7b981be63439b2999ce13064615139891d5e4
          c5b406f16e3fc181a77ca475840025db2f0a77f81b5ab05b94c01346755f69232c86519d86cbeeac87aa
          c347d143f9605d64f650db4d023e70e952ca49fe5137121c74bc2697687e248746d6df353005f3bce186
          96129c8153556b3b6c6779b37bf15985684f
          """);
  private static final Bytes CLIENT_DATA =
      hex(
          """
          1703030043 a23f7054b62c94d0affafe8228ba55cbefacea42f914aa66bcab3f2b9819a8a5b46b395b
          d54a9a20441e2b62974e1f5a6292a2977014bd1e3deae63aeebb21694915e4
          """);
  private static final Bytes SERVER_DATA =
      hex(
          """
          1703030043 2e937e11ef4ac740e538ad36005fc4a46932fc3225d05f82aa1b36e30efaf97d90e6dffc
          602dcb501a59a8fcc49c4bf2e5f0a21c0047c2abf332540dd032e167c2955d
          """);
  private static final Bytes CLIENT_ALERT =
      hex("1703030013 c9872760655666b74d7ff1153efd6db6d0b0e3");
  private static final Bytes SERVER_ALERT =
      hex("1703030013 b58fd67166ebf599d24720cfbe7efa7a8864a9");
  private static final TlsEvent CLOSE_NOTIFY =
      new TlsEvent.Alert(
          AlertLevel.WARNING, AlertDescription.CLOSE_NOTIFY, ProtocolVersion.TLS_1_2, true);

  @Test
  void decryptsAllButApplicationData() {
    List<FlowEvent> events = whole(KEY_LOG).finish();
    assertEquals(
        List.of(
            "client_hello",
            "server_hello",
            "FIT",
            "encrypted_extensions",
            "certificate",
            "certificate_verify",
            "finished",
            "right",
            "finished",
            "right",
            "new_session_ticket",
            "67",
            "67",
            "close_notify",
            "close_notify"),
        words(events));
    TlsEvent.Handshake finished = (TlsEvent.Handshake) events.get(6);
    assertTrue(finished.decrypted());
    assertEquals(1, finished.records());
    assertEquals(CLOSE_NOTIFY, events.get(13));
  }

  @Test
  void saysOnceADirectionThatSecretsDoNotFit() {
    List<FlowEvent> events =
        whole(KEY_LOG.replace("1643\n", "1644\n").replace("ad38", "ad39")).finish();
    assertEquals(
        List.of(
            "client_hello",
            "server_hello",
            "WRONG",
            "674",
            "FIT",
            "finished",
            "222",
            "67",
            "67",
            "close_notify",
            "19"),
        words(events));
  }

  @Test
  void decryptsWhatTheSecretsThatAreThereAllow() {
    String serverOnly = KEY_LOG.replaceAll("CLIENT_\\w+", "OTHER");
    assertEquals(
        List.of("53", "new_session_ticket", "67", "67", "19", "close_notify"),
        words(whole(serverOnly).finish()).subList(8, 14));
    String lateOnly = KEY_LOG.replaceAll("\\w+_HANDSHAKE_TRAFFIC_SECRET", "OTHER");
    assertEquals(
        List.of("client_hello", "server_hello", "674", "53", "FIT", "new_session_ticket"),
        words(whole(lateOnly).finish()).subList(0, 6));
  }

  @Test
  void goesOnBehindMissingRecords() {
    FakeFlow flow = new FakeFlow(true, Limits.DEFAULT, store(KEY_LOG));
    flow.client(record(CLIENT_HELLO)).server(record(SERVER_HELLO));
    flow.gap(Sender.SERVER, SERVER_FLIGHT.size() + TICKET.size());
    flow.client(CLIENT_FINISHED).server(SERVER_DATA).server(SERVER_ALERT);
    assertEquals(
        List.of(
            "client_hello", "server_hello", "LostTrack", "FIT", "finished", "67", "close_notify"),
        words(flow.finish()));
  }

  @Test
  void takesSecretsThatComeWhenTheyAreNeeded() {
    SecretStore late = new SecretStore();
    FakeFlow flow = new FakeFlow(true, Limits.DEFAULT, late);
    flow.client(record(CLIENT_HELLO)).server(record(SERVER_HELLO));
    add(late, KEY_LOG);
    flow.server(SERVER_FLIGHT).client(CLIENT_FINISHED).server(TICKET);
    assertEquals(
        List.of("FIT", "encrypted_extensions", "certificate", "certificate_verify", "finished"),
        words(flow.finish()).subList(2, 7));
  }

  @Test
  void readsRecordsThatWereNeverEncrypted() {
    Bytes serverHello = hex("02 000026 0303 %s 00 0002 00".formatted("5a".repeat(32)));
    List<FlowEvent> events =
        FakeFlow.whole()
            .client(record(CLIENT_HELLO))
            .server(record(serverHello))
            .server(hex("14 0303 0001 01"))
            .server(hex("16 0303 0024 1400000c %s %s".formatted("01".repeat(12), "02".repeat(20))))
            .server(hex("15 0303 0016 0228 %s".formatted("03".repeat(20))))
            .finish();
    assertEquals(
        List.of(
            "client_hello", "server_hello", "ChangeCipherSpec", "finished", "handshake_failure"),
        words(events));
    assertEquals(
        new TlsEvent.Alert(
            AlertLevel.FATAL, AlertDescription.HANDSHAKE_FAILURE, ProtocolVersion.TLS_1_2, false),
        events.get(4));
  }

  private static FakeFlow whole(String keyLog) {
    return new FakeFlow(true, Limits.DEFAULT, store(keyLog))
        .client(record(CLIENT_HELLO))
        .server(record(SERVER_HELLO))
        .server(SERVER_FLIGHT)
        .client(CLIENT_FINISHED)
        .server(TICKET)
        .client(CLIENT_DATA)
        .server(SERVER_DATA)
        .client(CLIENT_ALERT)
        .server(SERVER_ALERT);
  }

  private static SecretStore store(String keyLog) {
    SecretStore store = new SecretStore();
    add(store, keyLog);
    return store;
  }

  private static void add(SecretStore store, String keyLog) {
    try {
      store.addKeyLog(new ByteArrayInputStream(keyLog.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bytes record(Bytes message) {
    return hex("16 0303 %04x %s".formatted(message.size(), message.hex()));
  }

  /** What each event is about; without the totals. */
  private static List<String> words(List<FlowEvent> events) {
    return events.stream()
        .filter(e -> !(e instanceof TlsEvent.Totals))
        .map(DecryptionTest::word)
        .toList();
  }

  static String word(FlowEvent event) {
    if (event instanceof TlsEvent.Handshake handshake) {
      return handshake.message().type().name();
    }
    if (event instanceof TlsEvent.Secrets secrets) {
      return secrets.use().name();
    }
    if (event instanceof TlsEvent.VerifyData verified) {
      return verified.right() ? "right" : "wrong";
    }
    if (event instanceof TlsEvent.Alert alert) {
      return alert.description().name();
    }
    return event instanceof TlsEvent.ProtectedRecord sealed
        ? String.valueOf(sealed.length())
        : event.getClass().getSimpleName();
  }
}
