/**
 * The report for people: first the answer, then the proof, then the rest. All that comes from a
 * capture passes {@link dev.shakedown.report.Printable} on its way to the terminal.
 */
package dev.shakedown.report.text;
