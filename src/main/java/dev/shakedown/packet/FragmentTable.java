package dev.shakedown.packet;

import dev.shakedown.packet.ip.IpProtocols;
import dev.shakedown.packet.link.Cursor;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts fragmented IP datagrams together (RFC 791 3.2, RFC 8200 4.5), oldest datagram first out.
 *
 * <p>Where fragments overlap, the bytes seen first stay, in IPv6 too: RFC 5722 has the receiver
 * drop such a datagram, but a receiver's choice is not ours to know. A datagram that has been
 * completed is remembered by the hashes of its fragments, so that the second copy of a mirrored
 * fragment does not begin a datagram that would never be whole.
 */
final class FragmentTable {
  /** How long a datagram waits for its fragments, in capture time; Linux's and RFC 8200's order. */
  private static final long TIMEOUT_NANOS = 30_000_000_000L;

  private static final int MAX_DATAGRAM = 65_535;

  private final int maxBytes;
  private final Consumer<GivenUp> givenUp;
  private final Map<Key, Datagram> datagrams = new LinkedHashMap<>();
  private long bytes;

  FragmentTable(int maxBytes, Consumer<GivenUp> givenUp) {
    this.maxBytes = maxBytes;
    this.givenUp = givenUp;
  }

  /**
   * A datagram not put together.
   *
   * @param tcp its description, if it is TCP's
   */
  record GivenUp(Optional<IncompleteDatagram> tcp) {}

  /** What fragments of one datagram have in common (RFC 791 3.2, RFC 8200 4.5). */
  private record Key(IpAddress source, IpAddress destination, int protocol, long identification)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::source)
            .thenComparing(Key::destination)
            .thenComparingInt(Key::protocol)
            .thenComparingLong(Key::identification);

    /** So that a map is not slow whose keys somebody made all have one hash. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Takes the fragment at the cursor.
   *
   * @return the datagram if that completes it, as if it had never been fragmented; shorter than its
   *     header says if the snap length cut a fragment
   */
  Optional<byte[]> add(Cursor cursor, long frame, long epochNanos) {
    expire(epochNanos);
    Fragment fragment = Fragment.read(cursor);
    if (fragment.length() <= 0
        || fragment.end() > MAX_DATAGRAM
        || fragment.more() && fragment.length() % 8 != 0) {
      return Optional.empty();
    }
    Key key = key(fragment);
    Datagram datagram = datagrams.get(key);
    if (datagram != null && datagram.isWhole() && !datagram.knows(fragment)) {
      remove(key); // the identification is used anew
      datagram = null;
    }
    long counted = datagram == null ? 0 : datagram.weight();
    if (datagram == null) {
      datagram = new Datagram(frame, epochNanos);
      datagrams.put(key, datagram);
    }
    Optional<byte[]> whole = datagram.add(fragment, frame);
    bytes += datagram.weight() - counted;
    evict();
    return whole;
  }

  /** Gives up all datagrams that are not whole. */
  void finish() {
    datagrams.forEach(this::giveUp);
    datagrams.clear();
    bytes = 0;
  }

  private void expire(long now) {
    Iterator<Map.Entry<Key, Datagram>> oldest = datagrams.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Key, Datagram> entry = oldest.next();
      if (now - entry.getValue().epochNanos() <= TIMEOUT_NANOS) {
        return;
      }
      oldest.remove();
      bytes -= entry.getValue().weight();
      giveUp(entry.getKey(), entry.getValue());
    }
  }

  private void evict() {
    Iterator<Map.Entry<Key, Datagram>> oldest = datagrams.entrySet().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      Map.Entry<Key, Datagram> entry = oldest.next();
      oldest.remove();
      bytes -= entry.getValue().weight();
      giveUp(entry.getKey(), entry.getValue());
    }
  }

  private void remove(Key key) {
    bytes -= datagrams.remove(key).weight();
  }

  private void giveUp(Key key, Datagram datagram) {
    if (!datagram.isWhole()) {
      boolean tcp = key.protocol() == IpProtocols.TCP;
      givenUp.accept(
          new GivenUp(
              tcp
                  ? Optional.of(
                      datagram.incomplete(key.source(), key.destination(), key.identification()))
                  : Optional.empty()));
    }
  }

  private static Key key(Fragment fragment) {
    boolean v6 = fragment.protocolField() >= 0;
    byte[] header = fragment.header().toArray();
    return new Key(
        IpAddress.read(header, v6 ? 8 : 12, v6),
        IpAddress.read(header, v6 ? 24 : 16, v6),
        fragment.protocol(),
        fragment.identification());
  }
}
