package dev.shakedown.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.extension.EcPointFormats;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.ExtensionBody;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.extension.ProtocolNames;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.extension.SignatureAlgorithms;
import dev.shakedown.tls.extension.SupportedGroups;
import dev.shakedown.tls.extension.SupportedVersions;
import dev.shakedown.tls.extension.UnknownBody;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.CompressionMethod;
import dev.shakedown.tls.registry.EcPointFormat;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against the examples that the authors of JA3 and JA4 publish with their definitions. */
class FingerprintsTest {
  private static ClientHello hello(int version, int[] suites, List<Extension> extensions) {
    return new ClientHello(
        false,
        new ProtocolVersion(version),
        Bytes.EMPTY,
        Bytes.EMPTY,
        IntStream.of(suites).mapToObj(CipherSuite::new).toList(),
        List.of(CompressionMethod.NULL),
        extensions);
  }

  private static List<Extension> extensions(int[] types, Map<Integer, ExtensionBody> bodies) {
    List<Extension> extensions = new ArrayList<>();
    for (int type : types) {
      ExtensionBody body = bodies.getOrDefault(type, new UnknownBody(Bytes.EMPTY));
      extensions.add(new Extension(new ExtensionType(type), 0, body));
    }
    return extensions;
  }

  /** By its definition MD5 of "771,4866,43-44-51". */
  @Test
  void aHelloRetryRequestIsAServerHelloToo() {
    List<Extension> extensions = new ArrayList<>();
    for (int type : new int[] {43, 44, 51}) {
      extensions.add(new Extension(new ExtensionType(type), 0, new UnknownBody(Bytes.EMPTY)));
    }
    ServerHello retry =
        new ServerHello(
            ProtocolVersion.TLS_1_2,
            ServerHello.HELLO_RETRY_REQUEST_RANDOM,
            Bytes.EMPTY,
            new CipherSuite(0x1302),
            CompressionMethod.NULL,
            extensions);
    assertEquals("f2058b7d771095e14b0d579b06a2ae88", Fingerprints.ja3s(retry));
  }

  @Test
  void ja3() {
    List<NamedGroup> groups = IntStream.of(23, 24, 25).mapToObj(NamedGroup::new).toList();
    ClientHello hello =
        hello(
            769,
            new int[] {47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4},
            extensions(
                new int[] {0, 10, 11},
                Map.of(
                    10,
                    new SupportedGroups(groups),
                    11,
                    new EcPointFormats(List.of(new EcPointFormat(0))))));
    assertEquals("ada70206e40642a3e4461f35503241d5", Fingerprints.ja3(hello));
  }

  @Test
  void ja3WithoutExtensions() {
    int[] suites = {4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99};
    assertEquals(
        "de350869b8c85de67a350c8d186f11e6", Fingerprints.ja3(hello(769, suites, List.of())));
  }

  /** Wire order and GREASE do not matter to JA4; bytes that are no extension are not one. */
  @Test
  void ja4() {
    int[] suites = {
      0x1a1a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013,
      0xc014, 0x009c, 0x009d, 0x002f, 0x0035
    };
    List<SignatureScheme> schemes =
        IntStream.of(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601)
            .mapToObj(SignatureScheme::new)
            .toList();
    List<ProtocolVersion> versions =
        List.of(new ProtocolVersion(0x2a2a), ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
    List<Extension> extensions =
        extensions(
            new int[] {
              0x3a3a, 0x001b, 0x0000, 0x0033, 0x0010, 0x4469, 0x0017, 0x002d, 0x000d, 0x0005,
              0x0023, 0x0012, 0x002b, 0xff01, 0x000b, 0x000a, 0x0015
            },
            Map.of(
                0x0000, new ServerNames(List.of("example.com")),
                0x0010, new ProtocolNames(List.of("h2", "http/1.1")),
                0x000d, new SignatureAlgorithms(schemes),
                0x002b, new SupportedVersions(versions)));
    assertEquals(
        "t13d1516h2_8daaf6152771_e5627efa2ab1",
        Fingerprints.ja4(hello(0x0303, suites, extensions)));
    extensions.add(Extensions.unreadable(Bytes.EMPTY, "extensions: 12 bytes missing"));
    assertEquals(
        "t13d1516h2_8daaf6152771_e5627efa2ab1",
        Fingerprints.ja4(hello(0x0303, suites, extensions)));
  }

  /** The authors' own sigalg-grease.pcapng: GREASE among the signature schemes counts no more. */
  @Test
  void ja4LeavesOutGreaseAmongSchemes() {
    int[] suites = {
      0x3a3a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013,
      0xc014, 0x009c, 0x009d, 0x002f, 0x0035
    };
    List<SignatureScheme> schemes =
        IntStream.of(
                0x6a6a, 0x0904, 0x0905, 0x0906, 0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501,
                0x0806, 0x0601)
            .mapToObj(SignatureScheme::new)
            .toList();
    List<Extension> extensions =
        extensions(
            new int[] {
              0xfe0d, 0x0010, 0x0017, 0x0033, 0x44cd, 0xff01, 0x000a, 0x000d, 0x0023, 0x002b,
              0x000b, 0xca34, 0x002d, 0x0000, 0x0005, 0x001b, 0x0012
            },
            Map.of(
                0x0010, new ProtocolNames(List.of("h2", "http/1.1")),
                0x000d, new SignatureAlgorithms(schemes),
                0x002b, new SupportedVersions(List.of(ProtocolVersion.TLS_1_3))));
    assertEquals(
        "t13d1517h2_8daaf6152771_cb7bf5808d99",
        Fingerprints.ja4(hello(0x0303, suites, extensions)));
  }
}
