package dev.shakedown.tls.decrypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.fuzz.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes taken for an NSS key log, for an RSA key in PEM and for lines of a key log. */
class KeyLogFuzzTest {
  private static final int LIMIT = 3;

  static Stream<byte[]> seeds() {
    return Stream.of(
            Seeds.files(Path.of("testdata/decrypt"), ".keys"),
            Seeds.files(Path.of("testdata/decrypt"), ".pem"),
            Seeds.kept("key-log"))
        .flatMap(s -> s);
  }

  @MethodSource("seeds")
  @FuzzTest
  void takesWhatIsASecretAndNoMoreThanTheLimit(byte[] input) throws IOException {
    SecretStore store = new SecretStore(Optional.empty(), LIMIT);
    int found = store.addKeyLog(new ByteArrayInputStream(input));
    assertTrue(found <= input.length / 20, "a secret takes a line");
    assertTrue(store.dropped() <= found, "no more are dropped than were found");
    assertEquals(found == 0, store.isEmpty());
    store.keyLogOf(Bytes.copyOf(new byte[32]));
    String text = new String(input, StandardCharsets.ISO_8859_1);
    store.addRsaKey(text);
    store.addKeyLogLine(text);
  }
}
