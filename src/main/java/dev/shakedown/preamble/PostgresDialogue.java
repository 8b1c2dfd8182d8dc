package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.preamble.Signature.Match;
import dev.shakedown.tcp.Sender;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * PostgreSQL: SSLRequest and GSSENCRequest, each answered by one byte or an error (PostgreSQL
 * Documentation, Message Flow), and the beginning of a session without them.
 */
final class PostgresDialogue implements Dialogue {
  private static final long SSL_REQUEST = 80877103;
  private static final long GSSENC_REQUEST = 80877104;
  private static final long CANCEL_REQUEST = 80877102;
  private static final int MAX_STARTUP = 10_000;
  private static final int MAX_REQUESTS = 8;

  private final Deque<String> unanswered = new ArrayDeque<>(2);
  private boolean started;

  static Match begins(Pending in, int port) {
    long code = in.uint32(4);
    boolean startup = code >> 16 == 3 && in.uint32(0) >= 8 && in.uint32(0) <= MAX_STARTUP;
    boolean request = code >= CANCEL_REQUEST && code <= GSSENC_REQUEST && in.uint32(0) <= 16;
    return Match.of(startup || request);
  }

  @Override
  public String protocol() {
    return "postgresql";
  }

  @Override
  public Step read(Sender from, Pending in) {
    return from == Sender.CLIENT ? request(in) : answer(in);
  }

  private Step request(Pending in) {
    if (started) {
      // Passwords come next; nothing after the startup message leads to TLS.
      return Step.pass(in.size()).thenOpaque();
    }
    if (in.size() < 8) {
      return Step.MORE;
    }
    long length = in.uint32(0);
    long code = in.uint32(4);
    if (length < 8 || length > MAX_STARTUP) {
      return Step.pass(in.size()).thenOpaque();
    }
    if (code == SSL_REQUEST || code == GSSENC_REQUEST) {
      boolean ssl = code == SSL_REQUEST;
      String protocol = ssl ? "postgres-sslrequest" : "postgres-gssencrequest";
      if (unanswered.size() < MAX_REQUESTS) {
        unanswered.add(protocol);
      }
      return say(
          Role.UPGRADE_REQUEST, protocol, ssl ? "SSLRequest" : "GSSENCRequest", (int) length);
    }
    started = true;
    String gist =
        code == CANCEL_REQUEST
            ? "CancelRequest"
            : "StartupMessage, protocol %d.%d".formatted(code >> 16, code & 0xffff);
    return say(Role.DATA, protocol(), gist, (int) length);
  }

  private Step answer(Pending in) {
    int first = in.at(0);
    if (first == 'E') {
      return error(in);
    }
    String asked = unanswered.poll();
    if (asked != null && (first == 'S' || first == 'N' || first == 'G')) {
      boolean accepted = first != 'N';
      Step step =
          say(
              LineDialogue.answer(accepted),
              asked,
              (char) first + (accepted ? ": accepted" : ": refused"),
              1);
      return first == 'G' ? step.thenOpaque() : step;
    }
    String gist = first == 'R' ? "Authentication request" : "message type 0x%02x".formatted(first);
    return say(Role.DATA, protocol(), gist, in.size()).thenOpaque();
  }

  /** ErrorResponse; servers older than 7.4 end a plain text with a zero byte instead. */
  private Step error(Pending in) {
    if (in.size() < 5 && !in.complete()) {
      return Step.MORE;
    }
    boolean fields = in.size() >= 5 && in.at(1) == 0 && in.at(2) == 0;
    int length = fields ? 1 + (int) in.uint32(1) : in.indexOf(0, 1) + 1;
    if (length == 0 || length > in.size()) {
      if (!in.complete()) {
        return Step.MORE;
      }
      length = in.size();
    }
    Details details = new Details();
    String message = fields ? field(in, length, 'M') : in.text(1, length - 1);
    details.add("code", fields ? field(in, length, 'C') : "");
    details.add("message", message);
    String asked = unanswered.poll();
    return Step.say(
        new PlaintextEvent(
            asked == null ? protocol() : asked,
            asked == null ? Role.DATA : Role.UPGRADE_REFUSED,
            Gist.of("Error: " + message),
            length,
            details.map()));
  }

  private static String field(Pending in, int length, char type) {
    int at = 5;
    while (at < length && in.at(at) != 0) {
      int end = in.indexOf(0, at);
      if (end < 0 || end >= length) {
        return "";
      }
      if (in.at(at) == type) {
        return in.text(at + 1, end - at - 1);
      }
      at = end + 1;
    }
    return "";
  }

  private static Step say(Role role, String protocol, String gist, int length) {
    return Step.say(new PlaintextEvent(protocol, role, gist, length, Map.of()));
  }
}
