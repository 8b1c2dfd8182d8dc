package dev.shakedown.tls.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistriesTest {
  private record Registry(String resource, int bits, IntFunction<Registered> value) {}

  private static final List<Registry> REGISTRIES =
      List.of(
          new Registry("alert-levels.csv", 8, AlertLevel::new),
          new Registry("alerts.csv", 8, AlertDescription::new),
          new Registry("cipher-suites.csv", 16, CipherSuite::new),
          new Registry("content-types.csv", 8, ContentType::new),
          new Registry("extension-types.csv", 16, ExtensionType::new),
          new Registry("handshake-types.csv", 8, HandshakeType::new),
          new Registry("named-groups.csv", 16, NamedGroup::new),
          new Registry("signature-schemes.csv", 16, SignatureScheme::new),
          new Registry("certificate-types.csv", 8, CertificateType::new),
          new Registry("certificate-status-types.csv", 8, CertificateStatusType::new),
          new Registry("client-certificate-types.csv", 8, ClientCertificateType::new),
          new Registry("ec-point-formats.csv", 8, EcPointFormat::new),
          new Registry("psk-key-exchange-modes.csv", 8, PskKeyExchangeMode::new),
          new Registry("heartbeat-modes.csv", 8, HeartbeatMode::new),
          new Registry("cached-information-types.csv", 8, CachedInformationType::new),
          new Registry("user-mapping-types.csv", 8, UserMappingType::new),
          new Registry("authorization-data-formats.csv", 8, AuthorizationDataFormat::new),
          new Registry("supplemental-data-types.csv", 16, SupplementalDataType::new),
          new Registry(
              "certificate-compression-algorithms.csv", 16, CertificateCompressionAlgorithm::new),
          new Registry("compression-methods.csv", 8, CompressionMethod::new),
          new Registry("srtp-protection-profiles.csv", 16, SrtpProtectionProfile::new),
          new Registry("token-binding-key-parameters.csv", 8, TokenBindingKeyParameters::new),
          new Registry("ekt-cipher-types.csv", 8, EktCipherType::new),
          new Registry("versioned-trans-types.csv", 16, VersionedTransType::new));

  @Test
  void everyValueKeepsItsNumberAndPrints() {
    for (Registry registry : REGISTRIES) {
      for (int code = 0; code < 1 << registry.bits; code++) {
        Registered value = registry.value.apply(code);
        assertEquals(code, value.code());
        assertEquals(registry.value.apply(code), value);
        assertEquals(value.name(), value.toString());
        assertFalse(value.name().isBlank());
      }
    }
  }

  @Test
  void namesAreDistinctAndOtherValuesPrintTheirNumber() {
    for (Registry registry : REGISTRIES) {
      Names names = Names.of(registry.resource);
      Map<String, Long> codes = new HashMap<>();
      for (long code : names.codes()) {
        String name = names.nameOf((int) code, registry.bits);
        assertEquals(null, codes.put(name, code), registry.resource + ": twice " + name);
      }
      for (int code = 0; code < 1 << registry.bits; code++) {
        if (names.find(code).isEmpty()) {
          String digits = registry.bits == 8 ? "%02x" : "%04x";
          assertTrue(
              names.nameOf(code, registry.bits).endsWith("(0x" + digits.formatted(code) + ")"));
        }
      }
    }
  }

  @Test
  void everyTableSaysWhatItIsAndOfWhen() throws IOException {
    Set<String> tables =
        new TreeSet<>(Set.of("extension-messages.csv", "quic-transport-parameters.csv"));
    REGISTRIES.forEach(registry -> tables.add(registry.resource));
    try (Stream<Path> files =
        Files.list(Path.of("src/main/resources/dev/shakedown/tls/registry"))) {
      for (Path file : files.toList()) {
        String first = Files.readAllLines(file).get(0);
        assertTrue(
            first.matches("# IANA .+, as of 20\\d\\d-\\d\\d[.:].*|# .+; a closed enum, .+"),
            file + ": " + first);
        assertTrue(tables.remove(file.getFileName().toString()), file + " is not tested");
      }
    }
    assertEquals(Set.of(), tables);
  }

  @Test
  void knowsNamesAsTheStandardsPrintThem() {
    assertEquals("TLS_AES_128_GCM_SHA256", new CipherSuite(0x1301).name());
    assertEquals("SSL_CK_RC4_128_WITH_MD5", new CipherSuite(0x010080).name());
    assertEquals("unknown (0x0a0b0c)", new CipherSuite(0x0a0b0c).name());
    assertEquals("GREASE (0x2a2a)", new CipherSuite(0x2a2a).name());
    assertEquals("unknown (0x2a3a)", new CipherSuite(0x2a3a).name());
    assertEquals("unknown_ca", AlertDescription.UNKNOWN_CA.name());
    assertEquals("certificate_unknown", new AlertDescription(46).name());
    assertEquals("unknown (0xc8)", new AlertDescription(200).name());
    assertEquals("encrypted_client_hello", new ExtensionType(0xfe0d).name());
    assertEquals("unreadable", ExtensionType.UNREADABLE.name());
    assertEquals("X25519MLKEM768", new NamedGroup(4588).name());
    assertEquals("mldsa65", new SignatureScheme(0x0905).name());
    assertEquals("dsa_sha1", new SignatureScheme(0x0202).name());
    assertEquals("zlib", new CertificateCompressionAlgorithm(1).name());
    assertEquals("GREASE (0x2a)", new PskKeyExchangeMode(0x2a).name());
    assertEquals("ecdsa_sign", new ClientCertificateType(64).name());
    assertEquals("TLS 1.3 (draft 18)", new ProtocolVersion(0x7f12).name());
    assertEquals("unknown (0x0305)", new ProtocolVersion(0x0305).name());
  }

  @Test
  void writesMessageNamesAsTheRfcs() {
    assertEquals("ClientHello", HandshakeType.CLIENT_HELLO.messageName());
    assertEquals("ServerHelloDone", HandshakeType.SERVER_HELLO_DONE.messageName());
    assertEquals("CertificateURL", HandshakeType.CERTIFICATE_URL.messageName());
    assertEquals("unknown (0x63)", new HandshakeType(0x63).messageName());
  }

  @Test
  void namesKeyExchangesOfSuites() {
    assertEquals("ECDHE_RSA", new CipherSuite(0xc02f).keyExchange());
    assertEquals("DH_anon_EXPORT", new CipherSuite(0x0017).keyExchange());
    assertEquals("", new CipherSuite(0x1301).keyExchange());
    assertEquals("", new CipherSuite(0xdead).keyExchange());
  }
}
