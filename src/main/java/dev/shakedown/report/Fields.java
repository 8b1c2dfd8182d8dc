package dev.shakedown.report;

import dev.shakedown.tls.registry.Registered;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All fields of a decoded value by name, read from its record's components: whatever has a decoder
 * is shown, without a line of its own here. A tree of maps, lists, code points, numbers, flags and
 * texts; what is absent or empty is left out.
 */
public final class Fields {
  private Fields() {}

  /** The fields of a record. */
  public static Map<String, Object> of(Record value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object field = plain(read(component, value));
      if (!isEmpty(field)) {
        fields.put(component.getName(), field);
      }
    }
    return fields;
  }

  private static Object read(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("no access to " + component, e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Registered || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? plain(optional.get()) : "";
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(Fields::plain).toList();
    }
    return value instanceof Record record ? of(record) : String.valueOf(value);
  }

  private static boolean isEmpty(Object field) {
    return field instanceof String text && text.isEmpty()
        || field instanceof List<?> list && list.isEmpty()
        || field instanceof Map<?, ?> map && map.isEmpty();
  }
}
