package dev.shakedown.preamble;

import dev.shakedown.tcp.Sender;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the first bytes of a side show a protocol.
 *
 * @param who whose bytes
 * @param unmistakable whether it holds whatever the other side speaks
 * @param form the bytes
 * @param dialogue opens the protocol's dialogue
 */
record Signature(Who who, boolean unmistakable, Form form, Supplier<Dialogue> dialogue) {
  /** Who says such bytes first. */
  enum Who {
    CLIENT,
    SERVER,
    EITHER;

    boolean is(Sender from) {
      return this == EITHER || (this == CLIENT) == (from == Sender.CLIENT);
    }
  }

  /** What bytes look like. */
  @FunctionalInterface
  interface Form {
    /** Judges the first bytes of a side; {@code port} is the server's. */
    Match match(Pending in, int port);
  }

  /** Whether bytes have a form. */
  enum Match {
    YES,
    NO,
    /** Too few bytes to tell. */
    MORE;

    static Match of(boolean matches) {
      return matches ? YES : NO;
    }
  }

  /** These characters, of which each stands for one byte. */
  static Form prefix(String latin1) {
    return (in, port) -> {
      int size = Math.min(in.size(), latin1.length());
      if (!in.has(0, latin1.substring(0, size))) {
        return Match.NO;
      }
      return size == latin1.length() ? Match.YES : Match.MORE;
    };
  }

  /** A first line of text that begins with what {@code regex} says. */
  static Form line(String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    return (in, port) -> {
      int end = in.indexOf('\n', 0);
      int length = Math.min(end < 0 ? in.size() : end, 1024);
      Matcher start = pattern.matcher(in.latin1(0, length));
      boolean found = start.lookingAt();
      if (!isMostlyText(in, length, Math.max(found ? start.end() : 0, 4))) {
        return Match.NO;
      }
      boolean open = end < 0 && length < 1024 && !in.complete();
      return open && start.hitEnd() ? Match.MORE : Match.of(found);
    };
  }

  /** A form that counts on these ports only. */
  static Form onPort(Form form, int... ports) {
    return (in, port) -> {
      for (int candidate : ports) {
        if (candidate == port) {
          return form.match(in, port);
        }
      }
      return Match.NO;
    };
  }

  /**
   * Whether a line is text: all of its beginning, which is what tells the protocol, and most of the
   * rest. A control character there (ESC, BEL) does not make another protocol of it; NUL does.
   */
  private static boolean isMostlyText(Pending in, int length, int beginning) {
    int odd = 0;
    for (int i = 0; i < length; i++) {
      int c = in.at(i);
      if (c < ' ' && c != '\t' && c != '\r' || c >= 0x7f && i < 16) {
        if (c == 0 || i < beginning || c >= 0x7f) {
          return false;
        }
        odd++;
      }
    }
    return 8 * odd <= length;
  }

  /** A binary form that takes {@code size} bytes to see. */
  static Form bytes(int size, Form form) {
    return (in, port) -> {
      if (isText(in)) {
        return Match.NO;
      }
      if (in.size() < size) {
        return in.complete() ? Match.NO : Match.MORE;
      }
      return form.match(in, port);
    };
  }

  /** Whether the first four bytes are text: no binary protocol has a length of that size. */
  private static boolean isText(Pending in) {
    for (int i = 0; i < 4; i++) {
      if (i >= in.size() || in.at(i) < ' ' || in.at(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** A form whose first byte is {@code first}, and that takes {@code size} bytes to see. */
  static Form startingWith(int first, int size, Form form) {
    Form whole = bytes(size, form);
    return (in, port) -> in.at(0) == first ? whole.match(in, port) : Match.NO;
  }
}
