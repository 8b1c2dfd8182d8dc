package dev.shakedown.tls.decrypt;

import dev.shakedown.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets at hand. Sessions look here whenever they need one, so that it may grow while a
 * capture is read: a secrets block may stand behind the packets it belongs to.
 */
public final class SecretStore {
  /** Secrets held at most, about 60 MB of them. */
  private static final int MAX_SECRETS = 250_000;

  /** Bytes that sessions hold until their secrets come, in all. */
  private static final int MAX_HELD = 16 << 20;

  private final Optional<SecretStore> parent;
  private final int limit;
  private final Map<SecretLabel, Map<Bytes, Bytes>> secrets = new EnumMap<>(SecretLabel.class);
  private final List<RsaKey> rsaKeys = new ArrayList<>();
  private int size;
  private int dropped;
  private boolean awaitsMore;
  private long held;

  /** An empty store. */
  public SecretStore() {
    this(Optional.empty(), MAX_SECRETS);
  }

  SecretStore(Optional<SecretStore> parent, int limit) {
    this.parent = parent;
    this.limit = limit;
  }

  /** A store that also finds what this one holds; for the secrets of a single capture. */
  public SecretStore child() {
    return new SecretStore(Optional.of(this), limit);
  }

  /**
   * Adds the secrets of an NSS key log; lines that are none are passed over.
   *
   * @return how many secrets it holds
   */
  public int addKeyLog(InputStream keyLog) throws IOException {
    return new KeyLogReader(this).read(keyLog);
  }

  /** Adds a line of an NSS key log, without its end; does nothing if it is none. */
  public void addKeyLogLine(String line) {
    new KeyLogReader(this).line(line);
  }

  /**
   * Says that secrets may come later than the records they open, as a capturing device learns them:
   * sessions then hold such records for a while.
   */
  public void awaitMore() {
    awaitsMore = true;
  }

  /** Whether secrets may come later than the records they open. */
  public boolean awaitsMore() {
    return awaitsMore;
  }

  /**
   * Adds an RSA private key for key exchanges without forward secrecy (RFC 5246 7.4.7.1).
   *
   * @param pem PKCS #8 or PKCS #1 in PEM, not encrypted
   * @return false if there is no such key in it
   */
  public boolean addRsaKey(String pem) {
    return RsaKey.parse(pem).map(rsaKeys::add).orElse(false);
  }

  /** Whether there is nothing to decrypt with, and nothing will come. */
  public boolean isEmpty() {
    return size == 0
        && rsaKeys.isEmpty()
        && !awaitsMore
        && (parent.isEmpty() || parent.get().isEmpty());
  }

  /** How many secrets were not kept because there are too many. */
  public int dropped() {
    return dropped;
  }

  /**
   * Counts bytes that a session holds until secrets come, or no longer holds if {@code bytes} is
   * negative.
   *
   * @return false if all sessions together hold too much
   */
  public boolean hold(int bytes) {
    held += bytes;
    return held <= MAX_HELD;
  }

  void put(SecretLabel label, Bytes id, Bytes secret) {
    Map<Bytes, Bytes> ofLabel = secrets.computeIfAbsent(label, l -> new HashMap<>());
    if (size >= limit && !ofLabel.containsKey(id)) {
      dropped++;
    } else if (ofLabel.put(id, secret) == null) {
      size++;
    }
  }

  /** The lines of an NSS key log for the connection with this client random. */
  public List<String> keyLogOf(Bytes clientRandom) {
    List<String> lines = new ArrayList<>();
    for (SecretLabel label : SecretLabel.values()) {
      find(label, clientRandom)
          .ifPresent(s -> lines.add(label.name() + ' ' + clientRandom.hex() + ' ' + s.hex()));
    }
    return lines;
  }

  Optional<Bytes> find(SecretLabel label, Bytes id) {
    Bytes own = secrets.getOrDefault(label, Map.of()).get(id);
    return own != null ? Optional.of(own) : parent.flatMap(p -> p.find(label, id));
  }

  /** Whether there may be secrets of a connection; false is certain. */
  boolean mayOpen(Bytes clientRandom) {
    boolean indirect =
        !rsaKeys.isEmpty()
            || secrets.containsKey(SecretLabel.SESSION_ID)
            || secrets.containsKey(SecretLabel.ENCRYPTED_PREMASTER);
    return indirect
        || secrets.values().stream().anyMatch(m -> m.containsKey(clientRandom))
        || parent.isPresent() && parent.get().mayOpen(clientRandom);
  }

  List<RsaKey> rsaKeys() {
    List<RsaKey> all = new ArrayList<>(rsaKeys);
    parent.ifPresent(p -> all.addAll(p.rsaKeys()));
    return all;
  }
}
