package dev.shakedown.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as plain values: maps, lists, strings, and {@link Literal}s for all else. Bad JSON is a
 * {@link tools.jackson.core.JacksonException}.
 */
final class JsonTree {
  /** A number, true, false or null, as written. */
  record Literal(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  static Object parse(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return value(parser);
    }
  }

  /** A value and where it ends. */
  record Prefix(Object value, int end) {}

  /** The value that a text begins with. */
  static Prefix prefix(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Object value = value(parser);
      parser.finishToken();
      return new Prefix(value, (int) parser.currentLocation().getCharOffset());
    }
  }

  private static Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> fields = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, value(parser));
      }
      return fields;
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(parser));
      }
      return elements;
    }
    return token == JsonToken.VALUE_STRING ? parser.getString() : new Literal(parser.getString());
  }

  /** The field of an object; absent is an empty text. */
  static String text(Object tree, String field) {
    Object value = tree instanceof Map<?, ?> map ? map.get(field) : null;
    return value == null ? "" : value.toString();
  }

  /** The elements of an object's list; empty where there is none. */
  static List<?> list(Object tree, String field) {
    return tree instanceof Map<?, ?> map && map.get(field) instanceof List<?> list
        ? list
        : List.of();
  }

  /** The fields of an object's object; empty where there is none. */
  static Map<?, ?> map(Object tree, String field) {
    return tree instanceof Map<?, ?> map && map.get(field) instanceof Map<?, ?> fields
        ? fields
        : Map.of();
  }

  /** JSON on one line. */
  static String print(Object tree) {
    StringBuilder text = new StringBuilder();
    print(tree, text);
    return text.toString();
  }

  private static void print(Object tree, StringBuilder text) {
    if (tree instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> field : map.entrySet()) {
        text.append(separator);
        quote(String.valueOf(field.getKey()), text);
        print(field.getValue(), text.append(": "));
        separator = ", ";
      }
      text.append(map.isEmpty() ? "{}" : "}");
    } else if (tree instanceof List<?> list) {
      String separator = "[";
      for (Object element : list) {
        print(element, text.append(separator));
        separator = ", ";
      }
      text.append(list.isEmpty() ? "[]" : "]");
    } else if (tree instanceof Literal literal) {
      text.append(literal.text());
    } else {
      quote(String.valueOf(tree), text);
    }
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
