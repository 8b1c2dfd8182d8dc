package dev.shakedown.report;

import dev.shakedown.diagnosis.Message;
import dev.shakedown.tls.registry.Registered;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The texts of one language: sentences with named places, such as {@code {server}}, that arguments
 * fill. A list is joined by commas, a code point printed by its name, a time in UTC to the second,
 * a whole number with its thousands apart. {@code {count:packet|packets}} is a word in the form
 * that goes with a number.
 */
public final class Catalogue {
  /** Read by a thread of its own: it takes a while, and what a run does first needs no texts. */
  private final FutureTask<Properties> texts;

  private final Language language;
  private final boolean strict;

  private Catalogue(Language language, boolean strict) {
    this.texts = new FutureTask<>(() -> load(language));
    this.language = language;
    this.strict = strict;
    Thread reader = new Thread(texts, "shakedown-texts");
    reader.setDaemon(true);
    reader.start();
  }

  /** The texts of a language. A key without a text prints as itself. */
  public static Catalogue of(Language language) {
    return new Catalogue(language, false);
  }

  /** The same for tests: a text or an argument that is missing is an exception. */
  static Catalogue strict(Language language) {
    return new Catalogue(language, true);
  }

  private Properties texts() {
    try {
      return texts.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("cannot read the texts", e);
    }
  }

  private static Properties load(Language language) throws IOException {
    String name = language == Language.ENGLISH ? "catalogue" : "catalogue_" + language.id();
    try (InputStream in = Catalogue.class.getResourceAsStream(name + ".properties")) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      Properties texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    }
  }

  /** Which language it is. */
  public Language language() {
    return language;
  }

  /** All keys. */
  public Set<String> keys() {
    return texts().stringPropertyNames();
  }

  /** Whether there is a text of this key. */
  public boolean has(String key) {
    return texts().containsKey(key);
  }

  /** The text as it stands, places unfilled. */
  public String pattern(String key) {
    String text = texts().getProperty(key);
    if (text == null && strict) {
      throw new IllegalArgumentException("no text " + key);
    }
    return text == null ? key : text;
  }

  /** A text without arguments. */
  public String text(String key) {
    return text(key, Map.of());
  }

  /** A text with one argument. */
  public String text(String key, String name, Object value) {
    return text(key, Map.of(name, value));
  }

  /** A message's sentence. */
  public String text(Message message) {
    return text(message.key(), message.arguments());
  }

  /** A text with its places filled; one without an argument stays as it stands. */
  public String text(String key, Map<String, Object> arguments) {
    String pattern = pattern(key);
    int open = pattern.indexOf('{');
    if (open < 0) {
      return pattern;
    }
    StringBuilder text = new StringBuilder(pattern.length() + 40);
    int done = 0;
    while (open >= 0) {
      int close = pattern.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String place = pattern.substring(open + 1, close);
      int colon = place.indexOf(':');
      String name = colon < 0 ? place : place.substring(0, colon);
      Object value = arguments.get(name);
      if (value == null && strict) {
        throw new IllegalArgumentException(key + ": no argument " + name);
      }
      text.append(pattern, done, open);
      if (value == null) {
        text.append('<').append(name).append('>');
      } else {
        text.append(colon < 0 ? print(value) : byNumber(value, place.substring(colon + 1)));
      }
      done = close + 1;
      open = pattern.indexOf('{', done);
    }
    return text.append(pattern, done, pattern.length()).toString();
  }

  /** Of {@code singular|plural} the form that goes with a number. */
  private static String byNumber(Object value, String forms) {
    int bar = forms.indexOf('|');
    boolean one = value instanceof Number number && number.longValue() == 1;
    return one ? forms.substring(0, bar) : forms.substring(bar + 1);
  }

  /** A value as the texts print it. */
  public String print(Object value) {
    if (value instanceof Collection<?> list) {
      StringBuilder joined = new StringBuilder();
      for (Object element : list) {
        joined.append(joined.isEmpty() ? "" : ", ").append(print(element));
      }
      return joined.toString();
    }
    if (value instanceof Registered codePoint) {
      return codePoint.name();
    }
    if (value instanceof Instant time) {
      return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
    if (value instanceof Message message) {
      return text(message);
    }
    boolean whole = value instanceof Long || value instanceof Integer || value instanceof Short;
    return whole ? grouped(((Number) value).longValue()) : String.valueOf(value);
  }

  /** A whole number with a comma between thousands. */
  static String grouped(long value) {
    String digits = Long.toString(value);
    int first = value < 0 ? 1 : 0;
    StringBuilder text = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > first; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }
}
