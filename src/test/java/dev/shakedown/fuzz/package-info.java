/**
 * What the fuzz tests share. A fuzz test is a {@code *FuzzTest} in the package of what it attacks:
 * it says what must hold for any bytes, not only that nothing is thrown. In an ordinary build each
 * runs over its {@link dev.shakedown.fuzz.Seeds} and over the inputs kept in {@code testdata/fuzz};
 * {@code src/fuzz/run} makes new ones.
 */
package dev.shakedown.fuzz;
