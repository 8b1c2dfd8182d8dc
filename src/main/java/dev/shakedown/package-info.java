/** The pipeline on one page: {@link dev.shakedown.Analysis}. */
package dev.shakedown;
