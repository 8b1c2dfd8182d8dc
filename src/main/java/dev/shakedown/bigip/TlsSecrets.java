package dev.shakedown.bigip;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the TLS provider knows of a session when a packet passes; the device learns the values one
 * after the other and repeats them on every later packet.
 *
 * @param clientRandom empty as long as it is not known
 * @param secrets those that are known, by their labels in a key log (RFC 9850 2), in that order
 */
record TlsSecrets(Bytes clientRandom, Map<String, Bytes> secrets) {
  /** Nothing known. */
  static final TlsSecrets NONE = new TlsSecrets(Bytes.EMPTY, Map.of());

  private static final int RANDOM = 32;
  private static final int MASTER_SECRET = 48;
  private static final int SLOT = 64;

  /** Bytes of TLS 1.3's shorter form: without the slot for the early traffic secret. */
  private static final int WITHOUT_EARLY = 1 + 4 * SLOT + 2 * RANDOM;

  private static final String[] TLS_13 = {
    "CLIENT_EARLY_TRAFFIC_SECRET",
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
    "SERVER_HANDSHAKE_TRAFFIC_SECRET",
    "CLIENT_TRAFFIC_SECRET_0",
    "SERVER_TRAFFIC_SECRET_0"
  };

  /** Whether there is any secret. */
  boolean isKnown() {
    return !secrets.isEmpty();
  }

  /** These and those of another block of the same trailer. */
  TlsSecrets and(TlsSecrets other) {
    Map<String, Bytes> all = new LinkedHashMap<>(secrets);
    all.putAll(other.secrets);
    return new TlsSecrets(clientRandom.isEmpty() ? other.clientRandom : clientRandom, all);
  }

  /** Provider 4, type 0, version 0: SSL 3.0 to TLS 1.2. */
  static TlsSecrets upToTls12(ByteReader in) throws MalformedException {
    Map<String, Bytes> secrets = new LinkedHashMap<>();
    putKnown(secrets, "CLIENT_RANDOM", in.opaque("master_secret", MASTER_SECRET));
    Bytes clientRandom = known(in.opaque("client_random", RANDOM));
    in.skip("server_random", RANDOM);
    return new TlsSecrets(clientRandom, secrets);
  }

  /**
   * Provider 4, type 2: TLS 1.3. The length tells whether there is a slot before the others.
   *
   * @param early whether that slot, if it is there, holds the early traffic secret
   */
  static TlsSecrets tls13(ByteReader in, boolean early) throws MalformedException {
    boolean longer = in.remaining() > WITHOUT_EARLY;
    int size = in.uint8("secret_length");
    if (size > SLOT) {
      throw new MalformedException("secret_length: " + size);
    }
    Map<String, Bytes> secrets = new LinkedHashMap<>();
    for (int slot = longer ? 0 : 1; slot < TLS_13.length; slot++) {
      Bytes secret = in.opaque(TLS_13[slot], SLOT).slice(0, size);
      if (slot > 0 || early) {
        putKnown(secrets, TLS_13[slot], secret);
      }
    }
    Bytes clientRandom = known(in.opaque("client_random", RANDOM));
    in.skip("server_random", RANDOM);
    return new TlsSecrets(clientRandom, secrets);
  }

  private static void putKnown(Map<String, Bytes> secrets, String label, Bytes secret) {
    if (!known(secret).isEmpty()) {
      secrets.put(label, secret);
    }
  }

  /** Empty if all bytes are zero. */
  private static Bytes known(Bytes value) {
    return TrailerBuilder.isZero(value) ? Bytes.EMPTY : value;
  }
}
