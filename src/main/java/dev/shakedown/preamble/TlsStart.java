package dev.shakedown.preamble;

/**
 * Whether bytes are the beginning of a TLS record (RFC 8446 5.1) or of an SSLv2 hello (RFC 5246
 * E.2). Damaged hellos count as TLS as long as nothing else looks like them: what is wrong with
 * them is for the TLS layer to say.
 */
enum TlsStart {
  YES,
  NO,
  /** Too few bytes to tell. */
  MORE;

  /** RFC 5246 6.2.3: 2^14 bytes of plaintext and 2048 of expansion. */
  private static final int MAX_FRAGMENT = (1 << 14) + 2048;

  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;
  private static final int HEARTBEAT = 24;

  /** Bytes before the fragment of a record. */
  static final int HEADER = 5;

  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;

  /** Enough of a record to see the version inside a hello. */
  private static final int HELLO_VERSION_END = 11;

  /**
   * Judges {@code length} bytes; with {@code complete} no more follow, and the answer is not {@link
   * #MORE}.
   */
  static TlsStart judge(byte[] b, int at, int length, boolean complete) {
    if (length == 0) {
      return complete ? NO : MORE;
    }
    int type = b[at] & 0xff;
    TlsStart verdict = NO;
    if (type >= CHANGE_CIPHER_SPEC && type <= HEARTBEAT) {
      verdict = judgeRecord(b, at, length);
    } else if (type >= 0x80) {
      verdict = judgeSslv2(b, at, length);
    }
    if (verdict == MORE && complete) {
      return length >= 3 && type < 0x80 && usualVersion(b, at) ? YES : NO;
    }
    return verdict;
  }

  private static TlsStart judgeRecord(byte[] b, int at, int length) {
    int type = b[at] & 0xff;
    boolean oddVersionsToo = type == HANDSHAKE || type == ALERT;
    if (length >= 2 && b[at + 1] != 3 && !oddVersionsToo) {
      return NO;
    }
    if (length <= HEADER) {
      return MORE;
    }
    int fragment = uint16(b, at + 3);
    int first = b[at + HEADER] & 0xff;
    boolean hello = type == HANDSHAKE && (first == CLIENT_HELLO || first == SERVER_HELLO);
    if (usualVersion(b, at)) {
      return fragment <= MAX_FRAGMENT || hello ? YES : NO;
    }
    if (type == ALERT) {
      return fragment == 2 && (first == 1 || first == 2) ? YES : NO;
    }
    if (!hello || fragment > MAX_FRAGMENT) {
      return NO;
    }
    if (length < HELLO_VERSION_END) {
      return MORE;
    }
    boolean knownInside = b[at + 9] == 3 || b[at + 9] == b[at + 1];
    return b[at + 6] == 0 && uint16(b, at + 7) >= 38 && knownInside ? YES : NO;
  }

  /** Version 3.0 to 3.4. */
  private static boolean usualVersion(byte[] b, int at) {
    return b[at + 1] == 3 && b[at + 2] >= 0 && b[at + 2] <= 4;
  }

  /** CLIENT-HELLO, SERVER-HELLO or ERROR with a two-byte header. */
  private static TlsStart judgeSslv2(byte[] b, int at, int length) {
    if (length < 3) {
      return MORE;
    }
    int size = uint16(b, at) & 0x7fff;
    return switch (b[at + 2]) {
      case 0 -> {
        if (size != 3) {
          yield NO;
        }
        yield length < 5 ? MORE : b[at + 3] == 0 && b[at + 4] >= 1 && b[at + 4] <= 6 ? YES : NO;
      }
      case 1 -> {
        if (length < 11) {
          yield length >= 4 && b[at + 3] != 0 && b[at + 3] != 3 ? NO : MORE;
        }
        boolean version = b[at + 3] == 3 || uint16(b, at + 3) == 2;
        int ciphers = uint16(b, at + 5);
        int sum = 9 + ciphers + uint16(b, at + 7) + uint16(b, at + 9);
        yield version && ciphers > 0 && ciphers % 3 == 0 && sum == size ? YES : NO;
      }
      case 4 -> {
        if (length < 13) {
          yield MORE;
        }
        int sum = 11 + uint16(b, at + 7) + uint16(b, at + 9) + uint16(b, at + 11);
        yield uint16(b, at + 5) == 2 && sum == size ? YES : NO;
      }
      default -> NO;
    };
  }

  /** Whether bytes judged {@link #YES} are a ClientHello, of SSLv2 too. */
  static boolean isClientHello(byte[] b, int at, int length) {
    int type = b[at] & 0xff;
    return type == HANDSHAKE && length > HEADER && b[at + HEADER] == CLIENT_HELLO
        || type >= 0x80 && length > 2 && b[at + 2] == 1;
  }

  /** Whether bytes judged {@link #YES} are a hello, with which a TLS stream begins. */
  static boolean isHello(byte[] b, int at, int length) {
    boolean serverHello = b[at] == HANDSHAKE && length > HEADER && b[at + HEADER] == SERVER_HELLO;
    return serverHello || isClientHello(b, at, length);
  }

  /**
   * Whether a hello begins here beyond doubt: amid bytes of another protocol that is not followed.
   */
  static boolean isUnmistakableHello(byte[] b, int at, int length) {
    return length >= HELLO_VERSION_END
        && b[at] == HANDSHAKE
        && usualVersion(b, at)
        && (b[at + HEADER] == CLIENT_HELLO || b[at + HEADER] == SERVER_HELLO)
        && b[at + 6] == 0
        && uint16(b, at + 7) >= 38
        && b[at + 9] == 3
        && uint16(b, at + 3) <= MAX_FRAGMENT;
  }

  /** Whether a record header may stand here, in the middle of a stream. */
  static boolean isRecordHeader(byte[] b, int at, int length) {
    return length >= HEADER
        && b[at] >= CHANGE_CIPHER_SPEC
        && b[at] <= APPLICATION_DATA
        && usualVersion(b, at)
        && uint16(b, at + 3) > 0
        && uint16(b, at + 3) <= MAX_FRAGMENT;
  }

  private static int uint16(byte[] b, int at) {
    return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
  }
}
