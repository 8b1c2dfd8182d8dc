package dev.shakedown.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run of bytes as several: what a fuzzer changes is a single array, what a stream or a capture
 * is made of are pieces. Each is a byte of the test's own meaning, two bytes of length, its bytes;
 * the last may be cut short.
 */
public final class Pieces {
  /** Enough for any state that matters; keeps a single input short. */
  private static final int MAX_PIECES = 400;

  private Pieces() {}

  /**
   * A piece.
   *
   * @param control 0..255
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Piece(int control, byte[] bytes) {}

  /** Takes an input apart, from {@code start} on. */
  public static List<Piece> read(byte[] input, int start) {
    List<Piece> pieces = new ArrayList<>();
    int at = start;
    while (at + 3 <= input.length && pieces.size() < MAX_PIECES) {
      int length = (input[at + 1] & 0xff) << 8 | input[at + 2] & 0xff;
      int end = Math.min(input.length, at + 3 + length);
      pieces.add(new Piece(input[at] & 0xff, Arrays.copyOfRange(input, at + 3, end)));
      at = end;
    }
    return pieces;
  }

  /** Makes an input of pieces; what is longer than a length can say is cut. */
  public static byte[] write(List<Piece> pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Piece piece : pieces) {
      int length = Math.min(0xffff, piece.bytes().length);
      out.write(piece.control());
      out.write(length >>> 8);
      out.write(length);
      out.write(piece.bytes(), 0, length);
    }
    return out.toByteArray();
  }
}
