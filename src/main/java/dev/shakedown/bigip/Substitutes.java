package dev.shakedown.bigip;

import dev.shakedown.bytes.Bytes;

/** What a trailer holds in place of what it held; each has the size of what it stands for. */
public interface Substitutes {
  /** The name of a virtual server, a port or a trunk. */
  byte[] name(byte[] name);

  /** The words of a reset. */
  byte[] cause(byte[] words);

  /** The 4 or 16 bytes of an address. */
  Bytes address(Bytes address);
}
