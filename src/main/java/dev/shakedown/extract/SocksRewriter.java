package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import java.nio.charset.StandardCharsets;

/**
 * Rewrites the addresses and names in what a client and its SOCKS server say to each other (SOCKS 4
 * and 4A; RFC 1928, RFC 1929), so that it reads as before.
 */
final class SocksRewriter {
  private static final int SOCKS_4 = 4;
  private static final int SOCKS_5 = 5;
  private static final int AUTHENTICATION = 1;

  private final Pseudonyms pseudonyms;

  SocksRewriter(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /**
   * Rewrites whole messages from the front; what is left in {@code in} is none.
   *
   * @param first whether the stream begins here: with the methods, which may look like a request
   */
  void rewrite(Span in, boolean first) {
    boolean known = true;
    if (first && in.peek(0) == SOCKS_5) {
      methods(in);
    }
    while (known && !in.isEmpty()) {
      known =
          switch (in.peek(0)) {
            case 0 -> reply4(in);
            case AUTHENTICATION -> authentication(in);
            case SOCKS_4 -> request4(in);
            case SOCKS_5 -> version5(in);
            default -> false;
          };
    }
  }

  private boolean request4(Span in) {
    in.keep(4); // VN, CD, DSTPORT
    boolean named = in.peek(0) == 0 && in.peek(1) == 0 && in.peek(2) == 0 && in.peek(3) > 0;
    address(in.take(4), !named);
    text(upToZero(in));
    if (named) {
      text(upToZero(in));
    }
    return true;
  }

  /** A string without the zero that ends it, which is passed over. */
  private static Span upToZero(Span in) {
    int length = 0;
    while (in.peek(length) > 0) {
      length++;
    }
    Span value = in.take(length);
    in.keep(1);
    return value;
  }

  private boolean reply4(Span in) {
    int code = in.peek(1);
    if (code < 90 || code > 93) {
      return false;
    }
    in.keep(4); // VN, CD, DSTPORT
    address(in.take(4), true);
    return true;
  }

  private void address(Span address, boolean wanted) {
    boolean unspecified = true;
    for (int i = 0; i < address.remaining(); i++) {
      unspecified &= address.peek(i) == 0;
    }
    if (wanted && !unspecified) {
      address.put(pseudonyms.address(address.bytes()));
    }
  }

  /** A request, a reply, the methods offered or the one chosen. */
  private boolean version5(Span in) {
    int kind = in.peek(3);
    if (in.remaining() >= 7 && in.peek(2) == 0 && (kind == 1 || kind == 3 || kind == 4)) {
      in.keep(4); // VER, CMD or REP, RSV, ATYP
      if (kind == 3) {
        text(in.vector8());
      } else {
        address(in.take(kind == 1 ? 4 : 16), true);
      }
      in.keep(2);
    } else {
      methods(in);
    }
    return true;
  }

  /** The methods offered, or the one chosen. */
  private static void methods(Span in) {
    int count = in.peek(1);
    in.keep(count > 0 && count <= in.remaining() - 2 ? 2 + count : 2);
  }

  /** A name and a password, or the answer to them. */
  private boolean authentication(Span in) {
    if (in.remaining() > 2) {
      in.keep(1);
      text(in.vector8());
      Span password = in.vector8();
      password.put(pseudonyms.opaque(password.bytes()));
    } else {
      in.keep(2);
    }
    return true;
  }

  private void text(Span text) {
    text.put(pseudonyms.text(text.bytes().toArray(), StandardCharsets.UTF_8));
  }
}
