package dev.shakedown.diagnosis;

import java.util.Map;

/**
 * A sentence to be: a key of the text catalogue and its arguments. Only {@code report} makes words
 * of it.
 *
 * @param key the catalogue's key
 * @param arguments by name; a text, a number, an Instant, a code point of a registry, or a list of
 *     such
 */
public record Message(String key, Map<String, Object> arguments) {
  public Message {
    arguments = Map.copyOf(arguments);
  }

  /** A sentence without arguments. */
  public static Message of(String key) {
    return new Message(key, Map.of());
  }

  /** A sentence with one argument. */
  public static Message of(String key, String name, Object value) {
    return new Message(key, Map.of(name, value));
  }

  /** A sentence with two arguments. */
  public static Message of(String key, String n1, Object v1, String n2, Object v2) {
    return new Message(key, Map.of(n1, v1, n2, v2));
  }

  /** A sentence with three arguments. */
  public static Message of(
      String key, String n1, Object v1, String n2, Object v2, String n3, Object v3) {
    return new Message(key, Map.of(n1, v1, n2, v2, n3, v3));
  }
}
