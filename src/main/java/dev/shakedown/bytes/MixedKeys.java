package dev.shakedown.bytes;

import java.util.HashMap;
import java.util.Map;

/**
 * Values by keys of several types, each type in a map of its own.
 *
 * <p>Who writes the input can choose keys of one hash. A {@link HashMap} then finds them by their
 * order, but only among keys of one type; in a map of mixed ones it would look at all of them.
 *
 * @param <V> what is found
 */
public final class MixedKeys<V> {
  private final Map<Class<?>, Map<Comparable<?>, V>> byType = new HashMap<>();

  /** The map for keys of this one's type. */
  public Map<Comparable<?>, V> like(Comparable<?> key) {
    return byType.computeIfAbsent(key.getClass(), t -> new HashMap<>());
  }
}
