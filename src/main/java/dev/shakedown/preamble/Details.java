package dev.shakedown.preamble;

import java.util.LinkedHashMap;
import java.util.Map;

/** The details of an event in the making; empty values are left out. */
final class Details {
  private static final int MAX_VALUE = 300;

  private final Map<String, String> values = new LinkedHashMap<>();

  Details add(String name, String value) {
    if (!value.isEmpty()) {
      values.put(name, Gist.of(value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value));
    }
    return this;
  }

  Details add(String name, long value) {
    values.put(name, Long.toString(value));
    return this;
  }

  Map<String, String> map() {
    return values;
  }
}
