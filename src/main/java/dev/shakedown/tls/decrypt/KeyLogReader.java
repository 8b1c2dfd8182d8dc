package dev.shakedown.tls.decrypt;

import dev.shakedown.bytes.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads NSS key logs (RFC 9850 2): a secret a line, as label, identifier and secret in hexadecimal.
 * Comments, unknown labels and lines of any other shape are passed over.
 */
final class KeyLogReader {
  /** No secret's line is longer: a session id of 64 digits, a secret of 128, words. */
  private static final int MAX_LINE = 512;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int RANDOM = 32;
  private static final int MASTER_SECRET = 48;
  private static final int ENCRYPTED_PREFIX = 8;
  private static final String SESSION_ID = "Session-ID:";
  private static final String MASTER_KEY = "Master-Key:";
  private static final Map<String, SecretLabel> LABELS =
      Arrays.stream(SecretLabel.values())
          .filter(l -> l.compareTo(SecretLabel.ENCRYPTED_PREMASTER) < 0)
          .collect(Collectors.toUnmodifiableMap(SecretLabel::name, Function.identity()));

  private final SecretStore store;
  private int count;

  KeyLogReader(SecretStore store) {
    this.store = store;
  }

  /** Reads to the end; returns how many secrets were found. */
  int read(InputStream source) throws IOException {
    InputStream in = new BufferedInputStream(source);
    StringBuilder line = new StringBuilder();
    boolean tooLong = false;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n' || c == '\r') {
        if (!tooLong && line.length() > 0) {
          line(line.toString());
        }
        line.setLength(0);
        tooLong = false;
      } else if (line.length() < MAX_LINE) {
        line.append((char) c);
      } else {
        tooLong = true;
      }
    }
    line(tooLong ? "" : line.toString());
    return count;
  }

  /** Reads a line without its end. */
  void line(String line) {
    String[] words = BLANKS.split(line.strip(), -1);
    if (words.length != 3) {
      return;
    }
    if (words[0].equals("RSA")) {
      rsa(words[1], words[2]);
      return;
    }
    SecretLabel label = LABELS.get(words[0]);
    byte[] random = hex(words[1]);
    byte[] secret = hex(words[2]);
    if (label != null && random.length == RANDOM && isPossible(label, secret)) {
      put(label, random, secret);
    }
  }

  /** The older form: by session id, or by the head of the encrypted premaster secret. */
  private void rsa(String id, String secret) {
    if (id.startsWith(SESSION_ID) && secret.startsWith(MASTER_KEY)) {
      byte[] session = hex(id.substring(SESSION_ID.length()));
      byte[] master = hex(secret.substring(MASTER_KEY.length()));
      if (session.length > 0 && master.length == MASTER_SECRET) {
        put(SecretLabel.SESSION_ID, session, master);
      }
    } else if (hex(id).length == ENCRYPTED_PREFIX && hex(secret).length == MASTER_SECRET) {
      put(SecretLabel.ENCRYPTED_PREMASTER, hex(id), hex(secret));
    }
  }

  private static boolean isPossible(SecretLabel label, byte[] secret) {
    return switch (label) {
      case CLIENT_RANDOM -> secret.length == MASTER_SECRET;
      case PMS_CLIENT_RANDOM -> secret.length > 0;
      default -> secret.length == 32 || secret.length == 48 || secret.length == 64;
    };
  }

  private void put(SecretLabel label, byte[] id, byte[] secret) {
    store.put(label, Bytes.copyOf(id), Bytes.copyOf(secret));
    count++;
  }

  /** Empty if it is no hexadecimal text. */
  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
