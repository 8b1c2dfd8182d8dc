package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every regular expression of the program, against texts made to send it back and forth: it looks
 * at each character a bounded number of times, and does not call itself for each.
 */
class RegularExpressionsTest {
  private static final int LENGTH = 100_000;

  /** Looks at one character, on average: the largest expression has 127 labels, each twice. */
  private static final int MAX_LOOKS = 600;

  /** How expressions are asked where it is in one way only; all others in all ways. */
  private static final Map<String, String> WAYS =
      Map.of(
          "anonymize.TextPseudonyms", "find",
          "corpus.FlowKey", "matches",
          "dump.OpensslMessages", "matches",
          "ltm.LogReader", "matches",
          "preamble.Protocols", "lookingAt",
          "report.Problems", "matches");

  private static final Path CLASSES = Path.of("target/classes");

  /** What a text repeats. */
  private static final List<String> PUMPS =
      List.of(
          "a",
          "0",
          " ",
          "\n",
          ".",
          ":",
          "-",
          "/",
          "\\",
          "\"",
          "'",
          "=",
          "<",
          ">",
          "[",
          "{",
          "|",
          ",",
          "*",
          "@",
          "~",
          "&",
          "`",
          "A",
          "F",
          "0x",
          "0x1,",
          "00 ",
          "\\x0",
          "/*",
          "//",
          "ltm",
          "ltm ",
          "a.",
          "a:",
          "a-",
          "1.",
          ".1:",
          "::",
          "1:",
          "->",
          " -> ",
          "a ",
          " to='",
          " to=",
          "ssl",
          "-----BEGIN CERTIFICATE-----",
          "-----BEGIN PRIVATE KEY-----",
          "-----END ",
          "write to 0x1",
          ">>> ",
          " [length 0",
          "captures[0].flows[1]",
          "[0]",
          "220-",
          "<stream",
          "example.com",
          "https://a@b",
          "**",
          "__",
          "<a>",
          "1. ",
          "> ",
          " -i",
          " -i a",
          " (1",
          "(1)",
          "Jan  1 00:00:00 ",
          "err ",
          "01234567:1: ",
          "SHA256_",
          "127.0.0.1",
          "1.2.3.4:443",
          "SSH-2.0-",
          "nth 1 ",
          "\u540d.");

  /** Beginnings that lead to the end of an expression; more are cut from the lines of a log. */
  private static final List<String> SAMPLES =
      List.of(
          "[1.2.3.4]:443 -> [1.2.3.4]:443 nth 1",
          "captures[0].flows[1].name",
          "flows[1].tls[\"a\"].b",
          ">>> TLS 1.3, Handshake [length 0123], ClientHello",
          "    16 03 01 02 00 01",
          "00000010: 16 03 01  ...",
          "write to 0x55 [0x55] (517 bytes)",
          "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----",
          "-----BEGIN RSA PRIVATE KEY-----AAAA-----END RSA PRIVATE KEY-----",
          "unsigned char a[] = { 0x16, 0x03 };",
          "tcpdump -nni 0.0:nnnp -s0 --f5 ssl:v -w /var/tmp/a.pcap host 1.2.3.4",
          "BIG-IP: [0x1a2b:1234] {peer} No local listener",
          "<stream:stream to='a' from=\"b\" version='1.0'>",
          "GET http://user@host/path?query HTTP/1.1",
          "15.1.2.3.4.5",
          "SSH-2.0-OpenSSH_9 host.example.com 2001:db8::1 192.0.2.1.443 *.example.org");

  @TestFactory
  Stream<DynamicTest> takeTimeThatGrowsWithTheTextOnly() throws Exception {
    Map<String, Pattern> all = new TreeMap<>();
    for (Class<?> type : types()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && mayHold(field.getType())) {
          field.setAccessible(true);
          String name = type.getName().replace("dev.shakedown.", "") + "." + field.getName();
          collect(name, field.get(null), all, 0);
        }
      }
    }
    assertTrue(all.size() > 60, "found " + all.size());
    return all.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(), () -> isLinear(e.getValue(), ways(e.getKey()))));
  }

  /**
   * Regular expressions written where they are used are compiled each time, and found by nobody.
   */
  @TestFactory
  Stream<DynamicTest> stringsAsExpressionsAreSimple() throws IOException {
    Pattern use =
        Pattern.compile(
            "\\.(matches|split|replaceAll|replaceFirst)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        Matcher matcher = use.matcher(Files.readString(file));
        while (matcher.find()) {
          String way = matcher.group(1).equals("matches") ? "matches" : "find";
          found.put(matcher.group(2).replace("\\uFEFF", "\ufeff").translateEscapes(), way);
        }
      }
    }
    assertTrue(found.size() > 10, "found " + found.size());
    return found.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    "\"" + e.getKey() + "\"",
                    () -> isLinear(Pattern.compile(e.getKey()), List.of(e.getValue()))));
  }

  private static List<Class<?>> types() throws IOException, ClassNotFoundException {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String name = CLASSES.relativize(file).toString();
        if (name.startsWith("dev/shakedown/") && name.endsWith(".class")) {
          String type = name.substring(0, name.length() - 6).replace('/', '.');
          types.add(Class.forName(type, false, RegularExpressionsTest.class.getClassLoader()));
        }
      }
    }
    return types;
  }

  private static boolean mayHold(Class<?> type) {
    return type == Pattern.class
        || Iterable.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || type.getName().startsWith("dev.shakedown.");
  }

  private static void collect(String name, Object value, Map<String, Pattern> all, int depth)
      throws IllegalAccessException {
    if (value == null || depth > 4) {
      return;
    }
    if (value instanceof Pattern pattern) {
      all.put(name + " " + pattern.pattern(), pattern);
    } else if (value instanceof Iterable<?> values) {
      for (Object one : values) {
        collect(name, one, all, depth + 1);
      }
    } else if (value instanceof Map<?, ?> map) {
      collect(name, map.values(), all, depth + 1);
    } else if (value.getClass().getName().startsWith("dev.shakedown.")) {
      for (Field field : value.getClass().getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          collect(name, field.get(value), all, depth + 1);
        }
      }
    }
  }

  private static List<String> ways(String name) {
    return WAYS.entrySet().stream()
        .filter(w -> name.startsWith(w.getKey()))
        .map(w -> List.of(w.getValue()))
        .findFirst()
        .orElse(List.of("matches", "lookingAt", "find"));
  }

  private static void isLinear(Pattern pattern, List<String> ways) throws IOException {
    for (String begin : beginnings(pattern)) {
      for (String pump : PUMPS) {
        int length = begin.isEmpty() ? LENGTH : LENGTH / 10;
        String text = begin + pump.repeat(length / pump.length()) + "\u0000\n";
        for (String way : begin.isEmpty() ? ways : ways.subList(0, 1)) {
          Watched watched = new Watched(text);
          try {
            go(way, pattern.matcher(watched));
          } catch (TooManyLooks | StackOverflowError e) {
            assertEquals(
                "linear", way + " " + e.getClass().getSimpleName(), begin + "(" + pump + ")*");
          }
        }
      }
    }
  }

  /** What leads somewhere: nothing, and the beginnings of the samples that match as a whole. */
  private static Set<String> beginnings(Pattern pattern) throws IOException {
    Set<String> beginnings = new LinkedHashSet<>(List.of(""));
    List<String> samples = new ArrayList<>(SAMPLES);
    for (String line : Files.readAllLines(Path.of("testdata/ltm/forms.log"))) {
      samples.add(line);
      samples.add(line.replaceFirst("^.*?\\]: ", ""));
      samples.add(line.replaceFirst("^.*?[0-9a-f]{8}:\\d: ", ""));
    }
    int used = 0;
    for (String sample : samples) {
      if (used < 2 && pattern.matcher(sample).lookingAt()) {
        used++;
        for (int end = 1; end < Math.min(sample.length(), 160); end++) {
          boolean border =
              Character.isLetterOrDigit(sample.charAt(end - 1))
                  != Character.isLetterOrDigit(sample.charAt(end));
          if (border && beginnings.size() < 24) {
            beginnings.add(sample.substring(0, end));
          }
        }
      }
    }
    return beginnings;
  }

  private static void go(String way, Matcher matcher) {
    switch (way) {
      case "matches" -> matcher.matches();
      case "lookingAt" -> matcher.lookingAt();
      default -> assertTrue(matcher.results().count() >= 0);
    }
  }

  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Counts how often one looks at it. */
  private static final class Watched implements CharSequence {
    private final String text;
    private long looks;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > (long) MAX_LOOKS * text.length()) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
