package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandoverTest {
  private final Handover<Integer> handover = new Handover<>();

  @Test
  void givesAllInOrderAndConsumesInTheCallersThread() {
    List<Integer> taken = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    handover.run(
        () -> {
          threads.add(Thread.currentThread());
          IntStream.range(0, 10_000).forEach(handover::give);
        },
        i -> {
          assertTrue(Thread.currentThread() != threads.get(0));
          taken.add(i);
        });
    assertEquals(IntStream.range(0, 10_000).boxed().toList(), taken);
    assertNotEquals(Thread.currentThread(), threads.get(0));
  }

  @Test
  void theProducerMeetsAConsumerThatIsIdleAfterGiveAndWait() {
    AtomicInteger consumed = new AtomicInteger();
    List<Integer> seen = new ArrayList<>();
    handover.run(
        () -> {
          for (int i = 1; i <= 100; i++) {
            handover.give(-i);
            handover.giveAndWait(i);
            seen.add(consumed.get());
          }
        },
        i -> consumed.incrementAndGet());
    assertEquals(IntStream.rangeClosed(1, 100).mapToObj(i -> 2 * i).toList(), seen);
  }

  @Test
  void neverHoldsMoreThanAFewHundred() {
    AtomicInteger given = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    handover.run(
        () -> {
          for (int i = 0; i < 20_000; i++) {
            given.incrementAndGet();
            handover.give(i);
          }
        },
        i -> {
          int waiting = given.get() - taken.getAndIncrement();
          most.accumulateAndGet(waiting, Math::max);
        });
    assertTrue(most.get() <= 400, "waiting at most: " + most.get());
  }

  @Test
  void aProducersFailureComesAfterWhatItGave() {
    List<Integer> taken = new ArrayList<>();
    IllegalStateException failure = new IllegalStateException("broken");
    Exception thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                handover.run(
                    () -> {
                      handover.give(1);
                      throw failure;
                    },
                    taken::add));
    assertEquals(failure, thrown);
    assertEquals(List.of(1), taken);
  }

  @Test
  void aConsumersFailureEndsTheProducer() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    assertThrows(
        StackOverflowError.class,
        () ->
            handover.run(
                () -> {
                  try {
                    IntStream.iterate(0, i -> i + 1).forEach(handover::give);
                  } finally {
                    over.countDown();
                  }
                },
                i -> {
                  throw new StackOverflowError();
                }));
    over.await();
  }

  @Test
  void aConsumersFailureDoesNotWaitForAProducerThatReadsOn() {
    CountDownLatch never = new CountDownLatch(1);
    assertThrows(
        IllegalStateException.class,
        () ->
            handover.run(
                () -> {
                  handover.giveAndWait(1);
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                i -> {
                  throw new IllegalStateException();
                }));
  }

  @Test
  void nothingGivenIsNothingConsumed() {
    handover.run(() -> {}, i -> assertEquals(0, i));
  }
}
