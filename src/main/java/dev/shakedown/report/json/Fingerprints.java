package dev.shakedown.report.json;

import dev.shakedown.tls.extension.EcPointFormats;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.ProtocolNames;
import dev.shakedown.tls.extension.SignatureAlgorithms;
import dev.shakedown.tls.extension.SupportedGroups;
import dev.shakedown.tls.extension.SupportedVersions;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.Registered;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** JA3, JA3S and JA4: hashes by which implementations are known. GREASE values never count. */
final class Fingerprints {
  private Fingerprints() {}

  /** MD5 of version, suites, extensions, groups and point formats, each in wire order. */
  static String ja3(ClientHello hello) {
    List<String> groups =
        hello.extension(SupportedGroups.class).map(g -> decimals(g.groups())).orElse(List.of());
    List<String> formats =
        hello.extension(EcPointFormats.class).map(f -> decimals(f.formats())).orElse(List.of());
    return md5(
        String.join(
            ",",
            String.valueOf(hello.legacyVersion().code()),
            String.join("-", decimals(hello.cipherSuites())),
            String.join("-", decimals(types(hello.extensions()))),
            String.join("-", groups),
            String.join("-", formats)));
  }

  /** MD5 of version, suite and extensions. */
  static String ja3s(ServerHello hello) {
    return md5(
        String.join(
            ",",
            String.valueOf(hello.legacyVersion().code()),
            String.valueOf(hello.cipherSuite().code()),
            String.join("-", decimals(types(hello.extensions())))));
  }

  /** JA4 of TLS over TCP: what is offered in short, and hashes of sorted suites and extensions. */
  static String ja4(ClientHello hello) {
    List<String> suites = hexadecimals(hello.cipherSuites());
    List<String> extensions = hexadecimals(types(hello.extensions()));
    StringBuilder text = new StringBuilder("t").append(version(hello));
    text.append(types(hello.extensions()).contains(ExtensionType.SERVER_NAME) ? 'd' : 'i');
    appendCount(text, suites.size());
    appendCount(text, extensions.size());
    text.append(alpn(hello)).append('_');
    Collections.sort(suites);
    text.append(suites.isEmpty() ? "000000000000" : sha256(String.join(",", suites))).append('_');
    extensions.removeAll(List.of("0000", "0010"));
    Collections.sort(extensions);
    String sorted = String.join(",", extensions);
    String schemes = String.join(",", schemes(hello));
    if (sorted.isEmpty() && schemes.isEmpty()) {
      return text.append("000000000000").toString();
    }
    return text.append(sha256(schemes.isEmpty() ? sorted : sorted + "_" + schemes)).toString();
  }

  private static String version(ClientHello hello) {
    int highest =
        hello
            .extension(SupportedVersions.class)
            .flatMap(
                s ->
                    s.versions().stream()
                        .filter(v -> !v.isGrease())
                        .map(ProtocolVersion::code)
                        .reduce(Math::max))
            .orElse(hello.legacyVersion().code());
    return switch (highest) {
      case 0x0304 -> "13";
      case 0x0303 -> "12";
      case 0x0302 -> "11";
      case 0x0301 -> "10";
      case 0x0300 -> "s3";
      case 0x0002 -> "s2";
      default -> "00";
    };
  }

  private static void appendCount(StringBuilder text, int count) {
    int shown = Math.min(99, count);
    text.append(shown / 10).append(shown % 10);
  }

  /**
   * First and last character of the first protocol; of its hexadecimal form if not alphanumeric.
   */
  private static String alpn(ClientHello hello) {
    String name =
        hello
            .extension(ProtocolNames.class)
            .flatMap(p -> p.names().stream().findFirst())
            .orElse("");
    if (name.isEmpty()) {
      return "00";
    }
    char first = name.charAt(0);
    char last = name.charAt(name.length() - 1);
    if (alphanumeric(first) && alphanumeric(last)) {
      return "" + first + last;
    }
    String hex = HexFormat.of().formatHex(name.getBytes(StandardCharsets.ISO_8859_1));
    return "" + hex.charAt(0) + hex.charAt(hex.length() - 1);
  }

  private static boolean alphanumeric(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static List<String> schemes(ClientHello hello) {
    return hello.extensions().stream()
        .filter(e -> e.type().equals(ExtensionType.SIGNATURE_ALGORITHMS))
        .map(Extension::body)
        .filter(SignatureAlgorithms.class::isInstance)
        .map(SignatureAlgorithms.class::cast)
        .findFirst()
        .map(s -> hexadecimals(s.schemes()))
        .orElse(List.of());
  }

  private static List<ExtensionType> types(List<Extension> extensions) {
    return extensions.stream()
        .map(Extension::type)
        .filter(t -> !t.equals(ExtensionType.UNREADABLE)) // stands for what is none
        .toList();
  }

  private static List<String> decimals(List<? extends Registered> values) {
    return values.stream()
        .filter(v -> !v.isGrease())
        .map(v -> String.valueOf(v.code()))
        .collect(Collectors.toList());
  }

  private static List<String> hexadecimals(List<? extends Registered> values) {
    List<String> texts = new ArrayList<>();
    for (Registered value : values) {
      if (!value.isGrease()) {
        texts.add(HexFormat.of().toHexDigits((short) value.code()));
      }
    }
    return texts;
  }

  private static String md5(String text) {
    return hash("MD5", text);
  }

  private static String sha256(String text) {
    return hash("SHA-256", text).substring(0, 12);
  }

  private static String hash(String algorithm, String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
