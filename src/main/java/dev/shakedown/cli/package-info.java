/**
 * The command line: the only place that knows the clock, the locale, the environment and the
 * terminal. The door is {@link dev.shakedown.cli.Main}. Uses everything.
 */
package dev.shakedown.cli;
