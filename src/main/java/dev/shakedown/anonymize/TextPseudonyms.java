package dev.shakedown.anonymize;

import dev.shakedown.diagnosis.facts.InspectionProducts;
import dev.shakedown.packet.IpAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text under other text: what separates words stays, and of the words those of a fixed vocabulary
 * (protocols' commands, reasons and parameters, names of software, what CAs call themselves). All
 * others are names of somebody, or may be: addresses, host names and words get pseudonyms, of the
 * same length where the text stands in a packet.
 *
 * <p>The words that stay are a list of ours, so a word nobody thought of is replaced.
 */
final class TextPseudonyms {
  private static final String LABEL = "[\\p{L}\\p{N}_-]+";

  /** A port behind a point, as a BIG-IP writes it, may follow an address. */
  private static final String END_OF_ADDRESS =
      "(?=\\.\\d{1,5}(?![\\p{L}\\p{N}_-]|\\.\\d)|(?![\\p{L}\\p{N}_-]|\\.\\d))";

  /**
   * In this order, a name of no more labels than the DNS allows (RFC 1035 2.3.4): products' names,
   * places in software, IPv6, IPv4, dotted numbers, hosts, words.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<mark>(?<![\\w.-])SSH-\\d\\.\\d+-|(?<![\\w.-])(?:"
              + InspectionProducts.marks().stream()
                  .map(Pattern::quote)
                  .collect(Collectors.joining("|"))
              + ")(?![\\w.-])|\\[0x\\p{XDigit}{1,15}:\\d{1,9}])"
              + "|(?<six>(?<![\\p{L}\\p{N}:.])(?:\\p{XDigit}{0,4}:){2,7}"
              + "(?:\\d+\\.\\d+\\.\\d+\\.\\d+|\\p{XDigit}{1,4})?"
              + END_OF_ADDRESS
              + ")|(?<four>(?<![\\p{L}\\p{N}_.-])\\d{1,3}(?:\\.\\d{1,3}){3}"
              + END_OF_ADDRESS
              + ")"
              + "|(?<numbers>(?<![\\p{L}\\p{N}_-])\\d+(?:\\.\\d+){1,127}(?![\\p{L}\\p{N}_-]))"
              + ("|(?<host>(?:\\*\\.|" + LABEL + "\\.){1,127}\\p{L}[\\p{L}\\p{N}_-]*)")
              + ("|(?<word>" + LABEL + ")"),
          Pattern.CASE_INSENSITIVE);

  /** Ports and codes stay; longer numbers may be somebody's. */
  private static final int MAX_NUMBER = 65_535;

  /** A dotted number with a part as long as this may be a piece of an address. */
  private static final int LONG_PART = 3;

  private final PseudonymKey key;
  private final AddressPseudonyms addresses;
  private final HostPseudonyms hosts;
  private final Set<String> vocabulary = vocabulary();

  TextPseudonyms(PseudonymKey key, AddressPseudonyms addresses, HostPseudonyms hosts) {
    this.key = key;
    this.addresses = addresses;
    this.hosts = hosts;
  }

  private static Set<String> vocabulary() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                TextPseudonyms.class.getResourceAsStream("vocabulary.txt"),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(l -> !l.startsWith("#"))
          .flatMap(l -> java.util.Arrays.stream(l.strip().split(" +")))
          .collect(Collectors.toCollection(HashSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text for a report: an address becomes that which stands for it everywhere. */
  String of(String text) {
    return replace(text, TextPseudonyms::utf8Size, (t, a) -> addresses.of(a).toString());
  }

  /**
   * The text for a place of fixed size: an address becomes one of the same length, which is the
   * usual pseudonym only if that fits.
   *
   * @param size how many bytes a piece of text takes there; a letter of ASCII must take one
   */
  String ofSameSize(String text, ToIntFunction<String> size) {
    return replace(text, size, this::addressOfSameLength);
  }

  /** How many bytes a text takes in UTF-8. */
  static int utf8Size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private interface AddressText {
    String of(String text, IpAddress address);
  }

  private String replace(String text, ToIntFunction<String> size, AddressText addressText) {
    Matcher token = TOKEN.matcher(text);
    StringBuilder result = new StringBuilder(text.length());
    int done = 0;
    while (token.find()) {
      result.append(text, done, token.start()).append(token(token, size, addressText));
      done = token.end();
    }
    return result.append(text, done, text.length()).toString();
  }

  private String token(Matcher token, ToIntFunction<String> size, AddressText addressText) {
    String text = token.group();
    if (token.group("mark") != null) {
      return text;
    }
    if (token.group("six") != null || token.group("four") != null) {
      Optional<IpAddress> address = AddressTexts.parse(text);
      return address.isPresent() ? addressText.of(text, address.get()) : digits(text);
    }
    if (token.group("numbers") != null) {
      boolean version =
          java.util.Arrays.stream(text.split("\\.", -1)).allMatch(p -> p.length() < LONG_PART);
      return version || isKnown(text) ? text : digits(text);
    }
    return token.group("host") != null ? host(text, size) : word(text, size);
  }

  private String host(String text, ToIntFunction<String> size) {
    return isKnown(text) ? text : hosts.of(sized(text, size));
  }

  private String word(String text, ToIntFunction<String> size) {
    if (isKnown(text)) {
      return text;
    }
    return text.chars().allMatch(Character::isDigit) ? number(text) : hosts.of(sized(text, size));
  }

  private boolean isKnown(String word) {
    return word.length() == 1 || vocabulary.contains(word.toLowerCase(Locale.ROOT));
  }

  private String number(String text) {
    boolean small = text.length() <= 5 && Integer.parseInt(text) <= MAX_NUMBER;
    return small ? text : digits(text);
  }

  /** A name with letters of ASCII for all others, so that it has as many as it takes bytes. */
  private static String sized(String text, ToIntFunction<String> size) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String character = Character.toString(c);
              result.append(c < 0x80 ? character : letters(c).repeat(size.applyAsInt(character)));
            });
    return result.toString();
  }

  /** What stands for a character beyond ASCII on its way to a pseudonym. */
  private static String letters(int codePoint) {
    return Character.toString('a' + codePoint % 26);
  }

  /** Digits for digits, hexadecimal for hexadecimal; the rest stays. */
  private String digits(String text) {
    byte[] random = key.derive("digits", text.toLowerCase(Locale.ROOT), text.length());
    StringBuilder result = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int value = random[i] & 0xff;
      if (c >= '0' && c <= '9') {
        boolean leading = i == 0 || Character.digit(text.charAt(i - 1), 16) < 0;
        result.setCharAt(i, (char) (leading ? '1' + value % 9 : '0' + value % 10));
      } else if (Character.digit(c, 16) >= 0) {
        result.setCharAt(i, (char) ((Character.isUpperCase(c) ? 'A' : 'a') + value % 6));
      }
    }
    return result.toString();
  }

  private String addressOfSameLength(String text, IpAddress address) {
    String usual = addresses.of(address).toString();
    if (usual.length() == text.length()) {
      return usual;
    }
    return address.v6() ? digits(text) : octets(text);
  }

  /** Four numbers of as many digits each, all below 256. */
  private String octets(String text) {
    byte[] random = key.derive("octets", text, 4);
    String[] parts = text.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      int value = random[i] & 0xff;
      parts[i] =
          switch (parts[i].length()) {
            case 1 -> Integer.toString(value % 10);
            case 2 -> Integer.toString(10 + value % 90);
            default -> Integer.toString(100 + value % 156);
          };
    }
    return String.join(".", parts);
  }
}
