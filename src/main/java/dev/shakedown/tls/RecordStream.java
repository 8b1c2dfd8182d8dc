package dev.shakedown.tls;

import dev.shakedown.bytes.Bytes;
import java.util.Arrays;

/**
 * Finds the records in one direction of a connection (RFC 8446 5.1). Fragments are passed on or
 * skipped, never kept; a transfer of any size costs a few numbers.
 *
 * <p>Where bytes are missing it goes on behind them: by arithmetic if the hole ends within a
 * fragment, else by searching for the next likely header.
 */
final class RecordStream {
  private enum Mode {
    HEADER,
    FRAGMENT,
    SSL2,
    SEARCH,
    ENDED
  }

  /** Bytes shown of what is no record. */
  private static final int HEAD = 64;

  /** Bytes searched for a header in all before the direction is given up. */
  private static final int MAX_SEARCHED = 1 << 20;

  private static final byte[] NOTHING = {};

  private final RecordListener listener;
  private final byte[] header = new byte[RecordHeader.SIZE];
  private Mode mode;
  private int headerSize;
  private RecordHeader current;
  private int remaining;
  private boolean wanted;

  /** Whether the current record was assumed in the middle of a segment and may be none. */
  private boolean tentative;

  /** Whether the last header was found by searching, so that the next one must confirm it. */
  private boolean unconfirmed;

  private boolean first = true;
  private boolean ssl2Possible;
  private byte[] ssl2 = NOTHING;
  private int ssl2Padding;
  private long position;
  private int searched;

  /** A direction that begins with its first byte, or else somewhere in the middle. */
  RecordStream(RecordListener listener, boolean fromStart) {
    this.listener = listener;
    this.mode = fromStart ? Mode.HEADER : Mode.SEARCH;
    this.ssl2Possible = fromStart;
  }

  /**
   * The next bytes, those of one segment.
   *
   * @return how many were taken: less than all where the listener must wait before the next record
   */
  int data(byte[] buffer, int offset, int length) {
    int to = offset + length;
    int at = offset;
    while (at < to) {
      if (mode == Mode.HEADER && headerSize == 0 && listener.mustWait()) {
        return at - offset;
      }
      int next =
          switch (mode) {
            case HEADER -> header(buffer, at, to);
            case FRAGMENT -> fragment(buffer, at, to);
            case SSL2 -> ssl2Body(buffer, at, to);
            case SEARCH -> search(buffer, at, to, at == offset);
            case ENDED -> to;
          };
      position += next - at;
      at = next;
    }
    return length;
  }

  /** The next bytes are missing. */
  void gap(long length) {
    position += length;
    if (mode == Mode.ENDED || mode == Mode.SEARCH) {
      return;
    }
    if (mode == Mode.FRAGMENT && length <= remaining) {
      if (wanted) {
        listener.missing(length);
      }
      remaining -= (int) length;
      endIfComplete();
      return;
    }
    mode = Mode.SEARCH;
    headerSize = 0;
    ssl2Possible = false;
    listener.lost(length);
  }

  /** Bytes of memory of an SSL 2.0 record it stands in. */
  int heldBytes() {
    return ssl2.length;
  }

  /** Whether the stream stands within a record whose rest did not come yet. */
  boolean isWithinRecord() {
    return mode == Mode.FRAGMENT && !tentative || mode == Mode.HEADER && headerSize > 0;
  }

  /** The header of the record it stands in; null if that is not complete. */
  RecordHeader currentHeader() {
    return mode == Mode.FRAGMENT ? current : null;
  }

  /** The first byte of the record it stands in, 0..255. */
  int currentType() {
    return mode == Mode.FRAGMENT ? current.type().code() : header[0] & 0xff;
  }

  /** Bytes of the record it stands in that are passed, header included. */
  int currentReceived() {
    return mode == Mode.FRAGMENT ? RecordHeader.SIZE + current.length() - remaining : headerSize;
  }

  /** Ends the direction: it is encrypted in a way that has no TLS records. */
  void stop() {
    mode = Mode.ENDED;
  }

  private int header(byte[] buffer, int at, int to) {
    int count = Math.min(RecordHeader.SIZE - headerSize, to - at);
    System.arraycopy(buffer, at, header, headerSize, count);
    headerSize += count;
    int next = at + count;
    if (headerSize < RecordHeader.SIZE) {
      return next;
    }
    headerSize = 0;
    RecordHeader read = RecordHeader.read(header, 0);
    String problem = read.problem(first);
    if (unconfirmed && !RecordHeader.isLikely(header, 0, RecordHeader.SIZE)) {
      mode = Mode.SEARCH;
      unconfirmed = false;
    } else if (problem.isEmpty()) {
      open(read, true);
    } else if (ssl2Possible && openSsl2()) {
      return next;
    } else {
      mode = Mode.ENDED;
      byte[] head = Arrays.copyOf(header, Math.min(HEAD, RecordHeader.SIZE + to - next));
      System.arraycopy(buffer, next, head, RecordHeader.SIZE, head.length - RecordHeader.SIZE);
      listener.malformed(position + count - RecordHeader.SIZE, Bytes.copyOf(head), problem);
    }
    return next;
  }

  private void open(RecordHeader read, boolean certain) {
    first = false;
    ssl2Possible = false;
    unconfirmed = !certain;
    tentative = false;
    current = read;
    remaining = read.length();
    wanted = listener.begin(read);
    mode = Mode.FRAGMENT;
    endIfComplete();
  }

  private int fragment(byte[] buffer, int at, int to) {
    int count = Math.min(remaining, to - at);
    if (wanted) {
      listener.fragment(buffer, at, count);
    }
    remaining -= count;
    endIfComplete();
    return at + count;
  }

  private void endIfComplete() {
    if (remaining > 0) {
      return;
    }
    if (mode == Mode.FRAGMENT) {
      mode = Mode.HEADER;
    }
    if (!tentative) {
      listener.end();
    }
    tentative = false;
  }

  /**
   * Takes the five bytes in {@code header} as the start of an SSL 2.0 record
   * (draft-hickman-netscape-ssl-00 1.1), if they can be one with a message in the clear.
   */
  private boolean openSsl2() {
    boolean twoBytes = (header[0] & 0x80) != 0;
    int length = (header[0] & (twoBytes ? 0x7f : 0x3f)) << 8 | header[1] & 0xff;
    int start = twoBytes ? 2 : 3;
    int padding = twoBytes ? 0 : header[2] & 0xff;
    boolean message =
        switch (header[start]) {
          case 0 -> length - padding == 3;
          case 1 -> header[start + 1] == 3 || header[start + 1] == 0;
          case 2, 4 -> twoBytes && length > 9;
          default -> false;
        };
    int size = RecordHeader.SIZE - start;
    if (!message || length - padding < size) {
      return false;
    }
    ssl2 = Arrays.copyOfRange(header, start, RecordHeader.SIZE);
    ssl2Padding = padding;
    remaining = length - size;
    mode = Mode.SSL2;
    ssl2End();
    return true;
  }

  private int ssl2Body(byte[] buffer, int at, int to) {
    int count = Math.min(remaining, to - at);
    int size = ssl2.length;
    ssl2 = Arrays.copyOf(ssl2, size + count);
    System.arraycopy(buffer, at, ssl2, size, count);
    remaining -= count;
    ssl2End();
    return at + count;
  }

  private void ssl2End() {
    if (remaining == 0) {
      Bytes content = Bytes.copyOf(ssl2, 0, ssl2.length - ssl2Padding);
      int length = ssl2.length;
      ssl2 = NOTHING;
      first = false;
      mode = Mode.HEADER;
      listener.ssl2(content, length);
    }
  }

  /**
   * Looks for a header. At the start of a segment one that is likely is believed, that of a hello
   * whatever stands behind it; elsewhere only if the next one is likely too, and until that is seen
   * its record is passed over in silence.
   */
  private int search(byte[] buffer, int from, int to, boolean atSegmentStart) {
    for (int at = from; at + RecordHeader.SIZE <= to; at++) {
      if (!RecordHeader.isLikely(buffer, at, to)) {
        continue;
      }
      RecordHeader read = RecordHeader.read(buffer, at);
      int end = at + RecordHeader.SIZE + read.length();
      boolean leads = at == from && atSegmentStart;
      boolean confirmed =
          end == to
              || RecordHeader.isLikely(buffer, end, to)
              || leads && RecordHeader.beginsHello(buffer, at, to);
      if (confirmed || end > to - RecordHeader.SIZE) {
        if (confirmed || leads) {
          open(read, confirmed);
        } else {
          skipTentatively(read);
        }
        return at + RecordHeader.SIZE;
      }
    }
    searched += to - from;
    if (searched > MAX_SEARCHED) {
      mode = Mode.ENDED;
    }
    return to;
  }

  private void skipTentatively(RecordHeader read) {
    unconfirmed = true;
    tentative = true;
    wanted = false;
    current = read;
    remaining = read.length();
    mode = Mode.FRAGMENT;
  }
}
