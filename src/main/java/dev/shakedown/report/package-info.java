/**
 * What the reader sees. An analysis pushes captures and diagnoses into a {@link
 * dev.shakedown.report.ReportWriter}; the sentences come from the text {@link
 * dev.shakedown.report.Catalogue}, the course of a connection from {@link
 * dev.shakedown.report.Timeline}. Inside: {@code html}, {@code json}, {@code markdown} and {@code
 * text}. Uses everything below, is used by {@code cli} only.
 *
 * <pre>{@code
 * try (ReportWriter report = OutputFormat.TEXT.open(out, settings)) {
 *   new Analysis(Limits.DEFAULT, diagnosis -> true, new SecretStore())
 *       .run(capture, "shop.pcapng", report);
 * }
 * }</pre>
 */
package dev.shakedown.report;
