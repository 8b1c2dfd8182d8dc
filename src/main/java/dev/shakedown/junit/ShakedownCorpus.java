package dev.shakedown.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test method that runs once for each capture below a folder, and fails before its body where the
 * capture is not as expected. The method may take a {@link dev.shakedown.corpus.CaptureVerdict} to
 * look at more.
 *
 * <p>With the configuration parameter {@code shakedown.accept} ({@code -Dshakedown.accept=true}),
 * expectations are written and renewed first, as by {@code shakedown corpus accept}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(CorpusExtension.class)
public @interface ShakedownCorpus {
  /** The folder, relative to the directory that the tests run in. */
  String value();

  /** Globs of paths below the folder or of file names; empty for all captures. */
  String[] only() default {};

  /** Whether each capture must have its whole JSON kept and equal. */
  boolean strict() default false;
}
