package dev.shakedown.tls.handshake;

import static dev.shakedown.tls.Hex.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.DecoderContract;
import dev.shakedown.tls.Hex;
import dev.shakedown.tls.extension.ClientKeyShares;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.KeyShareEntry;
import dev.shakedown.tls.extension.MalformedBody;
import dev.shakedown.tls.extension.SelectedGroup;
import dev.shakedown.tls.extension.SelectedVersion;
import dev.shakedown.tls.extension.ServerKeyShare;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.registry.CertificateCompressionAlgorithm;
import dev.shakedown.tls.registry.CertificateStatusType;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.ClientCertificateType;
import dev.shakedown.tls.registry.CompressionMethod;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.SignatureScheme;
import dev.shakedown.tls.registry.SupplementalDataType;
import dev.shakedown.tls.x509.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandshakeMessagesTest {
  private static final int TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 = 0xc02f;
  private static final Bytes RANDOM = hex("5a".repeat(32));

  private final DecodeCache cache = new DecodeCache();
  private final DecodeContext initial = DecodeContext.initial(cache);
  private final DecodeContext tls13 = context(ProtocolVersion.TLS_1_3, 0x1301);
  private final DecodeContext tls12 =
      context(ProtocolVersion.TLS_1_2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
  private final DecodeContext tls10 = context(ProtocolVersion.TLS_1_0, 0x0014);

  private DecodeContext context(ProtocolVersion version, int suite) {
    return new DecodeContext(Optional.of(version), Optional.of(new CipherSuite(suite)), cache);
  }

  @Test
  void decodesTheClientHelloOfRfc8448() throws Exception {
    Bytes body = body(Hex.file("rfc8448-3-client-hello.hex"));
    ClientHello hello = ClientHello.decode(body.reader(), initial);
    assertEquals(ProtocolVersion.TLS_1_2, hello.legacyVersion());
    assertEquals(
        "cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece7", hello.random().hex());
    assertEquals(Bytes.EMPTY, hello.sessionId());
    assertEquals(
        List.of(new CipherSuite(0x1301), new CipherSuite(0x1303), new CipherSuite(0x1302)),
        hello.cipherSuites());
    assertEquals(List.of(CompressionMethod.NULL), hello.compressionMethods());
    assertEquals(
        List.of(0, 0xff01, 10, 35, 51, 43, 13, 45, 28),
        hello.extensions().stream().map(e -> e.type().code()).toList());
    assertEquals(List.of("server"), hello.extension(ServerNames.class).orElseThrow().hostNames());
    assertEquals(
        NamedGroup.X25519,
        hello.extension(ClientKeyShares.class).orElseThrow().shares().get(0).group());
    // 35 bytes: all up to the session id; from there on what is left is shown.
    // 45 bytes: all up to the compression methods; without extensions it is whole.
    DecoderContract.checkTolerant(
        in -> ended(ClientHello.decode(in, initial), in), body, hello, 35, 45);
    ClientHello cut = ClientHello.decode(body.slice(0, 40).reader(), initial);
    assertEquals(hello.random(), cut.random());
    assertEquals(Optional.of("cipher_suites: needs 6 bytes at 37, has 3"), cut.problem());
  }

  @Test
  void decodesTheServerHelloOfRfc8448() throws Exception {
    Bytes body = body(Hex.file("rfc8448-3-server-hello.hex"));
    DecoderContract.checkTolerant(
        in -> ended(ServerHello.decode(in, initial), in),
        body,
        new ServerHello(
            ProtocolVersion.TLS_1_2,
            hex("a6af06a4121860dc5e6e60249cd34c95930c8ac5cb1434dac155772ed3e26928"),
            Bytes.EMPTY,
            new CipherSuite(0x1301),
            CompressionMethod.NULL,
            List.of(
                new Extension(
                    ExtensionType.KEY_SHARE,
                    36,
                    new ServerKeyShare(
                        new KeyShareEntry(
                            NamedGroup.X25519,
                            hex(
                                "c9828876112095fe66762bdbf7c672e1"
                                    + "56d6cc253b833df1dd69b1b04e751f0f")))),
                new Extension(
                    ExtensionType.SUPPORTED_VERSIONS,
                    2,
                    new SelectedVersion(ProtocolVersion.TLS_1_3)))),
        35,
        38);
  }

  @Test
  void decodesTheServerFlightOfRfc8448() {
    List<HandshakeMessage> messages = new ArrayList<>();
    ByteReader in = Hex.file("rfc8448-3-server-flight.hex").reader();
    try {
      while (!in.isEmpty()) {
        HandshakeType type = new HandshakeType(in.uint8("msg_type"));
        messages.add(HandshakeMessages.decode(type, in.vector24("body"), tls13));
      }
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
    assertEquals(4, messages.size());
    assertEquals(
        3, assertInstanceOf(EncryptedExtensions.class, messages.get(0)).extensions().size());
    CertificateMessage chain = assertInstanceOf(CertificateMessage.class, messages.get(1));
    assertEquals("CN=rsa", chain.entries().get(0).certificate().subject());
    assertEquals(1024, chain.entries().get(0).certificate().keyBits());
    CertificateVerify verify = assertInstanceOf(CertificateVerify.class, messages.get(2));
    assertEquals(Optional.of(new SignatureScheme(0x0804)), verify.scheme());
    assertEquals(128, verify.signature().size());
    assertEquals(32, assertInstanceOf(Finished.class, messages.get(3)).verifyData().size());
  }

  @Test
  void decodesAHelloRetryRequest() {
    HandshakeMessage message =
        HandshakeMessages.decode(
            HandshakeType.SERVER_HELLO,
            hex("""
                    0303                # legacy_version
                    %s                  # random
                    00                  # legacy_session_id_echo
                    1301 00             # cipher_suite, legacy_compression_method
                    0006 0033 0002 0017 # extensions: key_share
                    """
                    .formatted(ServerHello.HELLO_RETRY_REQUEST_RANDOM))
                .reader(),
            initial);
    ServerHello retry = assertInstanceOf(ServerHello.class, message);
    assertTrue(retry.isHelloRetryRequest());
    assertEquals(
        Optional.of(new SelectedGroup(NamedGroup.SECP256R1)), retry.extension(SelectedGroup.class));
  }

  @Test
  void decodesHellosOfDraft18() {
    HandshakeMessage hello =
        HandshakeMessages.decode(
            HandshakeType.SERVER_HELLO,
            hex("7f12 %s 1301 0000".formatted(RANDOM)).reader(),
            initial);
    assertEquals(
        new ServerHello(
            new ProtocolVersion(0x7f12),
            RANDOM,
            Bytes.EMPTY,
            new CipherSuite(0x1301),
            CompressionMethod.NULL,
            List.of()),
        hello);
    assertEquals(
        new DraftHelloRetryRequest(new ProtocolVersion(0x7f12), Optional.empty(), List.of()),
        HandshakeMessages.decode(
            HandshakeType.HELLO_RETRY_REQUEST, hex("7f12 0000").reader(), initial));
  }

  @Test
  void decodesAnSsl2ClientHello() {
    assertEquals(
        new ClientHello(
            true,
            ProtocolVersion.TLS_1_0,
            hex("000102030405060708090a0b0c0d0e0f"),
            Bytes.EMPTY,
            List.of(new CipherSuite(0x000035), new CipherSuite(0x010080)),
            List.of(),
            List.of()),
        HandshakeMessages.decodeSsl2(
            hex("""
                    01 0301           # msg_type, version
                    0006 0000 0010    # lengths
                    000035 010080     # cipher_specs
                    000102030405060708090a0b0c0d0e0f
                    """)
                .reader(),
            initial));
  }

  @Test
  void decodesTheKindsOfServerKeyExchange() throws Exception {
    ServerKeyExchange ecdhe =
        new ServerKeyExchange(
            Optional.of(NamedGroup.X25519),
            2,
            0,
            Bytes.EMPTY,
            Optional.of(new SignatureScheme(0x0804)),
            Bytes.EMPTY);
    DecoderContract.check(
        in -> ServerKeyExchange.decode(in, tls12), hex("03 001d 02 abcd 0804 0001 ff"), ecdhe);
    DecoderContract.check(
        in -> ServerKeyExchange.decode(in, tls10),
        hex("0002 01ff 0001 02 0001 03 0001 ff"), // dh_p of 9 bits, dh_g, dh_Ys, signature
        new ServerKeyExchange(Optional.empty(), 1, 9, Bytes.EMPTY, Optional.empty(), Bytes.EMPTY));
    DecoderContract.check(
        in -> ServerKeyExchange.decode(in, context(ProtocolVersion.TLS_1_2, 0x008c)),
        hex("0002 6869"),
        new ServerKeyExchange(Optional.empty(), 0, 0, hex("6869"), Optional.empty(), Bytes.EMPTY));
    assertEquals(
        new ServerKeyExchange(Optional.empty(), 0, 0, Bytes.EMPTY, Optional.empty(), hex("0300")),
        ServerKeyExchange.decode(hex("0300").reader(), initial));
  }

  @Test
  void decodesCertificateRequestsOfEachVersion() throws Exception {
    DecoderContract.check(
        in -> CertificateRequest.decode(in, tls12),
        hex("02 01 40 0002 0403 0004 0002 3000"),
        new CertificateRequest(
            List.of(new ClientCertificateType(1), new ClientCertificateType(64)),
            List.of(new SignatureScheme(0x0403)),
            List.of(hex("3000")),
            Bytes.EMPTY,
            List.of()));
    DecoderContract.check(
        in -> CertificateRequest.decode(in, tls10),
        hex("01 01 0000"),
        new CertificateRequest(
            List.of(new ClientCertificateType(1)), List.of(), List.of(), Bytes.EMPTY, List.of()));
    CertificateRequest request =
        CertificateRequest.decode(
            hex("01 aa 0012 000d 0004 0002 0403 002f 0006 0004 0002 3000").reader(), tls13);
    assertEquals(hex("aa"), request.requestContext());
    assertEquals(List.of(new SignatureScheme(0x0403)), request.signatureSchemes());
    assertEquals(List.of(hex("3000")), request.authorities());
  }

  /** RFC 7250 3: up to TLS 1.2 the key stands where the list of certificates would. */
  @Test
  void readsARawPublicKeyInPlaceOfACertificate() throws Exception {
    String key =
        "3059301306072a8648ce3d020106082a8648ce3d030107034200"
            + "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
    CertificateMessage old = CertificateMessage.decode(hex("00005b" + key).reader(), tls12);
    CertificateMessage tls13Form =
        CertificateMessage.decode(hex("00 000060 00005b" + key + "0000").reader(), tls13);
    for (CertificateMessage message : List.of(old, tls13Form)) {
      assertEquals(1, message.entries().size());
      Certificate raw = message.entries().get(0).certificate();
      assertTrue(raw.isRawPublicKey());
      assertEquals("secp256r1", raw.curve());
      assertEquals(hex(key), raw.publicKey());
    }
  }

  @Test
  void decodesTheSmallMessages() throws Exception {
    DecoderContract.check(
        in -> NewSessionTicket.decode(in, tls12),
        hex("00000e10 0001 aa"),
        new NewSessionTicket(3600, 0, Bytes.EMPTY, hex("aa"), List.of()));
    DecoderContract.checkTolerant(
        in -> NewSessionTicket.decode(in, tls13),
        hex("00000e10 01020304 01 00 0001 aa 0000"),
        new NewSessionTicket(3600, 0x01020304, hex("00"), hex("aa"), List.of()),
        13);
    DecoderContract.check(
        in -> CertificateStatus.decode(in, tls12),
        hex("01 000002 3000"),
        new CertificateStatus(new CertificateStatusType(1), List.of(hex("3000"))));
    DecoderContract.check(
        in -> CertificateVerify.decode(in, tls10),
        hex("0001 aa"),
        new CertificateVerify(Optional.empty(), hex("aa")));
    DecoderContract.check(in -> KeyUpdate.decode(in, tls13), hex("01"), new KeyUpdate(true));
    DecoderContract.check(
        in -> CompressedCertificate.decode(in, tls13),
        hex("0004 000100 000001 aa"),
        new CompressedCertificate(new CertificateCompressionAlgorithm(4), 256, hex("aa")));
    DecoderContract.check(
        in -> CertificateMessage.decode(in, tls13),
        hex("00 000000"),
        new CertificateMessage(Bytes.EMPTY, List.of(), Optional.empty()));
  }

  @Test
  void aWrongShapeBecomesAMalformedMessage() {
    assertEquals(
        new MalformedMessage(
            HandshakeType.SERVER_HELLO_DONE, hex("00"), "ServerHelloDone: 1 bytes left over at 0"),
        HandshakeMessages.decode(HandshakeType.SERVER_HELLO_DONE, hex("00").reader(), tls12));
  }

  @Test
  void aTypeWithoutDecoderKeepsItsBytes() {
    assertEquals(
        new UnknownMessage(new HandshakeType(99), hex("0102")),
        HandshakeMessages.decode(new HandshakeType(99), hex("0102").reader(), initial));
  }

  @Test
  void bytesBehindTheExtensionsAreShownAsSuch() {
    Bytes hello = hex("0303 %s 00 1301 00 0000 beef".formatted(RANDOM));
    ServerHello message =
        assertInstanceOf(
            ServerHello.class,
            HandshakeMessages.decode(HandshakeType.SERVER_HELLO, hello.reader(), initial));
    assertEquals(
        new MalformedBody(hex("beef"), "extensions: 2 bytes left over at 40"),
        message.extensions().get(0).body());
  }

  @Test
  void namesTheFieldsOfClientKeyExchange() {
    assertEquals(
        new ClientKeyExchange(Bytes.EMPTY, 2, 0, hex("02 abcd")), clientKeys(0xc02f, "02 abcd"));
    assertEquals(
        new ClientKeyExchange(Bytes.EMPTY, 2, 0, hex("0002 abcd")),
        clientKeys(0x0033, "0002 abcd"));
    assertEquals(
        new ClientKeyExchange(hex("6869"), 1, 0, hex("0002 6869 01 aa")),
        clientKeys(0xc035, "0002 6869 01 aa"));
    assertEquals(
        new ClientKeyExchange(Bytes.EMPTY, 1, 0, hex("0001 05")), clientKeys(0xc01d, "0001 05"));
    // RSA with and, as in SSL 3.0, without the length
    assertEquals(
        new ClientKeyExchange(Bytes.EMPTY, 0, 3, hex("0003 abcdef")),
        clientKeys(0x002f, "0003 abcdef"));
    assertEquals(
        new ClientKeyExchange(Bytes.EMPTY, 0, 3, hex("abcdef")), clientKeys(0x002f, "abcdef"));
    // a fixed key in the client's certificate (RFC 5246 7.4.7.2), and a suite nobody knows
    assertEquals(new ClientKeyExchange(Bytes.EMPTY, 0, 0, Bytes.EMPTY), clientKeys(0x0033, ""));
    assertEquals(new ClientKeyExchange(Bytes.EMPTY, 0, 0, hex("aabb")), clientKeys(0xfefe, "aabb"));
    assertInstanceOf(MalformedMessage.class, clientKeys(0xc02f, "03 abcd"));
  }

  private HandshakeMessage clientKeys(int suite, String body) {
    return HandshakeMessages.decode(
        HandshakeType.CLIENT_KEY_EXCHANGE,
        hex(body).reader(),
        context(ProtocolVersion.TLS_1_2, suite));
  }

  @Test
  void decodesCertificateUrlAndSupplementalData() {
    CertificateUrl url =
        (CertificateUrl)
            HandshakeMessages.decode(
                HandshakeType.CERTIFICATE_URL,
                hex("01 001a 0003 613a62 01" + "5a".repeat(20)).reader(),
                initial);
    assertEquals(1, url.chainType());
    assertEquals("a:b", url.urls().get(0).url());
    assertEquals(hex("5a".repeat(20)), url.urls().get(0).sha1());
    SupplementalData data =
        (SupplementalData)
            HandshakeMessages.decode(
                HandshakeType.SUPPLEMENTAL_DATA, hex("000006 4002 0002 abcd").reader(), initial);
    assertEquals(
        List.of(new SupplementalData.Entry(new SupplementalDataType(0x4002), hex("abcd"))),
        data.entries());
  }

  private static Bytes body(Bytes message) {
    return message.slice(4, message.size() - 4);
  }

  private static <T> T ended(T message, ByteReader in) throws MalformedException {
    in.expectEnd("message");
    return message;
  }
}
