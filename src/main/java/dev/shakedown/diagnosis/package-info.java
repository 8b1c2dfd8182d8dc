/**
 * From what was seen to what it means: facts (folds over a connection's log), rules (pure functions
 * of facts) and findings (data without sentences). The door is {@link
 * dev.shakedown.diagnosis.Diagnosis}. Uses {@code bytes}, {@code packet}, {@code tcp}, {@code
 * preamble} and {@code tls}.
 */
package dev.shakedown.diagnosis;
