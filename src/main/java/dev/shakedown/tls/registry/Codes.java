package dev.shakedown.tls.registry;

import java.util.function.IntFunction;

/**
 * The values of a 16-bit registry, one object each, made when first asked for: a hello names dozens
 * of them, and very many hellos may be held at a time. Safe for threads, as the values are
 * immutable.
 */
final class Codes<T extends Registered> {
  private static final int PAGE = 256;

  private final IntFunction<T> make;
  private final Object[][] pages = new Object[PAGE][];

  Codes(IntFunction<T> make) {
    this.make = make;
  }

  @SuppressWarnings("unchecked") // only what make gave is in the pages
  T get(int code) {
    if (code < 0 || code >= PAGE * PAGE) {
      return make.apply(code);
    }
    Object[] page = pages[code / PAGE];
    if (page == null) {
      page = new Object[PAGE];
      pages[code / PAGE] = page;
    }
    Object known = page[code % PAGE];
    if (known == null) {
      known = make.apply(code);
      page[code % PAGE] = known;
    }
    return (T) known;
  }
}
