package dev.shakedown.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** What differs between two whole JSON documents, field by field. */
final class JsonDifferences {
  /** More would not be read. */
  private static final int MAX = 50;

  private static final int MAX_TEXT = 200;

  /** One field that differs; a side that lacks it is empty. */
  record Field(String path, String expected, String found) {}

  private final List<Field> fields = new ArrayList<>();

  private JsonDifferences() {}

  /** The fields that differ, in the document's order, of very many the first. */
  static List<Field> between(Object expected, Object found) {
    JsonDifferences differences = new JsonDifferences();
    differences.compare("", expected, found);
    return differences.fields;
  }

  private void compare(String path, Object expected, Object found) {
    if (fields.size() >= MAX || expected.equals(found)) {
      return;
    }
    if (expected instanceof Map<?, ?> wanted && found instanceof Map<?, ?> got) {
      Set<Object> names = new LinkedHashSet<>(wanted.keySet());
      names.addAll(got.keySet());
      for (Object name : names) {
        element(
            path.isEmpty() ? name.toString() : path + "." + name, wanted.get(name), got.get(name));
      }
    } else if (expected instanceof List<?> wanted && found instanceof List<?> got) {
      for (int i = 0; i < Math.max(wanted.size(), got.size()); i++) {
        element(path + "[" + i + "]", at(wanted, i), at(got, i));
      }
    } else {
      element(path, expected, found);
    }
  }

  private static Object at(List<?> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }

  private void element(String path, Object expected, Object found) {
    boolean deeper =
        expected instanceof Map && found instanceof Map
            || expected instanceof List && found instanceof List;
    if (deeper) {
      compare(path, expected, found);
    } else if (fields.size() < MAX && (expected == null || !expected.equals(found))) {
      fields.add(new Field(path, print(expected), print(found)));
    }
  }

  private static String print(Object value) {
    String text = value == null ? Difference.NOTHING : JsonTree.print(value);
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  /** The document indented for review, without the tool's version. */
  static byte[] indented(byte[] document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(document.length * 2);
    JsonFactory factory = new JsonFactory();
    try (JsonParser in = factory.createParser(ObjectReadContext.empty(), document);
        JsonGenerator indenting = factory.createGenerator(new Indenting(), out)) {
      while (in.nextToken() != null) {
        boolean version =
            in.currentToken() == JsonToken.PROPERTY_NAME
                && in.currentName().equals("version")
                && in.streamReadContext().pathAsPointer().toString().equals("/tool/version");
        if (version) {
          in.nextToken();
        } else {
          indenting.copyCurrentEvent(in);
        }
      }
    }
    out.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static final class Indenting extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
