package dev.shakedown.tls.decrypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretStoreTest {
  private static final String RANDOM = "ab".repeat(32);
  private static final String MASTER = "cd".repeat(48);
  private static final String SECRET = "ef".repeat(32);

  private final SecretStore store = new SecretStore();

  @Test
  void findsSecretsByLabelAndClientRandom() throws IOException {
    int count =
        add(
            """
            # a comment
            CLIENT_RANDOM %s %s
            CLIENT_HANDSHAKE_TRAFFIC_SECRET %s %s
            EXPORTER_SECRET %s %s

            """
                .formatted(RANDOM, MASTER, RANDOM, SECRET, RANDOM, SECRET));
    assertEquals(2, count);
    assertEquals(
        Optional.of(Bytes.ofHex(MASTER)),
        store.find(SecretLabel.CLIENT_RANDOM, Bytes.ofHex(RANDOM)));
    assertEquals(
        Optional.of(Bytes.ofHex(SECRET)),
        store.find(SecretLabel.CLIENT_HANDSHAKE_TRAFFIC_SECRET, Bytes.ofHex(RANDOM)));
    assertTrue(store.mayOpen(Bytes.ofHex(RANDOM)));
    assertFalse(store.mayOpen(Bytes.ofHex("00".repeat(32))));
  }

  @Test
  void readsAnyLineEndCaseAndSpacing() throws IOException {
    String upper = RANDOM.toUpperCase(java.util.Locale.ROOT);
    assertEquals(2, add("CLIENT_RANDOM %s %s\r\n".formatted(upper, MASTER).repeat(2)));
    assertEquals(1, add("  CLIENT_RANDOM\t%s   %s \r".formatted(RANDOM, MASTER)));
  }

  @Test
  void readsTheOlderRsaLines() throws IOException {
    add("RSA Session-ID:0102 Master-Key:%s\nRSA 0102030405060708 %s".formatted(MASTER, MASTER));
    assertEquals(
        Optional.of(Bytes.ofHex(MASTER)), store.find(SecretLabel.SESSION_ID, Bytes.ofHex("0102")));
    assertEquals(
        Optional.of(Bytes.ofHex(MASTER)),
        store.find(SecretLabel.ENCRYPTED_PREMASTER, Bytes.ofHex("0102030405060708")));
  }

  @Test
  void passesOverEveryOtherLine() throws IOException {
    String good = "CLIENT_RANDOM %s %s".formatted(RANDOM, MASTER);
    assertEquals(0, add(good.substring(0, good.length() - 1)));
    assertEquals(0, add(good + " more"));
    assertEquals(0, add(good.replace('a', 'x')));
    assertEquals(0, add("SESSION_ID %s %s".formatted(RANDOM, MASTER)));
    assertEquals(0, add("RSA Session-ID: Master-Key:" + MASTER));
    assertEquals(1, add("x".repeat(1 << 20) + "\n" + good));
    byte[] noise = new byte[1 << 16];
    new Random(1).nextBytes(noise);
    assertEquals(0, store.addKeyLog(new ByteArrayInputStream(noise)));
  }

  @Test
  void keepsNoMoreThanItsLimit() {
    SecretStore small = new SecretStore(Optional.empty(), 2);
    for (int i = 0; i < 5; i++) {
      Bytes id = Bytes.copyOf(new byte[] {(byte) i});
      small.put(SecretLabel.SESSION_ID, id, id);
    }
    assertEquals(3, small.dropped());
    assertTrue(small.find(SecretLabel.SESSION_ID, Bytes.ofHex("01")).isPresent());
    assertFalse(small.find(SecretLabel.SESSION_ID, Bytes.ofHex("02")).isPresent());
  }

  @Test
  void aChildFindsWhatItsParentHolds() throws IOException {
    add("CLIENT_RANDOM %s %s".formatted(RANDOM, MASTER));
    SecretStore child = store.child();
    assertFalse(child.isEmpty());
    assertTrue(child.mayOpen(Bytes.ofHex(RANDOM)));
    child.put(SecretLabel.SESSION_ID, Bytes.ofHex("01"), Bytes.ofHex(MASTER));
    assertFalse(store.find(SecretLabel.SESSION_ID, Bytes.ofHex("01")).isPresent());
  }

  @Test
  void refusesWhatIsNoRsaKey() {
    assertFalse(store.addRsaKey(""));
    String begin = "-----BEGIN PRIVATE KEY-----\n";
    String end = "\n-----END PRIVATE KEY-----\n";
    assertFalse(store.addRsaKey(begin + "AAAA" + end));
    assertFalse(store.addRsaKey(begin + "!" + end));
    assertFalse(store.addRsaKey(begin + "MAA=" + end));
    assertTrue(store.isEmpty());
  }

  private int add(String keyLog) throws IOException {
    return store.addKeyLog(new ByteArrayInputStream(keyLog.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
