package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing here opens a connection, asks a name server or runs another program: what can is not even
 * named in the classes. {@code src/fuzz/attacks} also runs the command where there is no network.
 */
class NoNetworkTest {
  private static final Path CLASSES = Path.of("target/classes/dev/shakedown");

  /**
   * Names as they stand in a class's pool of constants. An InetAddress of given bytes is no more
   * than these.
   */
  private static final Pattern REACHES_OUT =
      Pattern.compile(
          "java/net/(?!URI|IDN|InetAddress|Inet4Address|Inet6Address|UnknownHostException)\\w+"
              + "|getByName|getAllByName|getHostName|getCanonicalHostName|isReachable|javax/net/\\w+|java/nio/channels/\\w*Socket\\w*|sun/net/\\w+"
              + "|java/rmi/\\w+|javax/naming/(?!ldap/)\\w+|java/lang/ProcessBuilder"
              + "|java/lang/Runtime;?\\W{0,9}exec\\b|openConnection|openStream"
              + "|javax/xml/\\w+|java/io/ObjectInputStream"
              + "|javax/script/\\w+|java/beans/XML\\w+");

  @Test
  void noClassCanReachOut() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> classes = Files.walk(CLASSES)) {
      for (Path file : classes.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String constants = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        REACHES_OUT
            .matcher(constants)
            .results()
            .forEach(r -> found.add(CLASSES.relativize(file) + ": " + r.group()));
      }
    }
    assertEquals(List.of(), found);
  }

  /** The JDK's validation of paths would ask for revocations, unless told not to. */
  @Test
  void whatValidatesPathsAsksForNoRevocation() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> classes = Files.walk(CLASSES)) {
      for (Path file : classes.filter(f -> f.toString().endsWith(".class")).toList()) {
        String constants = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (constants.contains("java/security/cert/PKIXParameters")
            && !constants.contains("setRevocationEnabled")) {
          found.add(file.toString());
        }
      }
    }
    assertEquals(List.of(), found);
  }
}
