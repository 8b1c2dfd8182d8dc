package dev.shakedown.tls.extension;

import static dev.shakedown.tls.Hex.hex;
import static dev.shakedown.tls.registry.HandshakeType.CERTIFICATE;
import static dev.shakedown.tls.registry.HandshakeType.CLIENT_HELLO;
import static dev.shakedown.tls.registry.HandshakeType.ENCRYPTED_EXTENSIONS;
import static dev.shakedown.tls.registry.HandshakeType.HELLO_RETRY_REQUEST;
import static dev.shakedown.tls.registry.HandshakeType.NEW_SESSION_TICKET;
import static dev.shakedown.tls.registry.HandshakeType.SERVER_HELLO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.DecoderContract;
import dev.shakedown.tls.registry.AuthorizationDataFormat;
import dev.shakedown.tls.registry.CachedInformationType;
import dev.shakedown.tls.registry.CertificateCompressionAlgorithm;
import dev.shakedown.tls.registry.CertificateStatusType;
import dev.shakedown.tls.registry.EcPointFormat;
import dev.shakedown.tls.registry.EktCipherType;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.SignatureScheme;
import dev.shakedown.tls.registry.SrtpProtectionProfile;
import dev.shakedown.tls.registry.TokenBindingKeyParameters;
import dev.shakedown.tls.registry.UserMappingType;
import dev.shakedown.tls.registry.VersionedTransType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
  private static final CertificateStatusType OCSP = new CertificateStatusType(1);
  private static final Bytes NONE = Bytes.EMPTY;

  private static SignatureScheme scheme(int code) {
    return new SignatureScheme(code);
  }

  @Test
  void decodesEachKindOfBody() throws Exception {
    DecoderContract.check(
        ServerNames::decode,
        hex(
            """
            000b         # server_name_list
            00 0004 61 2e 62 63   # host_name
            01 0001 7a   # another kind, passed over
            """),
        new ServerNames(List.of("a.bc")));
    DecoderContract.check(
        ProtocolNames::decode,
        hex("000c 02 6832 08 687474702f312e31"),
        new ProtocolNames(List.of("h2", "http/1.1")));
    DecoderContract.check(
        SupportedGroups::decode,
        hex("0004 001d 0017"),
        new SupportedGroups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1)));
    DecoderContract.check(
        SignatureAlgorithms::decode,
        hex("0004 0403 0804"),
        new SignatureAlgorithms(List.of(scheme(0x0403), scheme(0x0804))));
    DecoderContract.check(
        SupportedVersions::decode,
        hex("04 0304 0303"),
        new SupportedVersions(List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2)));
    DecoderContract.check(
        ClientKeyShares::decode,
        hex("000b 2a2a 0001 00 001d 0002 abcd"),
        new ClientKeyShares(
            List.of(
                new KeyShareEntry(new NamedGroup(0x2a2a), hex("00")),
                new KeyShareEntry(NamedGroup.X25519, hex("abcd")))));
    DecoderContract.check(
        OfferedPsks::decode,
        hex(
            """
            0008 0002 0102 ffffffff   # identities
            0003 02 0304              # binders
            """),
        new OfferedPsks(List.of(new PskIdentity(hex("0102"), 0xffff_ffffL)), List.of(hex("0304"))));
    DecoderContract.check(
        StatusRequest::decode, hex("01 0000 0000"), new StatusRequest(OCSP, List.of(), NONE));
    DecoderContract.check(
        StatusRequestItems::decode,
        hex("0007 02 0004 00000000"),
        new StatusRequestItems(
            List.of(new StatusRequest(new CertificateStatusType(2), List.of(), NONE))));
    DecoderContract.check(
        StapledStatus::decode, hex("01 000001 30"), new StapledStatus(OCSP, hex("30")));
    DecoderContract.check(
        EcPointFormats::decode, hex("01 00"), new EcPointFormats(List.of(new EcPointFormat(0))));
    DecoderContract.check(
        CompressionAlgorithms::decode,
        hex("02 0002"),
        new CompressionAlgorithms(List.of(new CertificateCompressionAlgorithm(2))));
    DecoderContract.check(RecordSizeLimit::decode, hex("4001"), new RecordSizeLimit(16_385));
    DecoderContract.check(Cookie::decode, hex("0001 aa"), new Cookie(hex("aa")));
    DecoderContract.check(MaxEarlyData::decode, hex("ffffffff"), new MaxEarlyData(0xffff_ffffL));
    DecoderContract.check(
        CertificateAuthorities::decode,
        hex("0004 0002 3000"),
        new CertificateAuthorities(List.of(hex("3000"))));
    DecoderContract.check(
        DelegatedCredential::decode,
        hex("00093a80 0403 000002 3000 0804 0001 aa"),
        new DelegatedCredential(604_800, scheme(0x0403), hex("3000"), scheme(0x0804), hex("aa")));
    DecoderContract.check(
        EncryptedClientHello::decode,
        hex("00 0001 0003 2a 0002 aabb 0001 cc"),
        new EncryptedClientHello(false, 1, 3, 0x2a, hex("aabb"), hex("cc")));
    DecoderContract.check(
        QuicTransportParameters::decode,
        hex("01 02 7530 4040 00"),
        new QuicTransportParameters(
            List.of(
                new QuicTransportParameters.Parameter(
                    1, "max_idle_timeout", Optional.of(13_616L), hex("7530")),
                new QuicTransportParameters.Parameter(0x40, "unknown", Optional.empty(), NONE))),
        0,
        4);
    DecoderContract.check(
        TrustedAuthorities::decode,
        hex("0005 00 02 0001 30"),
        new TrustedAuthorities(
            List.of(
                new TrustedAuthorities.Authority(0, NONE),
                new TrustedAuthorities.Authority(2, hex("30")))));
    DecoderContract.check(
        SrtpProfiles::decode,
        hex("0002 0001 00"),
        new SrtpProfiles(List.of(new SrtpProtectionProfile(1)), NONE));
    DecoderContract.check(
        TokenBinding::decode,
        hex("01 00 01 02"),
        new TokenBinding(1, 0, List.of(new TokenBindingKeyParameters(2))));
    DecoderContract.check(
        CachedInfo::decode,
        hex("0003 01 01 aa"),
        new CachedInfo(
            List.of(new CachedInfo.CachedObject(new CachedInformationType(1), hex("aa")))));
    DecoderContract.check(
        OidFilters::decode,
        hex("0005 01 55 0001 30"),
        new OidFilters(List.of(new OidFilters.Filter(hex("55"), hex("30")))));
    DecoderContract.check(
        CachedInfo::decodeAnswer,
        hex("0002 01 02"),
        new CachedInfo(
            List.of(
                new CachedInfo.CachedObject(new CachedInformationType(1), NONE),
                new CachedInfo.CachedObject(new CachedInformationType(2), NONE))));
    DecoderContract.check(
        UserMappingTypes::decode,
        hex("01 40"),
        new UserMappingTypes(List.of(new UserMappingType(64))));
    DecoderContract.check(
        AuthorizationFormats::decode,
        hex("02 00 40"),
        new AuthorizationFormats(
            List.of(new AuthorizationDataFormat(0), new AuthorizationDataFormat(64))));
    DecoderContract.check(
        ProtectedUserName::decode, hex("02 6162"), new ProtectedUserName(hex("6162")));
    DecoderContract.check(ClearUserName::decode, hex("02 c3a9"), new ClearUserName("é"));
    DecoderContract.check(PasswordSalt::decode, hex("0001 aa"), new PasswordSalt(hex("aa")));
    DecoderContract.check(TicketPinning::decode, hex("0001 aa"), new TicketPinning(hex("aa")), 0);
    DecoderContract.check(
        TicketPinningAnswer::decode,
        hex("01 aa 0001 bb 00278d00"),
        new TicketPinningAnswer(hex("aa"), hex("bb"), 2_592_000),
        0);
    DecoderContract.check(
        EktCiphers::decode,
        hex("02 01 00"),
        new EktCiphers(List.of(new EktCipherType(1), new EktCipherType(0))));
    DecoderContract.check(
        EktCiphers::decodeAnswer, hex("01"), new EktCiphers(List.of(new EktCipherType(1))));
    DecoderContract.check(
        TransparencyInfo::decode,
        hex("0005 0003 0102 aa"),
        new TransparencyInfo(
            List.of(new TransparencyInfo.Item(new VersionedTransType(0x0102), hex("aa")))));
    DecoderContract.check(ExpectedTickets::decode, hex("02"), new ExpectedTickets(2));
    DecoderContract.check(DnssecPort::decode, hex("01bb"), new DnssecPort(443));
    DecoderContract.check(
        DnssecChain::decode, hex("0000 0434"), new DnssecChain(0, hex("0434")), 2, 3);
    DecoderContract.check(TicketRequest::decode, hex("01 02"), new TicketRequest(1, 2));
    DecoderContract.check(
        EncryptedServerName::decode,
        hex("1301 001d 0001 aa 0001 bb 0001 cc"),
        new EncryptedServerName(
            0x1301, new KeyShareEntry(NamedGroup.X25519, hex("aa")), hex("bb"), hex("cc")));
    DecoderContract.check(
        RenegotiationInfo::decode, hex("01 aa"), new RenegotiationInfo(hex("aa")));
    DecoderContract.check(
        SignedCertificateTimestamps::decode,
        hex("0033 0031 00 %s 0000018bcfe56800 0000 0403 0002 3000".formatted("ab".repeat(32))),
        new SignedCertificateTimestamps(
            List.of(
                new SignedCertificateTimestamp(
                    hex("ab".repeat(32)),
                    1_700_000_000_000L,
                    NONE,
                    new SignatureScheme(0x0403),
                    hex("3000"))),
            List.of()));
  }

  /** RFC 6962 3.3: clients must pass over versions that they do not know. */
  @Test
  void keepsTimestampsOfAnUnknownVersion() throws Exception {
    assertEquals(
        new SignedCertificateTimestamps(List.of(), List.of(hex("01abcd"))),
        SignedCertificateTimestamps.decode(hex("0005 0003 01abcd").reader()));
  }

  /** The struct of RFC 9102 2.2 has a length, the example of its appendix A.1 has none. */
  @Test
  void readsADnssecChainWithItsLengthAndWithout() throws Exception {
    Bytes chain = hex("045f343433 045f746370 03777777 076578616d706c65 03636f6d 00 0034 0001");
    assertEquals(new DnssecChain(0, chain), DnssecChain.decode(hex("0000" + chain.hex()).reader()));
    assertEquals(
        new DnssecChain(0, chain), DnssecChain.decode(hex("0000 001f" + chain.hex()).reader()));
  }

  @Test
  void keepsAStatusRequestOfAnUnknownTypeAsSent() throws Exception {
    assertEquals(
        new StatusRequest(new CertificateStatusType(9), List.of(), hex("abcd")),
        StatusRequest.decode(hex("09 abcd").reader()));
  }

  @Test
  void readsQuicParametersWithNamesAndNumbers() throws Exception {
    Bytes parameters = hex("c0000000ff04de1b 02 43e8 40 7a 01 aa 04 02 2710 20 01 3f 1b 00");
    List<String> read =
        QuicTransportParameters.decode(parameters.reader()).parameters().stream()
            .map(p -> p.name() + p.number().map(n -> "=" + n).orElse(""))
            .toList();
    assertEquals(
        List.of(
            "min_ack_delay=1000",
            "unknown",
            "initial_max_data",
            "max_datagram_frame_size=63",
            "reserved"),
        read);
  }

  /** ETSI's text was not at hand, so another shape than the implementation's is no mistake. */
  @Test
  void readsTlmspOnlyWhereItFits() {
    Bytes list = hex("0018 0024 0014 01 00 01 0002 6162 02 0000 00 0007 05 03 0000 00 00 00");
    assertInstanceOf(UnknownBody.class, only(list, CLIENT_HELLO).body());
    TlmspOffer offer =
        (TlmspOffer)
            only(
                    hex(
                        "001a 0024 0016 01 00 01 0002 6162 02 0000 00 0009 05 03 0000 00 00 0000 00"),
                    CLIENT_HELLO)
                .body();
    assertEquals(new TlmspAddress(1, hex("6162")), offer.client());
    assertEquals(5, offer.middleboxes().get(0).id());
    assertEquals(Optional.empty(), offer.discovered());
  }

  @Test
  void whatHasNoPlaceInAMessageHasNoShapeToMiss() {
    Bytes status = hex("0007 0005 0003 01abcd");
    assertEquals(new UnknownBody(hex("01abcd")), only(status, ENCRYPTED_EXTENSIONS).body());
    assertInstanceOf(MalformedBody.class, only(status, SERVER_HELLO).body());
    assertInstanceOf(
        MalformedBody.class, only(hex("0006 0001 0002 abcd"), ENCRYPTED_EXTENSIONS).body());
  }

  @Test
  void knowsWhereTls13AllowsWhat() {
    assertTrue(ExtensionType.KEY_SHARE.isAllowedIn(SERVER_HELLO));
    assertTrue(ExtensionType.KEY_SHARE.isAllowedIn(HELLO_RETRY_REQUEST));
    assertFalse(ExtensionType.KEY_SHARE.isAllowedIn(ENCRYPTED_EXTENSIONS));
    assertFalse(ExtensionType.SERVER_NAME.isAllowedIn(SERVER_HELLO));
    assertFalse(ExtensionType.EC_POINT_FORMATS.isAllowedIn(SERVER_HELLO));
    assertTrue(ExtensionType.EC_POINT_FORMATS.isAllowedIn(CLIENT_HELLO));
    assertFalse(ExtensionType.OID_FILTERS.isAllowedIn(CLIENT_HELLO));
    assertTrue(ExtensionType.of(0x0a0a).isAllowedIn(NEW_SESSION_TICKET));
    assertTrue(ExtensionType.of(17613).isAllowedIn(ENCRYPTED_EXTENSIONS));
  }

  @Test
  void meaningDependsOnTheMessage() {
    Bytes share = hex("000a 0033 0006 001d 0002 abcd");
    assertEquals(
        new ServerKeyShare(new KeyShareEntry(NamedGroup.X25519, hex("abcd"))),
        only(share, SERVER_HELLO).body());
    assertEquals(
        new SelectedGroup(NamedGroup.X25519),
        only(hex("0006 0033 0002 001d"), HELLO_RETRY_REQUEST).body());
    assertEquals(
        new MaxEarlyData(1), only(hex("0008 002a 0004 00000001"), NEW_SESSION_TICKET).body());
    assertEquals(new UnknownBody(NONE), only(hex("0004 002a 0000"), CLIENT_HELLO).body());
    assertEquals(
        new StapledStatus(OCSP, hex("30")),
        only(hex("0009 0005 0005 01 000001 30"), CERTIFICATE).body());
  }

  /** One config of RFC 9849 4, one of a version that is not known. */
  @Test
  void readsTheConfigsToRetryEncryptedClientHelloWith() {
    Bytes extensions =
        hex(
            """
            0024              # extensions
            fe0d 0020 001e    # encrypted_client_hello, retry_configs
            fe0d 0015         # version, contents
            07 0020 0002 aabb # config_id, kem_id, public_key
            0004 0001 0001    # cipher_suites
            40                # maximum_name_length
            04 61 2e 62 62    # public_name
            0000              # extensions
            fe0a 0001 ff      # another version
            """);
    EchConfig known =
        new EchConfig(
            0xfe0d,
            7,
            0x20,
            hex("aabb"),
            List.of(new EchConfig.Suite(1, 1)),
            0x40,
            "a.bb",
            Bytes.EMPTY);
    EchConfig other = new EchConfig(0xfe0a, 0, 0, Bytes.EMPTY, List.of(), 0, "", hex("ff"));
    assertEquals(
        new EchRetryConfigs(List.of(known, other)), only(extensions, ENCRYPTED_EXTENSIONS).body());
  }

  @Test
  void keepsOrderRepeatsAndUnknownTypes() {
    List<Extension> extensions =
        Extensions.decode(hex("000d abcd 0001 ff 0017 0000 abcd 0000").reader(), CLIENT_HELLO);
    assertEquals(
        List.of(
            new Extension(new ExtensionType(0xabcd), 1, new UnknownBody(hex("ff"))),
            new Extension(ExtensionType.EXTENDED_MASTER_SECRET, 0, new UnknownBody(NONE)),
            new Extension(new ExtensionType(0xabcd), 0, new UnknownBody(NONE))),
        extensions);
  }

  @Test
  void aMalformedBodyDoesNotHideWhatFollows() {
    List<Extension> extensions =
        Extensions.decode(hex("000c 000a 0004 0003 001d 0017 0000").reader(), CLIENT_HELLO);
    assertEquals(2, extensions.size());
    MalformedBody body = assertInstanceOf(MalformedBody.class, extensions.get(0).body());
    assertEquals(hex("0003 001d"), body.data());
    assertEquals("named_group_list: needs 3 bytes at 2, has 2", body.problem());
    assertEquals(ExtensionType.EXTENDED_MASTER_SECRET, extensions.get(1).type());
  }

  @Test
  void bytesLeftOverInABodyAreMalformed() {
    Extension extension = only(hex("0006 002b 0002 0304 0017"), SERVER_HELLO);
    assertEquals(ExtensionType.UNREADABLE, extension.type());
    assertInstanceOf(MalformedBody.class, only(hex("0007 002b 0003 0304 00"), SERVER_HELLO).body());
  }

  @Test
  void anExtensionThatOverrunsTheListIsShownWithWhatIsThere() {
    Extension last = only(hex("0006 0000 0010 aabb"), CLIENT_HELLO);
    assertEquals(ExtensionType.SERVER_NAME, last.type());
    assertEquals(16, last.length());
    assertEquals(
        new MalformedBody(hex("aabb"), "extension_data: needs 16 bytes at 4, has 2"), last.body());
  }

  @Test
  void aListThatOverrunsTheMessageKeepsItsExtensions() {
    List<Extension> extensions = Extensions.decode(hex("0010 0017 0000").reader(), CLIENT_HELLO);
    assertEquals(
        List.of(
            new Extension(ExtensionType.EXTENDED_MASTER_SECRET, 0, new UnknownBody(NONE)),
            new Extension(
                ExtensionType.UNREADABLE,
                0,
                new MalformedBody(NONE, "extensions: 12 bytes missing"))),
        extensions);
  }

  private static Extension only(Bytes list, HandshakeType message) {
    List<Extension> extensions = Extensions.decode(list.reader(), message);
    return extensions.get(extensions.size() - 1);
  }
}
