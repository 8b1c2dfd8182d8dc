package dev.shakedown.report.json;

import static java.lang.Character.MAX_SURROGATE;
import static java.lang.Character.MIN_SURROGATE;

import dev.shakedown.bytes.Characters;
import dev.shakedown.report.Printable;
import dev.shakedown.tls.registry.Registered;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON value being written, with the contract's forms of numbers, times and code points. What
 * is absent is left out, never null.
 */
final class JsonOut {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
  private final JsonGenerator generator =
      FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);

  /** The value as UTF-8; nothing may be written after it. */
  byte[] finish() {
    generator.close();
    return bytes.toByteArray();
  }

  JsonOut object() {
    generator.writeStartObject();
    return this;
  }

  JsonOut object(String name) {
    generator.writeName(name);
    return object();
  }

  JsonOut endObject() {
    generator.writeEndObject();
    return this;
  }

  JsonOut array(String name) {
    generator.writeName(name);
    generator.writeStartArray();
    return this;
  }

  JsonOut endArray() {
    generator.writeEndArray();
    return this;
  }

  JsonOut text(String name, String value) {
    generator.writeName(name);
    return text(value);
  }

  JsonOut text(String value) {
    if (Printable.isHarmless(value)) {
      generator.writeString(value);
    } else {
      generator.writeRawValue(quoted(value));
    }
    return this;
  }

  JsonOut textIfAny(String name, String value) {
    return value.isEmpty() ? this : text(name, value);
  }

  JsonOut text(String name, Optional<String> value) {
    return value.isPresent() ? text(name, value.get()) : this;
  }

  JsonOut number(String name, long value) {
    generator.writeName(name);
    generator.writeNumber(value);
    return this;
  }

  JsonOut number(long value) {
    generator.writeNumber(value);
    return this;
  }

  JsonOut flag(String name, boolean value) {
    generator.writeName(name);
    generator.writeBoolean(value);
    return this;
  }

  /** Nanoseconds since 1970 as UTC with nine decimals. */
  JsonOut time(String name, long epochNanos) {
    return text(name, JsonTime.format(epochNanos));
  }

  JsonOut time(String name, Instant value) {
    return text(name, JsonTime.format(value));
  }

  /** A number of nanoseconds as seconds. */
  JsonOut seconds(String name, long nanos) {
    generator.writeName(name);
    generator.writeNumber(
        nanos == 0 ? "0" : BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString());
    return this;
  }

  JsonOut codePoint(String name, Registered value) {
    generator.writeName(name);
    return codePoint(value);
  }

  JsonOut codePoint(String name, Optional<? extends Registered> value) {
    return value.isPresent() ? codePoint(name, value.get()) : this;
  }

  JsonOut codePoint(Registered value) {
    return object().number("id", value.code()).text("name", value.name()).endObject();
  }

  JsonOut codePoints(String name, Iterable<? extends Registered> values) {
    array(name);
    for (Registered value : values) {
      codePoint(value);
    }
    return endArray();
  }

  JsonOut texts(String name, Iterable<String> values) {
    array(name);
    for (String value : values) {
      text(value);
    }
    return endArray();
  }

  /** A detail of a finding: text, number, flag, time, code point, or a list or map of such. */
  JsonOut value(Object value) {
    if (value instanceof Registered codePoint) {
      return codePoint(codePoint);
    }
    if (value instanceof Instant time) {
      return text(JsonTime.format(time));
    }
    if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof Double real) {
      writeReal(real);
    } else if (value instanceof Number number) {
      generator.writeNumber(number.longValue());
    } else if (value instanceof Collection<?> list) {
      generator.writeStartArray();
      list.forEach(this::value);
      generator.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      object();
      map.forEach((name, element) -> value(String.valueOf(name), element));
      endObject();
    } else {
      text(String.valueOf(value));
    }
    return this;
  }

  JsonOut value(String name, Object value) {
    generator.writeName(name);
    return value(value);
  }

  private void writeReal(double value) {
    if (Double.isFinite(value)) {
      generator.writeNumber(
          value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    } else {
      text(Double.toString(value));
    }
  }

  /**
   * A text with what does not show itself as escapes: a terminal obeys some of it, and JSON itself
   * asks for escapes up to U+001F only. Halves of surrogate pairs cannot be written in UTF-8.
   */
  private static String quoted(String value) {
    StringBuilder text = new StringBuilder(value.length() + 16).append('"');
    value.codePoints().forEach(c -> append(text, c));
    return text.append('"').toString();
  }

  private static void append(StringBuilder text, int codePoint) {
    int shown = codePoint >= MIN_SURROGATE && codePoint <= MAX_SURROGATE ? 0xfffd : codePoint;
    int named = "\"\\\n\r\t\b\f".indexOf(shown);
    if (named >= 0) {
      text.append('\\').append("\"\\nrtbf".charAt(named));
    } else if (Characters.isVisible(shown)) {
      text.appendCodePoint(shown);
    } else {
      for (char unit : Character.toChars(shown)) {
        text.append(String.format("\\u%04X", (int) unit));
      }
    }
  }
}
