package dev.shakedown.corpus;

import dev.shakedown.bytes.Limits;
import dev.shakedown.tls.x509.TrustStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Goes over a corpus with several captures at a time; results come in order of the names. */
public final class CorpusRun {
  /**
   * How to go over it.
   *
   * @param strict whether each capture must have its whole JSON kept and equal
   * @param jobs captures at a time
   * @param limits of each analysis
   * @param trust anchors for captures whose expectation names none; asked by several at a time
   * @param nanoTime a clock, for how long each capture takes
   */
  public record Options(
      boolean strict,
      int jobs,
      Limits limits,
      TrustStore trust,
      java.util.function.LongSupplier nanoTime) {}

  private final Options options;

  public CorpusRun(Options options) {
    this.options = options;
  }

  /** Compares every capture with its expectation. */
  public List<CaptureVerdict> check(Corpus corpus) throws InterruptedException {
    CaptureCheck check = new CaptureCheck(corpus.root(), options, PinnedOutput.Texts.load());
    return all(corpus, check::check);
  }

  /** Makes what is found what is expected. */
  public List<Acceptance> accept(Corpus corpus) throws InterruptedException {
    CaptureCheck check = new CaptureCheck(corpus.root(), options, PinnedOutput.Texts.load());
    return all(corpus, item -> Acceptance.of(item, check));
  }

  private <T> List<T> all(Corpus corpus, Function<Corpus.Item, T> work)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(options.jobs());
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      corpus.items().forEach(i -> tasks.add(() -> work.apply(i)));
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
