package dev.shakedown.diagnosis.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.handshake.DecodeCache;
import dev.shakedown.tls.handshake.DecodeContext;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.HandshakeMessages;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MisplacedExtensionsTest {
  private static final String RETRY =
      "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

  @Test
  void judgesAServerHelloOfTls13() {
    String random = "5a".repeat(32);
    String list = "000f 002b 0002 0304 000b 0001 01 0a0a 0000";
    assertEquals(
        List.of("ec_point_formats"), misplaced(2, "0303 " + random + " 00 1301 00" + list));
  }

  @Test
  void leavesAServerHelloOfTls12Alone() {
    assertEquals(
        List.of(), misplaced(2, "0303 " + "5a".repeat(32) + " 00 c02f 00 0006 000b 0002 01 00"));
  }

  @Test
  void tellsAHelloRetryRequestFromAServerHello() {
    String list = "0011 002b 0002 0304 002c 0003 0001 aa 0029 0000";
    assertEquals(List.of("pre_shared_key"), misplaced(2, "0303 " + RETRY + " 00 1301 00 " + list));
  }

  @Test
  void judgesWhatIsEncrypted() {
    assertEquals(List.of("key_share"), misplaced(8, "000a 0033 0002 001d 0000 0000"));
    assertEquals(List.of("padding"), misplaced(4, "00000e10 01020304 00 0001 aa 0004 0015 0000"));
    assertEquals(List.of("cookie"), misplaced(13, "00 000f 000d 0004 0002 0403 002c 0003 0001 aa"));
    assertEquals(List.of("early_data"), misplaced(11, "00 000009 000000 0004 002a 0000"));
  }

  @Test
  void aClientHelloMayOfferWhatOnlyOlderVersionsUse() {
    String hello = "0303 " + "5a".repeat(32) + " 00 0002 c02f 01 00 ";
    assertEquals(List.of(), misplaced(1, hello + "000a 000b 0002 01 00 0016 0000"));
    assertEquals(List.of("oid_filters"), misplaced(1, hello + "0006 0030 0002 0000"));
  }

  private static List<String> misplaced(int type, String body) {
    DecodeContext context =
        new DecodeContext(
            Optional.of(ProtocolVersion.TLS_1_3),
            Optional.of(new CipherSuite(0x1301)),
            new DecodeCache());
    HandshakeMessage message =
        HandshakeMessages.decode(
            new HandshakeType(type), Bytes.ofHex(body.replace(" ", "")).reader(), context);
    return MisplacedExtensions.of(message).stream().map(Object::toString).toList();
  }
}
