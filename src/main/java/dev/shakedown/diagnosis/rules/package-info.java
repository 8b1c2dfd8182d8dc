/**
 * The rule catalogue: one class per cause, each a pure function of {@link
 * dev.shakedown.diagnosis.facts.FlowFacts}. A new rule is a class, a line in {@code Rules.ALL} and
 * its texts in both catalogues.
 */
package dev.shakedown.diagnosis.rules;
