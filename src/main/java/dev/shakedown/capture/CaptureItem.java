package dev.shakedown.capture;

/** Something a capture file holds, in file order. */
public sealed interface CaptureItem permits CapturedPacket, DecryptionSecrets {}
