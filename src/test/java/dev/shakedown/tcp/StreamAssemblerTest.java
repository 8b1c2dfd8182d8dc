package dev.shakedown.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamAssemblerTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int conflicts;
  private long lost;
  private final StreamAssembler.Output output =
      new StreamAssembler.Output() {
        @Override
        public void bytes(byte[] buffer, int at, int size, long frame, long epochNanos) {
          out.write(buffer, at, size);
        }

        @Override
        public void lost(long offset, long length, boolean cut, long frame, long epochNanos) {
          assertEquals(out.size(), offset);
          lost += length;
          out.writeBytes(new byte[(int) length]);
        }

        @Override
        public void conflict(long offset, int length, long frame, long epochNanos) {
          conflicts++;
        }
      };

  /** Random order, overlap and repeats against a plain array and a bitmap. */
  @Test
  void agreesWithABitmapWhateverTheOrder() {
    for (int seed = 0; seed < 400; seed++) {
      String message = "seed " + seed;
      Random random = new Random(seed);
      BufferBudget budget = new BufferBudget(Integer.MAX_VALUE);
      StreamAssembler assembler = new StreamAssembler(false, Integer.MAX_VALUE, budget, output);
      out.reset();
      byte[] stream = new byte[1 + random.nextInt(2000)];
      random.nextBytes(stream);
      boolean[] seen = new boolean[stream.length];
      int position = 0;
      while (position < stream.length) {
        boolean inOrder = random.nextInt(8) == 0;
        int offset = inOrder ? position : random.nextInt(stream.length);
        int length = 1 + random.nextInt(Math.min(200, stream.length - offset));
        boolean fresh = false;
        for (int i = offset; i < offset + length; i++) {
          fresh |= !seen[i];
        }
        assertEquals(seen[offset], assembler.has(offset), message);
        int pad = random.nextInt(3);
        byte[] buffer = new byte[pad + length];
        System.arraycopy(stream, offset, buffer, pad, length);
        assertEquals(fresh, assembler.accept(offset, length, buffer, pad, length, 1, 1), message);
        Arrays.fill(seen, offset, offset + length, true);
        while (position < stream.length && seen[position]) {
          position++;
        }
        assertEquals(position, assembler.next(), message);
      }
      assertArrayEquals(stream, out.toByteArray(), message);
      assertEquals(0, budget.used(), message);
      assertEquals(0, conflicts, message);
    }
  }

  /** Of overlapping copies the first byte seen stays, even if bytes are cut or given up. */
  @Test
  void keepsTheFirstOfConflictingBytes() {
    for (int seed = 0; seed < 400; seed++) {
      String message = "seed " + seed;
      Random random = new Random(seed);
      BufferBudget budget = new BufferBudget(Integer.MAX_VALUE);
      StreamAssembler assembler = new StreamAssembler(false, Integer.MAX_VALUE, budget, output);
      out.reset();
      lost = 0;
      byte[] model = new byte[1000];
      boolean[] seen = new boolean[1000];
      int position = 0;
      for (int step = 0; step < 60; step++) {
        int offset = random.nextInt(900);
        int length = 1 + random.nextInt(100);
        int size = random.nextInt(4) == 0 ? random.nextInt(length + 1) : length;
        byte[] buffer = new byte[size];
        random.nextBytes(buffer);
        assembler.accept(offset, length, buffer, 0, size, 1, 1);
        for (int i = Math.max(offset, position); i < offset + length; i++) {
          if (!seen[i]) {
            seen[i] = true;
            model[i] = i - offset < size ? buffer[i - offset] : 0;
          }
        }
        if (random.nextInt(10) == 0 && assembler.holds()) {
          int to = (int) assembler.holeEnd();
          Arrays.fill(seen, position, to, true);
          assembler.giveUp(to, 1, 1);
        }
        while (position < model.length && seen[position]) {
          position++;
        }
        assertEquals(position, assembler.next(), message);
      }
      assertArrayEquals(Arrays.copyOf(model, position), out.toByteArray(), message);
      assembler.clear();
      assertEquals(0, budget.used(), message);
    }
    assertTrue(conflicts > 0);
    assertTrue(lost > 0);
  }

  @Test
  void beginsWithTheLowestByteHeldWhereTheFirstIsUnknown() {
    BufferBudget budget = new BufferBudget(10_000);
    StreamAssembler assembler = new StreamAssembler(true, 10_000, budget, output);
    assembler.accept(0, 3, new byte[] {4, 5, 6}, 0, 3, 2, 1);
    assembler.accept(-3, 3, new byte[] {1, 2, 3}, 0, 3, 3, 1);
    assertEquals(0, out.size());
    assertEquals(-3, assembler.lowestHeld());
    assembler.begin(-3);
    assembler.flush();
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, out.toByteArray());
    assertEquals(0, budget.used());
  }

  @Test
  void chargesTinyPiecesForMoreThanTheirBytes() {
    BufferBudget budget = new BufferBudget(1000);
    StreamAssembler assembler = new StreamAssembler(false, 100_000, budget, output);
    int held = 0;
    while (assembler.hasRoom(1)) {
      assembler.accept(2 + held * 2L, 1, new byte[] {1}, 0, 1, 1, 1);
      held++;
    }
    assertEquals(10, held);
  }

  @Test
  void countsBeyondFourGibibytes() {
    BufferBudget budget = new BufferBudget(1000);
    StreamAssembler assembler = new StreamAssembler(false, 1000, budget, new Counter());
    byte[] block = new byte[1 << 20];
    for (long offset = 0; offset < 5L << 30; offset += block.length) {
      assembler.accept(offset, block.length, block, 0, block.length, 1, 1);
    }
    assertEquals(5L << 30, assembler.next());
  }

  private static final class Counter implements StreamAssembler.Output {
    @Override
    public void bytes(byte[] buffer, int at, int size, long frame, long epochNanos) {}

    @Override
    public void lost(long offset, long length, boolean cut, long frame, long epochNanos) {}

    @Override
    public void conflict(long offset, int length, long frame, long epochNanos) {}
  }
}
