package dev.shakedown.extract;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites the TLS records of one direction (RFC 8446 5.1): headers stay, handshake messages in the
 * clear are rewritten, and so are alerts of two bytes left; all that is encrypted becomes noise. A
 * suite without encryption (RFC 5246 6.2.3.1) leaves messages and alerts in the clear, each record
 * with a MAC at its end, which becomes noise.
 */
final class TlsRewriter {
  private static final int HEADER = 5;
  private static final int MAX_LENGTH = (1 << 14) + 2048;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int HEARTBEAT = 24;
  private static final int FINISHED = 20;

  /** Bytes of alerts in the clear: one takes two; nobody sends more than a few. */
  private static final int MAX_ALERTS = 6;

  private final byte[] bytes;
  private final RecordedStream stream;
  private final HandshakeRewriter messages;
  private final PlaintextRewriter plaintext;
  private final Noise noise;
  private boolean authenticated;
  private final List<Integer> positions = new ArrayList<>();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  TlsRewriter(
      byte[] bytes,
      RecordedStream stream,
      HandshakeRewriter messages,
      PlaintextRewriter plaintext,
      Noise noise) {
    this.bytes = bytes;
    this.stream = stream;
    this.messages = messages;
    this.plaintext = plaintext;
    this.noise = noise;
  }

  /** Rewrites a run of TLS. */
  void rewrite(int start, int end) {
    int at = start;
    while (at < end) {
      if (isHeader(at, end, 0xffff)) {
        int length = (bytes[at + 3] & 0xff) << 8 | bytes[at + 4] & 0xff;
        int next = Math.min(end, at + HEADER + length);
        record(bytes[at] & 0xff, at + HEADER, next);
        at = next;
      } else if (at == start && Ssl2Rewriter.rewrite(bytes, at, end, messages, noise)) {
        at = Math.min(end, at + Ssl2Rewriter.length(bytes, at));
      } else {
        at = noRecord(at, end);
      }
    }
    flush();
  }

  /**
   * Whether a record begins here; one of which even the header is cut counts, too. Where one must
   * begin, its length may break the rules.
   */
  private boolean isHeader(int at, int end, int maxLength) {
    int type = bytes[at] & 0xff;
    boolean known = type >= CHANGE_CIPHER_SPEC && type <= HEARTBEAT;
    if (!known || stream.isMissing(at) || at + 1 < end && bytes[at + 1] != 3) {
      return false;
    }
    if (end - at < HEADER) {
      return end == stream.size();
    }
    int length = (bytes[at + 3] & 0xff) << 8 | bytes[at + 4] & 0xff;
    return length <= maxLength && !stream.isMissing(at + HEADER - 1);
  }

  /** What is no record, up to where one begins again. */
  private int noRecord(int start, int end) {
    int at = start;
    while (at < end && stream.isMissing(at)) {
      at++;
    }
    int text = at;
    while (at < end && !stream.isMissing(at) && (at == text || !isHeader(at, end, MAX_LENGTH))) {
      at++;
    }
    plaintext.rewrite(bytes, text, at);
    return Math.max(at, start + 1);
  }

  private void record(int type, int start, int end) {
    int size = end - start;
    switch (type) {
      case CHANGE_CIPHER_SPEC -> {
        authenticated = messages.isWithoutEncryption();
        if (size > 1) {
          noise.put(bytes, start, end);
        }
      }
      case ALERT -> {
        if (size > MAX_ALERTS) {
          noise.put(bytes, authenticated ? start + 2 : start, end);
        }
      }
      case HANDSHAKE -> {
        if (authenticated) {
          authenticatedHandshake(start, end);
        } else {
          handshake(start, end);
        }
      }
      case HEARTBEAT -> noise.put(bytes, Math.min(end, start + 3), end);
      default -> noise.put(bytes, start, end);
    }
  }

  /** Whole messages, and the MAC behind them. */
  private void authenticatedHandshake(int start, int end) {
    int at = start;
    while (end - at >= 4 && (bytes[at] == FINISHED || isMessage(at, end))) {
      int next = at + 4 + length(bytes, at);
      if (next > end) {
        break;
      }
      messages.rewrite(bytes[at] & 0xff, new Span(bytes, at + 4, next));
      at = next;
    }
    noise.put(bytes, at, end);
  }

  private void handshake(int start, int end) {
    boolean whole = pending.size() == 0;
    if (whole && !isMessage(start, end)) {
      noise.put(bytes, start, end);
      return;
    }
    for (int at = start; at < end; at++) {
      positions.add(at);
      pending.write(bytes[at]);
    }
    takeMessages(false);
  }

  /** Whether a message in the clear begins here: encrypted ones begin with any bytes. */
  private boolean isMessage(int start, int end) {
    if (end - start < 4) {
      return true;
    }
    int type = bytes[start] & 0xff;
    int length = length(bytes, start);
    boolean known = type == 1 || type == 2 || type == 4 || type >= 11 && type <= 16 || type == 22;
    return known && length <= RecordedStream.MAX_SIZE
        || type == 0 && length == 0 && end - start == 4;
  }

  private static int length(byte[] buffer, int at) {
    return (buffer[at + 1] & 0xff) << 16 | (buffer[at + 2] & 0xff) << 8 | buffer[at + 3] & 0xff;
  }

  /** What is left at the end is the beginning of a message. */
  private void flush() {
    takeMessages(true);
  }

  private void takeMessages(boolean last) {
    byte[] buffer = pending.toByteArray();
    int at = 0;
    while (buffer.length - at >= 4) {
      int end = at + 4 + length(buffer, at);
      if (end > buffer.length && !last) {
        break;
      }
      int stop = Math.min(end, buffer.length);
      messages.rewrite(buffer[at] & 0xff, new Span(buffer, at + 4, stop));
      at = stop;
    }
    if (last) {
      at = buffer.length;
    }
    for (int i = 0; i < at; i++) {
      bytes[positions.get(i)] = buffer[i];
    }
    positions.subList(0, at).clear();
    pending.reset();
    pending.write(buffer, at, buffer.length - at);
  }
}
