package dev.shakedown.diagnosis;

/**
 * A frame and what it proves.
 *
 * @param frame the frame's number, from 1
 * @param text one plain sentence
 */
public record Evidence(long frame, Message text) {}
