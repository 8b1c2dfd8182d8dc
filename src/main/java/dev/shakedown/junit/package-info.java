/**
 * A corpus of captures as JUnit 5 tests, a test for each capture.
 *
 * <pre>{@code
 * class CapturesTest {
 *   @ShakedownCorpus("captures")
 *   void isAsExpected(CaptureVerdict verdict) {}
 * }
 * }</pre>
 *
 * JUnit is an optional dependency: whoever uses this package has it. Uses {@link
 * dev.shakedown.corpus}.
 */
package dev.shakedown.junit;
