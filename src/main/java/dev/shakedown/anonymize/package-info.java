/**
 * Pseudonyms for whatever names somebody. {@link dev.shakedown.anonymize.Pseudonyms} says what
 * stands for what; {@link dev.shakedown.anonymize.AnonymizedReport} puts it before a report's
 * writer. What stays and what goes is told in docs/anonymize.md.
 *
 * <pre>{@code
 * var pseudonyms = new Pseudonyms(PseudonymKey.random());
 * ReportWriter report = new AnonymizedReport(new TextWriter(out, texts, layout), pseudonyms);
 * }</pre>
 */
package dev.shakedown.anonymize;
