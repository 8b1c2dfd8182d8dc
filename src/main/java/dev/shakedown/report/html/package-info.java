/**
 * The report as one HTML file: no script, nothing from elsewhere. The templates in {@code
 * src/main/jte} say how it looks; what they need beyond the words of {@link dev.shakedown.report}
 * is drawn here: {@link dev.shakedown.report.html.Ladder}, {@link
 * dev.shakedown.report.html.ChainPicture}. All text passes {@link
 * dev.shakedown.report.html.EscapingOutput}.
 */
package dev.shakedown.report.html;
