package dev.shakedown.junit;

import dev.shakedown.bytes.Limits;
import dev.shakedown.corpus.CaptureVerdict;
import dev.shakedown.corpus.Corpus;
import dev.shakedown.corpus.CorpusRun;
import dev.shakedown.corpus.TextReport;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.tls.x509.TrustStoreFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes a test of each capture; all are checked at once, over the processors, before the first. */
final class CorpusExtension implements TestTemplateInvocationContextProvider {
  /** Configuration parameter: write and renew expectations first. */
  private static final String ACCEPT = "shakedown.accept";

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true; // it is registered by the annotation alone
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    ShakedownCorpus annotation =
        context.getRequiredTestMethod().getAnnotation(ShakedownCorpus.class);
    boolean accept = context.getConfigurationParameter(ACCEPT).map("true"::equals).orElse(false);
    try {
      return check(annotation, accept).stream().map(OneCapture::new);
    } catch (IOException e) {
      throw new ExtensionConfigurationException("cannot read " + annotation.value(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExtensionConfigurationException("interrupted", e);
    }
  }

  private static List<CaptureVerdict> check(ShakedownCorpus annotation, boolean accept)
      throws IOException, InterruptedException {
    Path folder = Path.of(annotation.value());
    List<String> only = List.of(annotation.only());
    CorpusRun run =
        new CorpusRun(
            new CorpusRun.Options(
                annotation.strict(),
                Runtime.getRuntime().availableProcessors(),
                Limits.DEFAULT,
                TrustStoreFile.ofJdk(),
                () -> 0)); // JUnit has a clock of its own
    if (accept) {
      run.accept(Corpus.below(folder, only));
    }
    return run.check(Corpus.below(folder, only));
  }

  private record OneCapture(CaptureVerdict verdict)
      implements TestTemplateInvocationContext, BeforeTestExecutionCallback, ParameterResolver {
    @Override
    public String getDisplayName(int invocation) {
      return verdict.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
      if (verdict.status() != CaptureVerdict.Status.AS_EXPECTED) {
        TextReport report = new TextReport(Catalogue.of(Language.ENGLISH));
        throw new AssertionError(
            verdict.name() + ": " + report.status(verdict) + "\n" + report.differences(verdict));
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == CaptureVerdict.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return verdict;
    }
  }
}
