package dev.shakedown.tls.decrypt;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The protected records of one direction: which keys hold and what number the next record has.
 *
 * <p>Numbers are counted, opened or not. Behind missing bytes a few numbers are tried, in TLS 1.3
 * those of the next keys too; where none fits, it ends.
 */
final class ProtectedStream implements RecordProtection {
  /** Numbers tried for a record behind missing bytes. */
  private static final int WINDOW = 64;

  /** Records that may fail where the keys that hold are not certain. */
  private static final int MAX_FAILURES = 64;

  /** The same behind missing bytes, where each is tried under many numbers. */
  private static final int MAX_FAILURES_OUT_OF_STEP = 4;

  /**
   * Fragments up to this length are opened however late they come. Alerts and KeyUpdates are far
   * shorter, CertificateRequests usually.
   */
  private static final int SHORT = 512;

  private final int maxOpened;
  private final Runnable messagesLost;
  private boolean tls13;

  /** Whether early data may still come (RFC 8446 4.2.10). */
  private boolean early;

  /** Where the keys that hold come from; empty while nothing is protected. */
  private Optional<Supplier<Optional<Keys>>> source = Optional.empty();

  private Optional<Keys> keys = Optional.empty();
  private final Deque<Supplier<Optional<Keys>>> later = new ArrayDeque<>();
  private Optional<Keys> laterKeys = Optional.empty();
  private long sequence;

  /** Whether {@link #sequence} is a lower bound only. */
  private boolean outOfStep;

  private boolean ended;
  private int failures;
  private int opened;

  /**
   * @param maxOpened records opened per set of keys whatever their length
   * @param messagesLost told of each record that may hold a handshake message and stays closed
   */
  ProtectedStream(int maxOpened, Runnable messagesLost) {
    this.maxOpened = maxOpened;
    this.messagesLost = messagesLost;
  }

  /** All that follows is under these keys (RFC 5246 7.1). */
  void changeCipherSpec(Supplier<Optional<Keys>> next) {
    begin(next);
    tls13 = false;
    sequence = 0;
  }

  /**
   * All that follows is under keys of TLS 1.3, one after the other.
   *
   * @param earlyData whether the first ones are those of early data, of which some may have passed
   */
  void beginTls13(List<Supplier<Optional<Keys>>> sources, boolean earlyData) {
    begin(sources.get(0));
    tls13 = true;
    early = earlyData;
    later.addAll(sources.subList(1, sources.size()));
    sequence = earlyData ? sequence : 0;
  }

  private void begin(Supplier<Optional<Keys>> first) {
    source = Optional.of(first);
    keys = Optional.empty();
    later.clear();
    laterKeys = Optional.empty();
    early = false;
    outOfStep = false;
    ended = false;
    failures = 0;
    opened = 0;
  }

  /** The next of the keys hold. */
  void advance() {
    if (later.isEmpty()) {
      return;
    }
    source = Optional.of(later.removeFirst());
    keys = laterKeys;
    laterKeys = Optional.empty();
    early = false;
    outOfStep = false;
    sequence = 0;
    failures = 0;
    opened = 0;
  }

  /** The keys change by a KeyUpdate (RFC 8446 4.6.3). */
  void update() {
    keys = secret().map(TrafficSecret::next).map(Keys::of);
    source = Optional.of(Optional::empty);
    sequence = 0;
  }

  /** Messages are expected again: opens as many records as at the start. */
  void expectMessages() {
    opened = 0;
  }

  boolean isEarly() {
    return early;
  }

  /** The traffic secret that holds, if it is known. */
  Optional<TrafficSecret> secret() {
    return current().flatMap(Keys::secret);
  }

  /** Whether records are protected by keys whose secret is not known. */
  boolean awaitsSecret() {
    return !ended && source.isPresent() && current().isEmpty() && next().isEmpty();
  }

  @Override
  public boolean wants(ContentType type, int length) {
    if (ended || source.isEmpty()) {
      return false;
    }
    Optional<Keys> current = current();
    if (!tls13) {
      return current.isPresent() && (current.get().cipher().isChained() || isOfInterest(type));
    }
    boolean handshake = !later.isEmpty() && !early;
    return type.equals(ContentType.APPLICATION_DATA)
        && (current.isPresent() || next().isPresent())
        && (handshake || opened < maxOpened || length <= SHORT);
  }

  private static boolean isOfInterest(ContentType type) {
    return type.equals(ContentType.HANDSHAKE)
        || type.equals(ContentType.ALERT)
        || type.equals(ContentType.CHANGE_CIPHER_SPEC);
  }

  @Override
  public Opened open(ContentType type, ProtocolVersion version, byte[] fragment) {
    if (!tls13 && !isOfInterest(type)) {
      keys.ifPresent(k -> k.cipher().pass(fragment));
      sequence++;
      return Opened.CLOSED;
    }
    boolean certain = keys.isPresent() && !early && !outOfStep;
    opened++;
    byte[] plain = authenticated(type.code(), version.code(), fragment);
    if (plain == null) {
      return failed(certain);
    }
    boolean clear = keys.orElseThrow().cipher().isClear();
    Opened content = tls13 ? inner(plain, clear) : opened(type, plain, plain.length, clear);
    Arrays.fill(plain, (byte) 0);
    return content;
  }

  private byte[] authenticated(int type, int version, byte[] fragment) {
    boolean uncertain = tls13 && (early || outOfStep || keys.isEmpty());
    int numbers = outOfStep ? WINDOW : 1;
    for (int i = 0; keys.isPresent() && i < numbers; i++) {
      byte[] plain = keys.get().cipher().open(sequence + i, type, version, fragment);
      if (plain != null) {
        fits(sequence + i);
        return plain;
      }
    }
    for (int i = 0; uncertain && next().isPresent() && i < numbers; i++) {
      byte[] plain = next().get().cipher().open(i, type, version, fragment);
      if (plain != null) {
        advance();
        fits(i);
        return plain;
      }
    }
    sequence++;
    return null;
  }

  private void fits(long number) {
    sequence = number + 1;
    outOfStep = false;
    failures = 0;
  }

  private Opened failed(boolean certain) {
    failures++;
    if (!early) {
      messagesLost.run();
    }
    boolean chained = keys.isPresent() && keys.get().cipher().isChained();
    int allowed = outOfStep ? MAX_FAILURES_OUT_OF_STEP : MAX_FAILURES;
    if (!certain && !chained && failures < allowed) {
      return Opened.CLOSED;
    }
    ended = true;
    return Opened.closed(outOfStep ? Status.OUT_OF_STEP : Status.WRONG_KEY);
  }

  /** TLSInnerPlaintext (RFC 8446 5.2): the last byte that is not 0 is the type. */
  private static Opened inner(byte[] plain, boolean clear) {
    int end = plain.length;
    while (end > 0 && plain[end - 1] == 0) {
      end--;
    }
    return end == 0
        ? opened(ContentType.APPLICATION_DATA, plain, 0, clear)
        : opened(ContentType.of(plain[end - 1] & 0xff), plain, end - 1, clear);
  }

  private static Opened opened(ContentType type, byte[] plain, int length, boolean clear) {
    int kept = type.equals(ContentType.APPLICATION_DATA) ? 0 : length;
    return new Opened(clear ? Status.CLEAR : Status.DECRYPTED, type, Bytes.copyOf(plain, 0, kept));
  }

  @Override
  public void skip(ContentType type) {
    if (tls13 && !type.equals(ContentType.APPLICATION_DATA)) {
      return;
    }
    sequence++;
    outOfStep |= keys.isPresent() && keys.get().cipher().isChained();
    if (tls13 ? !later.isEmpty() && !early : type.equals(ContentType.HANDSHAKE)) {
      messagesLost.run();
    }
  }

  @Override
  public void lost() {
    outOfStep = source.isPresent();
    messagesLost.run();
  }

  private Optional<Keys> current() {
    if (keys.isEmpty() && !ended) {
      keys = source.flatMap(Supplier::get);
      // Found late: which keys hold by now is open, and a chain has lost its beginning.
      boolean late = keys.isPresent() && sequence > 0 && !early;
      outOfStep |= late && (tls13 || keys.get().cipher().isChained());
    }
    return keys;
  }

  private Optional<Keys> next() {
    if (laterKeys.isEmpty() && !later.isEmpty()) {
      laterKeys = later.peekFirst().get();
    }
    return laterKeys;
  }
}
