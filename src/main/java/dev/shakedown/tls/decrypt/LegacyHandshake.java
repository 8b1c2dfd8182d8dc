package dev.shakedown.tls.decrypt;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ClientKeyExchange;
import dev.shakedown.tls.handshake.NewSessionTicket;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.CompressionMethod;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys that one handshake up to TLS 1.2 agrees on (RFC 5246 6.3, 8.1; RFC 6101 6). */
final class LegacyHandshake {
  private static final int MASTER_SECRET = 48;
  private static final int TRUNCATED_MAC = 10;

  private final SecretStore secrets;
  private final ClientHello client;
  private final ServerHello server;
  private final Optional<BulkCipher> suite;
  private final Prf prf;

  /** Computed from the premaster secret, or found; empty until then. */
  private Optional<byte[]> masterSecret = Optional.empty();

  LegacyHandshake(SecretStore secrets, ClientHello client, ServerHello server) {
    this.secrets = secrets;
    this.client = client;
    this.server = server;
    this.suite =
        BulkCipher.of(server.cipherSuite())
            .filter(s -> server.compressionMethod().equals(CompressionMethod.NULL));
    this.prf = new Prf(server.version(), suite.map(BulkCipher::prfHash).orElse(Hash.SHA256));
  }

  /** Whether records of this suite can be opened. */
  boolean isSupported() {
    return suite.isPresent();
  }

  /** What Finished hashes the messages with. */
  List<Hash> transcriptHashes() {
    return server.version().equals(ProtocolVersion.TLS_1_2)
        ? List.of(prf.hash())
        : List.of(Hash.MD5, Hash.SHA);
  }

  /**
   * Takes the premaster secret where it is known.
   *
   * @param transcript up to and including this message
   * @return false if there are RSA keys, but none that it was encrypted to
   */
  boolean clientKeyExchange(ClientKeyExchange message, Transcript transcript) {
    byte[] encrypted = encryptedPremaster(message.exchangeKeys());
    boolean rsa = server.cipherSuite().keyExchange().matches("RSA(_FIPS)?");
    boolean keyMissing = rsa && !secrets.rsaKeys().isEmpty();
    Optional<byte[]> premaster =
        secrets.find(SecretLabel.PMS_CLIENT_RANDOM, client.random()).map(Bytes::toArray);
    if (rsa && premaster.isEmpty() && encrypted.length > 8) {
      Bytes prefix = Bytes.copyOf(encrypted, 0, 8);
      premaster = secrets.find(SecretLabel.ENCRYPTED_PREMASTER, prefix).map(Bytes::toArray);
    }
    for (RsaKey key : rsa ? secrets.rsaKeys() : List.<RsaKey>of()) {
      premaster = premaster.or(() -> key.open(encrypted));
    }
    if (premaster.isPresent()) {
      masterSecret = masterSecret(premaster.get(), transcript);
      return true;
    }
    return !keyMissing || masterSecret().isPresent();
  }

  /** Since TLS 1.0 behind a length of two bytes. */
  private static byte[] encryptedPremaster(Bytes exchangeKeys) {
    byte[] all = exchangeKeys.toArray();
    boolean prefixed = all.length > 2 && ((all[0] & 0xff) << 8 | all[1] & 0xff) == all.length - 2;
    return prefixed ? Arrays.copyOfRange(all, 2, all.length) : all;
  }

  private Optional<byte[]> masterSecret(byte[] premaster, Transcript transcript) {
    if (!has(ExtensionType.EXTENDED_MASTER_SECRET)) {
      byte[] seed = Prf.concat(client.random().toArray(), server.random().toArray());
      return Optional.of(prf.expand(premaster, "master secret", seed, MASTER_SECRET));
    }
    return transcript.isKnown()
        ? Optional.of(
            prf.expand(premaster, "extended master secret", transcript.hash(), MASTER_SECRET))
        : Optional.empty();
  }

  /** Remembers the master secret for a resumption by this ticket. */
  void newSessionTicket(NewSessionTicket message) {
    if (!message.ticket().isEmpty()) {
      masterSecret()
          .ifPresent(
              m -> secrets.put(SecretLabel.SESSION_TICKET, message.ticket(), Bytes.copyOf(m)));
    }
  }

  /** The keys of one direction; empty if nothing at hand gives them. */
  Optional<Keys> keys(Sender from) {
    if (suite.isEmpty()) {
      return Optional.empty();
    }
    if (suite.get().mode() == BulkCipher.Mode.NONE) {
      return Optional.of(Keys.of(new ClearCipher(macLength())));
    }
    return masterSecret().map(m -> Keys.of(cipher(m, from == Sender.CLIENT)));
  }

  /** verify_data of a Finished message; empty without the master secret. */
  Optional<byte[]> verifyData(Sender from, Transcript transcript) {
    boolean isClient = from == Sender.CLIENT;
    if (server.version().equals(ProtocolVersion.SSL_3_0)) {
      byte[] sender = (isClient ? "CLNT" : "SRVR").getBytes(StandardCharsets.US_ASCII);
      return masterSecret().map(m -> transcript.ssl3Hash(sender, m));
    }
    String label = isClient ? "client finished" : "server finished";
    return masterSecret().map(m -> prf.expand(m, label, transcript.hash(), 12));
  }

  private Optional<byte[]> masterSecret() {
    if (masterSecret.isEmpty()) {
      masterSecret =
          secrets
              .find(SecretLabel.CLIENT_RANDOM, client.random())
              .or(() -> secrets.find(SecretLabel.SESSION_ID, server.sessionId()))
              .or(this::ofResumedTicket)
              .map(Bytes::toArray);
    }
    if (masterSecret.isPresent() && !server.sessionId().isEmpty()) {
      secrets.put(SecretLabel.SESSION_ID, server.sessionId(), Bytes.copyOf(masterSecret.get()));
    }
    return masterSecret;
  }

  private Optional<Bytes> ofResumedTicket() {
    return client
        .extension(dev.shakedown.tls.extension.SessionTicket.class)
        .flatMap(t -> secrets.find(SecretLabel.SESSION_TICKET, t.ticket()));
  }

  private RecordCipher cipher(byte[] master, boolean isClient) {
    BulkCipher bulk = suite.orElseThrow();
    int mac = bulk.isAead() ? 0 : bulk.hash().size();
    int key = bulk.keyLength();
    int iv = ivLength(bulk);
    byte[] seed = Prf.concat(server.random().toArray(), client.random().toArray());
    byte[] block = prf.expand(master, "key expansion", seed, 2 * (mac + key + iv));
    int side = isClient ? 0 : 1;
    byte[] macKey = part(block, side * mac, mac);
    byte[] writeKey = part(block, 2 * mac + side * key, key);
    byte[] writeIv = part(block, 2 * (mac + key) + side * iv, iv);
    if (bulk.isAead()) {
      return AeadCipher.tls12(bulk, writeKey, writeIv);
    }
    boolean ssl3 = server.version().equals(ProtocolVersion.SSL_3_0);
    RecordMac recordMac = new RecordMac(bulk.hash(), Bytes.copyOf(macKey), macLength(), ssl3);
    return bulk.mode() == BulkCipher.Mode.STREAM
        ? new Rc4Cipher(writeKey, recordMac)
        : new CbcCipher(bulk, writeKey, writeIv, recordMac, has(ExtensionType.ENCRYPT_THEN_MAC));
  }

  private int macLength() {
    return has(ExtensionType.TRUNCATED_HMAC) ? TRUNCATED_MAC : suite.orElseThrow().hash().size();
  }

  private int ivLength(BulkCipher bulk) {
    return switch (bulk.mode()) {
      case GCM, CCM, CCM_8 -> 4;
      case POLY1305 -> AeadCipher.NONCE;
      case CBC -> server.version().code() <= 0x0301 ? bulk.blockLength() : 0;
      case NONE, STREAM -> 0;
    };
  }

  private static byte[] part(byte[] block, int from, int length) {
    return Arrays.copyOfRange(block, from, from + length);
  }

  private boolean has(ExtensionType type) {
    return server.extensions().stream().map(Extension::type).anyMatch(type::equals);
  }
}
