/**
 * What the reader sees. An analysis pushes captures and diagnoses into a {@link
 * dev.shakedown.report.ReportWriter}; the sentences come from the text {@link
 * dev.shakedown.report.Catalogue}, the course of a connection from {@link
 * dev.shakedown.report.Timeline}. Inside: {@code html}, {@code json}, {@code markdown} and {@code
 * text}. Uses everything below.
 *
 * <pre>{@code
 * try (ReportWriter report = new JsonLinesWriter(out, Catalogue.of(Language.ENGLISH), version)) {
 *   Analysis.builder().build().run(Path.of("shop.pcapng"), report);
 * }
 * }</pre>
 */
package dev.shakedown.report;
