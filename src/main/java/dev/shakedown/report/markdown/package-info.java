/**
 * The report for ticket systems: CommonMark that GitHub renders and that reads well unrendered. All
 * text passes {@link dev.shakedown.report.markdown.Markdown}.
 */
package dev.shakedown.report.markdown;
