/**
 * The JSON of the public contract, described in {@code docs/json.md} and by {@code
 * docs/shakedown-1.schema.json}. It is written by hand, field by field, so that inner types stay
 * free to change.
 */
package dev.shakedown.report.json;
