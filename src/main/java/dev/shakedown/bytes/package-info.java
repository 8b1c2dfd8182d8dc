/**
 * Wire data: a bounded reader ({@link dev.shakedown.bytes.ByteReader}), an immutable value ({@link
 * dev.shakedown.bytes.Bytes}) and the one checked exception for a wrong shape. Uses nothing else of
 * this project.
 */
package dev.shakedown.bytes;
