package dev.shakedown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Hands values from a thread that produces them to the one that called, in order and many at a
 * time, so that both go on meanwhile. It never holds more than a few hundred values: the producer
 * waits for the consumer. To be used once.
 *
 * @param <T> values that nobody changes any more
 */
final class Handover<T> {
  private static final int BATCH = 32;
  private static final int MAX_BATCHES = 8;

  /** Ends a producer whose consumer has failed. */
  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    Abandoned() {
      super("abandoned", null, false, false);
    }
  }

  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<List<T>> batches = new ArrayDeque<>(MAX_BATCHES);
  private boolean consuming;
  private boolean ended;
  private boolean abandoned;
  private Throwable failure;

  /** Belongs to the producer. */
  private List<T> filling = new ArrayList<>(BATCH);

  /**
   * Runs {@code producer} in a thread of its own and {@code consumer} in this one, until the
   * producer has ended and all it gave is consumed. What either of them throws is thrown here; a
   * producer's failure after all that it gave before. A producer whose consumer fails ends as soon
   * as it gives again, and is not waited for: it may be reading what never comes.
   */
  void run(Runnable producer, Consumer<T> consumer) {
    Thread thread = new Thread(() -> produce(producer), "shakedown-reader");
    thread.setDaemon(true);
    thread.start();
    try {
      for (List<T> batch = take(); !batch.isEmpty(); batch = take()) {
        batch.forEach(consumer);
      }
    } finally {
      abandon();
    }
    if (failure instanceof Error error) {
      throw error;
    } else if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void produce(Runnable producer) {
    Throwable thrown = null;
    try {
      producer.run();
    } catch (Abandoned e) {
      // the consumer's failure is the one to tell
    } catch (RuntimeException | Error e) {
      thrown = e;
    }
    end(thrown);
  }

  /** Gives a value; waits while too many are not consumed yet. To be called by the producer. */
  void give(T value) {
    filling.add(value);
    if (filling.size() == BATCH) {
      flush();
    }
  }

  /** Gives a value and waits until it is consumed, so that nothing else happens meanwhile. */
  void giveAndWait(T value) {
    filling.add(value);
    flush();
    awaitConsumed();
  }

  private void flush() {
    List<T> full = filling;
    filling = new ArrayList<>(BATCH);
    put(full);
  }

  private void put(List<T> batch) {
    lock.lock();
    try {
      while (batches.size() == MAX_BATCHES && !abandoned) {
        changed.awaitUninterruptibly();
      }
      if (abandoned) {
        throw new Abandoned();
      }
      batches.add(batch);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitConsumed() {
    lock.lock();
    try {
      while ((consuming || !batches.isEmpty()) && !abandoned) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Throwable thrown) {
    lock.lock();
    try {
      failure = thrown;
      if (!filling.isEmpty()) {
        batches.add(filling);
      }
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next values; none at the end. */
  private List<T> take() {
    lock.lock();
    try {
      consuming = false;
      changed.signalAll();
      while (batches.isEmpty() && !ended) {
        changed.awaitUninterruptibly();
      }
      consuming = !batches.isEmpty();
      return consuming ? batches.remove() : List.of();
    } finally {
      lock.unlock();
    }
  }

  private void abandon() {
    lock.lock();
    try {
      abandoned = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
