package dev.shakedown.anonymize;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Host names under other host names of the same length, with as many labels, so that one lies below
 * another, or matches its wildcard, exactly if the real ones do. A label's pseudonym depends on all
 * that stands to its right: {@code www} is another word in every domain. The domain itself, the
 * last two labels, becomes a name below {@code invalid} (RFC 6761 6.4) where its length allows and
 * its top level is a public one, which no wildcard covers.
 *
 * <p>Pseudonyms come from the key alone and so are the same in every run, but for two names whose
 * pseudonyms would be equal: the one met later gets the next choice.
 */
final class HostPseudonyms {
  private static final String INVALID = "invalid";

  /** Below this many characters in front of {@code .invalid}, too many names would collide. */
  private static final int MIN_CHARACTERS = 3;

  /** Tries to find a pseudonym that no other name has; single characters run out of them. */
  private static final int MAX_TRIES = 64;

  /** A capture has few names; past this equal pseudonyms are possible, and no more. */
  private static final int MAX_REMEMBERED = 200_000;

  /** Public top level domains, besides those of two letters, and those for documentation. */
  private static final Set<String> PUBLIC =
      Set.of(
          "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "name", "pro", "app",
          "dev", "cloud", "online", "shop", "site", "store", "tech", "xyz", "example", "test");

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String LETTERS_AND_DIGITS = LETTERS + "0123456789";

  private final PseudonymKey key;
  private final Map<String, String> pseudonyms = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();

  HostPseudonyms(PseudonymKey key) {
    this.key = key;
  }

  /** The name that stands for this one: an asterisk, dots and the case of letters stay. */
  String of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean rooted = lower.endsWith(".") && lower.length() > 1;
    String relative = rooted ? lower.substring(0, lower.length() - 1) : lower;
    String pseudonym = ofSuffix(relative) + (rooted ? "." : "");
    return pseudonym.length() == name.length() ? withCase(pseudonym, name) : pseudonym;
  }

  private static String withCase(String pseudonym, String like) {
    StringBuilder text = new StringBuilder(pseudonym);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isUpperCase(like.charAt(i))) {
        text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
      }
    }
    return text.toString();
  }

  private String ofSuffix(String name) {
    String known = pseudonyms.get(name);
    if (known != null) {
      return known;
    }
    int dot = name.indexOf('.');
    int next = dot < 0 ? -1 : name.indexOf('.', dot + 1);
    String pseudonym;
    if (dot < 0) {
      pseudonym = distinct(name, name.length(), "");
    } else if (next < 0) {
      pseudonym = domain(name, dot);
    } else {
      pseudonym = below(name.substring(0, dot), name, ofSuffix(name.substring(dot + 1)));
    }
    if (pseudonyms.size() < MAX_REMEMBERED) {
      pseudonyms.put(name, pseudonym);
    }
    return pseudonym;
  }

  private String domain(String name, int dot) {
    String top = name.substring(dot + 1);
    int characters = name.length() - 1 - INVALID.length();
    return characters >= MIN_CHARACTERS && (top.length() == 2 || PUBLIC.contains(top))
        ? distinct(name, characters, "." + INVALID)
        : below(name.substring(0, dot), name, noSuchTop(top.length()));
  }

  /** A top level domain that does not exist. */
  private static String noSuchTop(int length) {
    return length == INVALID.length() ? INVALID : "z".repeat(length);
  }

  private String below(String label, String name, String suffix) {
    return label.isEmpty() || label.equals("*")
        ? label + "." + suffix
        : distinct(name, label.length(), "." + suffix);
  }

  /** A label of this many characters in front of {@code suffix} that stands for no other name. */
  private String distinct(String name, int characters, String suffix) {
    String pseudonym = "";
    for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
      pseudonym = label(name + '/' + attempt, characters) + suffix;
      String owner = owners.get(pseudonym);
      if (owner == null || owner.equals(name)) {
        break;
      }
    }
    if (owners.size() < MAX_REMEMBERED) {
      owners.putIfAbsent(pseudonym, name);
    }
    return pseudonym;
  }

  private String label(String content, int characters) {
    byte[] random = key.derive("host", content, characters);
    StringBuilder label = new StringBuilder(characters);
    for (int i = 0; i < characters; i++) {
      String choice = i == 0 ? LETTERS : LETTERS_AND_DIGITS;
      label.append(choice.charAt((random[i] & 0xff) % choice.length()));
    }
    return label.toString();
  }
}
