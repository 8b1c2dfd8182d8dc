package dev.shakedown.tcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the payload of one direction in order (RFC 9293 3.10.7.4): segments in any order, repeated
 * and overlapping, become one run of bytes. Where copies of a byte differ the first is kept.
 *
 * <p>In order, nothing is copied or allocated. Bytes behind a hole are held until it is filled or
 * given up; their number is bounded per direction and, through {@link BufferBudget}, over all.
 */
final class StreamAssembler {
  /** What a held piece costs besides its bytes, so that tiny pieces cannot outgrow the bound. */
  static final int PIECE_OVERHEAD = 96;

  /** Before the first byte is known: whatever comes is held. */
  private static final long UNDECIDED = Long.MIN_VALUE / 2;

  /** Takes what is in order. */
  interface Output {
    void bytes(byte[] buffer, int at, int size, long frame, long epochNanos);

    /** Bytes from {@code offset} are not there; {@code cut}: by the snap length. */
    void lost(long offset, long length, boolean cut, long frame, long epochNanos);

    /** Held bytes came again with other content. */
    void conflict(long offset, int length, long frame, long epochNanos);
  }

  /** Bytes behind a hole; those past {@code bytes} up to {@code length} were cut. */
  private static final class Piece {
    private final long offset;
    private final int length;
    private final byte[] bytes;
    private final long frame;
    private final long epochNanos;

    private Piece(long offset, int length, byte[] bytes, long frame, long epochNanos) {
      this.offset = offset;
      this.length = length;
      this.bytes = bytes;
      this.frame = frame;
      this.epochNanos = epochNanos;
    }

    private long end() {
      return offset + length;
    }
  }

  /** Nearly always empty, and then nothing of its own. */
  private List<Piece> held = List.of();

  private final int limit;
  private final BufferBudget budget;
  private final Output output;
  private long next;
  private int heldCost;

  /**
   * @param undecided whether the offset of the first byte is not known yet; see {@link
   *     #begin(long)}
   * @param limit what may be held, bytes
   */
  StreamAssembler(boolean undecided, int limit, BufferBudget budget, Output output) {
    this.next = undecided ? UNDECIDED : 0;
    this.limit = limit;
    this.budget = budget;
    this.output = output;
  }

  /** Everything before this offset was handed out or is lost. */
  long next() {
    return next;
  }

  /** Whether the first byte is still unknown. */
  boolean undecided() {
    return next == UNDECIDED;
  }

  /** Whether anything is held behind a hole. */
  boolean holds() {
    return !held.isEmpty();
  }

  /** Where the first hole ends; only if something is held. */
  long holeEnd() {
    return held.get(0).offset;
  }

  /** Whether the byte at {@code offset} has been seen (or counts as lost). */
  boolean has(long offset) {
    if (offset < next) {
      return true;
    }
    int i = firstEndingAfter(offset);
    return i < held.size() && held.get(i).offset <= offset;
  }

  /** Whether {@code size} more bytes may be held. */
  boolean hasRoom(int size) {
    return heldCost + size + PIECE_OVERHEAD <= limit && budget.has(size + PIECE_OVERHEAD);
  }

  /**
   * Takes a segment's payload. The caller has made room if it lies behind a hole.
   *
   * @param length on the wire
   * @param size captured; the rest up to {@code length} was cut
   * @return whether any of it was new
   */
  boolean accept(
      long offset, int length, byte[] buffer, int at, int size, long frame, long epochNanos) {
    long end = offset + length;
    long position = Math.max(offset, next);
    boolean fresh = false;
    int i = held.isEmpty() ? 0 : firstEndingAfter(position);
    while (position < end) {
      if (i < held.size() && held.get(i).offset <= position) {
        Piece piece = held.get(i++);
        if (differs(piece, position, Math.min(end, piece.end()), offset, buffer, at, size)) {
          output.conflict(
              position, (int) (Math.min(end, piece.end()) - position), frame, epochNanos);
        }
        position = Math.min(end, piece.end());
        continue;
      }
      long stop = i < held.size() ? Math.min(end, held.get(i).offset) : end;
      int skipped = (int) (position - offset);
      int pieceLength = (int) (stop - position);
      int pieceSize = Math.max(0, Math.min(pieceLength, size - skipped));
      int from = at + Math.min(skipped, size);
      if (position == next) {
        emit(pieceLength, buffer, from, pieceSize, frame, epochNanos);
      } else {
        byte[] bytes = Arrays.copyOfRange(buffer, from, from + pieceSize);
        hold(i++, new Piece(position, pieceLength, bytes, frame, epochNanos));
        charge(pieceSize + PIECE_OVERHEAD);
      }
      position = stop;
      fresh = true;
    }
    if (!held.isEmpty() && held.get(0).offset == next) {
      drain(frame, epochNanos);
    }
    return fresh;
  }

  /**
   * Gives up the bytes up to {@code offset}, which must not lie behind the first byte held, and
   * hands out what follows them. The loss goes under the frame of what follows, else under that
   * given.
   */
  void giveUp(long offset, long frame, long epochNanos) {
    long lost = offset - next;
    long from = next;
    next = offset;
    if (held.isEmpty() || held.get(0).offset != next) {
      output.lost(from, lost, false, frame, epochNanos);
      return;
    }
    output.lost(from, lost, false, held.get(0).frame, held.get(0).epochNanos);
    drain(0, 0);
  }

  /** The offset of the lowest byte held; 0 without any. */
  long lowestHeld() {
    return held.isEmpty() ? 0 : held.get(0).offset;
  }

  /** Decides that the stream begins at {@code first}, which becomes offset 0. */
  void begin(long first) {
    if (holds()) {
      held.replaceAll(p -> new Piece(p.offset - first, p.length, p.bytes, p.frame, p.epochNanos));
    }
    next = 0;
  }

  /** Hands out what is in order after {@link #begin}. */
  void flush() {
    drain(0, 0);
  }

  /** Forgets what is held. */
  void clear() {
    held = List.of();
    charge(-heldCost);
  }

  private void hold(int at, Piece piece) {
    if (held.isEmpty()) {
      held = new ArrayList<>();
    }
    held.add(at, piece);
  }

  /**
   * A piece goes out under the frame that closed the hole before it, or under its own where that is
   * younger: then the file has them out of order. Frame 0: no frame closed a hole.
   */
  private void drain(long closingFrame, long closingNanos) {
    long frame = closingFrame;
    long epochNanos = closingNanos;
    int count = 0;
    int cost = 0;
    while (count < held.size() && held.get(count).offset == next) {
      Piece piece = held.get(count++);
      cost += piece.bytes.length + PIECE_OVERHEAD;
      if (closingFrame == 0 || piece.epochNanos > epochNanos) {
        frame = piece.frame;
        epochNanos = piece.epochNanos;
      }
      emit(piece.length, piece.bytes, 0, piece.bytes.length, frame, epochNanos);
    }
    if (count == held.size()) {
      held = List.of();
    } else {
      held.subList(0, count).clear();
    }
    charge(-cost);
  }

  private void emit(int length, byte[] buffer, int at, int size, long frame, long epochNanos) {
    long offset = next;
    next += length;
    if (size > 0) {
      output.bytes(buffer, at, size, frame, epochNanos);
    }
    if (size < length) {
      output.lost(offset + size, length - size, true, frame, epochNanos);
    }
  }

  private static boolean differs(
      Piece piece, long from, long to, long offset, byte[] buffer, int at, int size) {
    int mine = (int) (from - piece.offset);
    int theirs = (int) (from - offset);
    int common =
        (int) Math.min(to - from, Math.min(piece.bytes.length - mine, (long) size - theirs));
    return common > 0
        && !Arrays.equals(
            piece.bytes, mine, mine + common, buffer, at + theirs, at + theirs + common);
  }

  private int firstEndingAfter(long offset) {
    int low = 0;
    int high = held.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (held.get(middle).end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void charge(int cost) {
    heldCost += cost;
    budget.charge(cost);
  }
}
