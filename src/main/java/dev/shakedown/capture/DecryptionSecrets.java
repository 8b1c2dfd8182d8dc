package dev.shakedown.capture;

import dev.shakedown.bytes.Bytes;

/**
 * A pcapng Decryption Secrets Block.
 *
 * @param secretsType 0x544c534b ("TLSK") is an NSS key log; other values keep their number
 * @param data the secrets as the file holds them
 */
public record DecryptionSecrets(long secretsType, Bytes data) implements CaptureItem {
  /** The secrets type of an NSS key log. */
  public static final long TLS_KEY_LOG = 0x544c534bL;
}
