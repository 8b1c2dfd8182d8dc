package dev.shakedown.packet.link;

import java.util.Map;
import java.util.Optional;

/** Decoders by number; an array inside, so that a look-up boxes nothing. */
public final class DecoderTable {
  private final HeaderDecoder[] byNumber;
  private final HeaderDecoder otherwise;

  private DecoderTable(HeaderDecoder[] byNumber, HeaderDecoder otherwise) {
    this.byNumber = byNumber;
    this.otherwise = otherwise;
  }

  /** A table of {@code entries}; a number without an entry yields the verdict {@code otherwise}. */
  @SafeVarargs
  public static DecoderTable of(int otherwise, Map.Entry<Integer, HeaderDecoder>... entries) {
    int size = 0;
    for (Map.Entry<Integer, HeaderDecoder> entry : entries) {
      size = Math.max(size, entry.getKey() + 1);
    }
    HeaderDecoder[] byNumber = new HeaderDecoder[size];
    for (Map.Entry<Integer, HeaderDecoder> entry : entries) {
      if (byNumber[entry.getKey()] != null) {
        throw new IllegalArgumentException("two decoders for " + entry.getKey());
      }
      byNumber[entry.getKey()] = entry.getValue();
    }
    return new DecoderTable(byNumber, cursor -> otherwise);
  }

  /** An entry of a table. */
  public static Map.Entry<Integer, HeaderDecoder> at(int number, HeaderDecoder decoder) {
    return Map.entry(number, decoder);
  }

  /** The decoder of a number; one that yields the table's verdict where there is none. */
  public HeaderDecoder decoder(int number) {
    HeaderDecoder decoder = number < byNumber.length ? byNumber[number] : null;
    return decoder == null ? otherwise : decoder;
  }

  /** The decoder of a number, if it has an entry. */
  public Optional<HeaderDecoder> find(int number) {
    return number < byNumber.length ? Optional.ofNullable(byNumber[number]) : Optional.empty();
  }
}
