package dev.shakedown.corpus;

/**
 * One line of an expectation: what a field must be.
 *
 * @param line number of the line, 1 and up
 * @param field the path as written
 * @param path the same, to be followed
 * @param answers what it may be
 */
record Claim(int line, String field, FieldPath path, Answers answers) {}
