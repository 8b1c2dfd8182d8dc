package dev.shakedown.extract;

/** Rewrites the hellos of SSL 2.0 (draft-hickman-netscape-ssl-00 1.1, 2.5; RFC 5246 E.2). */
final class Ssl2Rewriter {
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 4;

  private Ssl2Rewriter() {}

  /** Bytes of the record that begins here, header included. */
  static int length(byte[] bytes, int at) {
    return 2 + ((bytes[at] & 0x7f) << 8 | bytes[at + 1] & 0xff);
  }

  /** Rewrites the hello that begins here; false if there is none. */
  static boolean rewrite(
      byte[] bytes, int start, int end, HandshakeRewriter messages, Noise noise) {
    if (end - start < 11 || (bytes[start] & 0x80) == 0) {
      return false;
    }
    int stop = Math.min(end, start + length(bytes, start));
    Span hello = new Span(bytes, start + 2, stop);
    int type = hello.uint8();
    if (type == CLIENT_HELLO) {
      hello.keep(2);
      int suites = hello.uint16();
      hello.keep(4 + suites);
      noise.put(bytes, stop - hello.remaining(), stop);
      return true;
    }
    if (type != SERVER_HELLO) {
      return false;
    }
    hello.keep(4);
    int certificate = hello.uint16();
    int suites = hello.uint16();
    hello.keep(2);
    messages.certificate(hello.take(certificate));
    hello.keep(suites);
    noise.put(bytes, stop - hello.remaining(), stop);
    return true;
  }
}
