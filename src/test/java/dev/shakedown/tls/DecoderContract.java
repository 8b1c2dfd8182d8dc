package dev.shakedown.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.stream.IntStream;

/** What every decoder owes: the value, an error for every cut, and no other failure ever. */
public final class DecoderContract {
  /** A decoder of a struct. */
  @FunctionalInterface
  public interface Decoder<T> {
    T decode(ByteReader in) throws MalformedException;
  }

  private DecoderContract() {}

  /**
   * Decodes {@code sample} and compares; cuts it at every length except {@code whole}, which must
   * be refused; flips every byte, which must give a value or be refused.
   */
  public static <T> void check(Decoder<T> decoder, Bytes sample, T expected, int... whole)
      throws MalformedException {
    checkTolerant(decoder, sample, expected, Integer.MAX_VALUE, whole);
  }

  /**
   * As {@link #check}, but a cut at {@code tolerantFrom} or later may also give a value, if it is
   * another one: that of a list that shows what is left of it.
   */
  public static <T> void checkTolerant(
      Decoder<T> decoder, Bytes sample, T expected, int tolerantFrom, int... whole)
      throws MalformedException {
    ByteReader in = sample.reader();
    assertEquals(expected, decoder.decode(in));
    assertTrue(in.isEmpty(), "bytes left over");
    for (int length = 0; length < sample.size(); length++) {
      int cut = length;
      if (IntStream.of(whole).anyMatch(w -> w == cut)) {
        decoder.decode(sample.slice(0, cut).reader());
        continue;
      }
      try {
        T value = decoder.decode(sample.slice(0, cut).reader());
        if (cut < tolerantFrom) {
          fail("cut at " + cut + " gives " + value);
        }
        assertNotEquals(expected, value, "cut at " + cut);
      } catch (MalformedException e) {
        assertTrue(cut < tolerantFrom, "cut at " + cut + ": " + e.getMessage());
      }
    }
    flip(decoder, sample);
  }

  private static <T> void flip(Decoder<T> decoder, Bytes sample) {
    for (int at = 0; at < sample.size(); at++) {
      for (int mask : new int[] {0xff, 0x80, 0x01}) {
        byte[] flipped = sample.toArray();
        flipped[at] ^= (byte) mask;
        try {
          decoder.decode(Bytes.copyOf(flipped).reader());
        } catch (MalformedException e) {
          assertTrue(!e.getMessage().isEmpty());
        }
      }
    }
  }
}
