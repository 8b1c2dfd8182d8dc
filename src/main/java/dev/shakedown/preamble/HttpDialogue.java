package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.tcp.Sender;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1 (RFC 9112): CONNECT (RFC 9110 9.3.6), Upgrade: TLS (RFC 2817), and plain requests and
 * answers, of which the bodies are passed over. Paths are shown without their query.
 */
final class HttpDialogue implements Dialogue {
  /** Requests after which no CONNECT or upgrade is expected any more. */
  private static final int MAX_REQUESTS = 32;

  private static final String HTTP = "http";
  private static final String CONNECT = "http-connect";
  private static final String UPGRADE = "http-upgrade-tls";

  /** What a request asks for, as far as its answer depends on it. */
  private enum Request {
    PLAIN,
    HEAD,
    CONNECT,
    UPGRADE_TLS,
    TLS_IF_YOU_LIKE,
    UPGRADE_OTHER
  }

  /** What nginx, Apache, Go and Tomcat write to a client that speaks HTTP on a port for HTTPS. */
  private static final List<String> WANTS_TLS =
      List.of(
          "http request was sent to https port",
          "plain http to an ssl-enabled server port",
          "http request to an https server",
          "combination of host and port requires tls");

  private static final int WANTS_TLS_WITHIN = 2048;

  private final Deque<Request> unanswered = new ArrayDeque<>(2);
  private int requests;
  private boolean clientChunks;
  private boolean serverChunks;

  @Override
  public String protocol() {
    return HTTP;
  }

  @Override
  public boolean leads() {
    return false;
  }

  @Override
  public Step read(Sender from, Pending in) {
    boolean fromClient = from == Sender.CLIENT;
    if (fromClient ? clientChunks : serverChunks) {
      return chunk(fromClient, in);
    }
    int length = headLength(in);
    if (length == 0) {
      return Step.MORE;
    }
    HttpHead head = HttpHead.parse(in.latin1(0, length));
    boolean wantsTls = !fromClient && wantsTls(in);
    Step step = fromClient ? request(head, length) : response(head, length, wantsTls);
    boolean cut = !in.has(length - 1, "\n");
    boolean tunnel =
        step.event().role() == Role.UPGRADE_ACCEPTED && step.event().protocol().equals(CONNECT);
    return cut && !tunnel ? step.thenOpaque() : step;
  }

  /** The length of start line and header fields with the empty line; 0 if it is not there yet. */
  private static int headLength(Pending in) {
    if (!in.has(0, "<")) {
      int end = in.indexOf('\n', 0);
      while (end >= 0) {
        int next = in.has(end + 1, "\r\n") ? end + 3 : in.has(end + 1, "\n") ? end + 2 : 0;
        if (next > 0) {
          return next;
        }
        end = in.indexOf('\n', end + 1);
      }
    }
    return in.complete() || in.has(0, "<") ? in.size() : 0;
  }

  private Step request(HttpHead head, int length) {
    requests++;
    Details details = new Details().add("method", head.word(0));
    if (head.word(0).equals("CONNECT")) {
      expect(Request.CONNECT);
      return say(Role.UPGRADE_REQUEST, CONNECT, head, length, details.add("target", head.word(1)));
    }
    details.add("host", head.field("host"));
    if (!head.word(2).startsWith("HTTP/1")) {
      return say(Role.DATA, HTTP, head, length, details).thenOpaque();
    }
    String upgrade = head.field("upgrade");
    Step step;
    if (Ascii.mentions(upgrade, "TLS/")) {
      // With OPTIONS it is a demand (RFC 2817 3.2), else an offer the server may ignore (3.1).
      boolean demand = head.word(0).equals("OPTIONS");
      expect(demand ? Request.UPGRADE_TLS : Request.TLS_IF_YOU_LIKE);
      Role role = demand ? Role.UPGRADE_REQUEST : Role.DATA;
      step = say(role, demand ? UPGRADE : HTTP, head, length, details.add("upgrade", upgrade));
    } else {
      boolean isHead = head.word(0).equals("HEAD");
      expect(!upgrade.isEmpty() ? Request.UPGRADE_OTHER : isHead ? Request.HEAD : Request.PLAIN);
      step = say(Role.DATA, HTTP, head, length, details.add("upgrade", upgrade));
    }
    clientChunks = head.chunked();
    if (requests > MAX_REQUESTS) {
      return step.thenOpaque();
    }
    return clientChunks ? step : step.withBody(head.contentLength());
  }

  private void expect(Request request) {
    if (unanswered.size() < MAX_REQUESTS) {
      unanswered.add(request);
    }
  }

  /** Whether the answer says, as far as it is here, that this port is for HTTPS. */
  private static boolean wantsTls(Pending in) {
    String text = in.latin1(0, Math.min(in.size(), WANTS_TLS_WITHIN)).toLowerCase(Locale.ROOT);
    return WANTS_TLS.stream().anyMatch(text::contains);
  }

  private Step response(HttpHead head, int length, boolean wantsTls) {
    int status = Math.max(0, Ascii.code(head.word(1)));
    boolean interim = status >= 100 && status < 200 && status != 101;
    Request request =
        unanswered.isEmpty()
            ? unseenRequest(head)
            : interim ? unanswered.peek() : unanswered.remove();
    Details details = new Details();
    if (status > 0) {
      details.add("status", status);
    }
    if (wantsTls) {
      details.add("expectsTls", "true");
    }
    details.add("server", head.field("server")).add("upgrade", head.field("upgrade"));
    details.add("authenticate", firstWord(head.field("proxy-authenticate")));
    if (interim) {
      return say(Role.DATA, HTTP, head, length, details);
    }
    if (request == Request.CONNECT) {
      boolean tunnel = status >= 200 && status < 300;
      Step step = say(LineDialogue.answer(tunnel), CONNECT, head, length, details);
      return tunnel ? step.thenAfresh() : body(step, head, status);
    }
    boolean accepted = status == 101;
    if (request == Request.UPGRADE_TLS || accepted && request == Request.TLS_IF_YOU_LIKE) {
      Step step = say(LineDialogue.answer(accepted), UPGRADE, head, length, details);
      return accepted ? step : body(step, head, status);
    }
    Step step = say(Role.DATA, HTTP, head, length, details);
    if (accepted) {
      return step.thenOpaque();
    }
    return request == Request.HEAD ? step : body(step, head, status);
  }

  /** What was asked where the request is not in the capture: proxies agree to CONNECT so. */
  private static Request unseenRequest(HttpHead head) {
    boolean tunnel =
        head.word(2).equalsIgnoreCase("Connection") && head.word(3).equalsIgnoreCase("established");
    return tunnel ? Request.CONNECT : Request.PLAIN;
  }

  private static String firstWord(String value) {
    int space = value.indexOf(' ');
    return space < 0 ? value : value.substring(0, space);
  }

  /** Passes over the body, whose end RFC 9112 6.3 defines. */
  private Step body(Step step, HttpHead head, int status) {
    if (status == 204 || status == 304) {
      return step;
    }
    if (head.chunked()) {
      serverChunks = true;
      return step;
    }
    return head.hasContentLength() ? step.withBody(head.contentLength()) : step.thenOpaque();
  }

  /** Passes over a chunk, or a line of the trailer (RFC 9112 7.1). */
  private Step chunk(boolean fromClient, Pending in) {
    int length = LineDialogue.lineLength(in, 0);
    if (length == 0) {
      return Step.MORE;
    }
    long size = HttpHead.chunkSize(in.latin1(0, length));
    if (size > 0) {
      return Step.uncounted(length + size + 2);
    }
    // The last chunk and the trailer end with an empty line.
    if (size < 0 && in.latin1(0, length).isBlank()) {
      if (fromClient) {
        clientChunks = false;
      } else {
        serverChunks = false;
      }
    }
    return Step.uncounted(length);
  }

  private static Step say(Role role, String protocol, HttpHead head, int length, Details details) {
    Map<String, String> map = details.map();
    return Step.say(new PlaintextEvent(protocol, role, head.gist(), length, map));
  }
}
