package dev.shakedown.tls;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.decrypt.SecretStore;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What came of both directions since a record needed a secret that is yet to come, in the order in
 * which it came. A device that writes secrets into the capture learns them after the packets in
 * which they are used: a client's Finished stands in the packet that lets the server compute the
 * master secret.
 */
final class HeldBytes {
  /** Bytes held for one session before it goes on without: a handshake is shorter. */
  private static final int MAX_HELD = 1 << 16;

  /** What an entry takes besides its bytes, roughly. */
  private static final int ENTRY = 64;

  private final SecretStore budget;

  /** Null before anything is held, as nearly always. */
  private Deque<Chunk> chunks;

  private int held;

  /**
   * Bytes of a segment, or of none but with a gap before what follows.
   *
   * @param begun whether the session has taken bytes of the same segment before
   */
  record Chunk(Sender from, Bytes bytes, long gap, long frame, long epochNanos, boolean begun) {}

  /** Holds nothing; the bytes of all sessions of a capture count against {@code budget}. */
  HeldBytes(SecretStore budget) {
    this.budget = budget;
  }

  boolean isEmpty() {
    return chunks == null || chunks.isEmpty();
  }

  /** Adds what came; false if there is no room for more after it. */
  boolean add(Chunk chunk) {
    if (chunks == null) {
      chunks = new ArrayDeque<>();
    }
    chunks.addLast(chunk);
    int size = chunk.bytes().size() + ENTRY;
    held += size;
    return budget.hold(size) && held <= MAX_HELD;
  }

  Chunk first() {
    return chunks.getFirst();
  }

  /** The session has taken some bytes of the first chunk, or all. */
  void taken(int count) {
    Chunk first = chunks.removeFirst();
    int rest = first.bytes().size() - count;
    if (rest > 0) {
      Bytes left = first.bytes().slice(count, rest);
      chunks.addFirst(new Chunk(first.from(), left, 0, first.frame(), first.epochNanos(), true));
    }
    int size = count + (rest > 0 ? 0 : ENTRY);
    held -= size;
    budget.hold(-size);
  }
}
