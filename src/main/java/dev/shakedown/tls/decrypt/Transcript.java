package dev.shakedown.tls.decrypt;

import dev.shakedown.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.bouncycastle.crypto.ExtendedDigest;

/**
 * The running hash over a handshake's messages (RFC 8446 4.4.1, RFC 5246 7.4.9). Messages are held
 * only until the ServerHello tells the hash.
 */
final class Transcript {
  /** Bytes held until then; a handshake that exceeds them is not verified. */
  private static final int MAX_HELD = 1 << 17;

  private ByteArrayOutputStream held = new ByteArrayOutputStream();
  private List<Hash> hashes = List.of();
  private ExtendedDigest[] digests = {};
  private boolean whole = true;

  /** A message with its header. */
  void add(Bytes message) {
    if (!whole) {
      return;
    }
    byte[] content = message.toArray();
    if (held == null) {
      for (ExtendedDigest digest : digests) {
        digest.update(content, 0, content.length);
      }
    } else if (held.size() + content.length <= MAX_HELD) {
      held.writeBytes(content);
    } else {
      lose();
    }
  }

  /** Hashes what was added and will be; without effect but the first time. */
  void hashWith(List<Hash> hashes) {
    if (held == null) {
      return;
    }
    this.hashes = hashes;
    digests = hashes.stream().map(Hash::digest).toArray(ExtendedDigest[]::new);
    byte[] before = held.toByteArray();
    held = null;
    for (ExtendedDigest digest : digests) {
      digest.update(before, 0, before.length);
    }
  }

  /** Puts message_hash in the place of the first ClientHello (RFC 8446 4.4.1). */
  void retry(Hash hash) {
    hashWith(List.of(hash));
    byte[] first = hash();
    byte[] head = {(byte) 254, 0, 0, (byte) first.length};
    for (ExtendedDigest digest : digests) {
      digest.reset();
    }
    add(Bytes.copyOf(Prf.concat(head, first)));
  }

  /** A message is missing. */
  void lose() {
    whole = false;
    held = null;
    digests = new ExtendedDigest[0];
  }

  /** Whether no message is missing so far. */
  boolean isWhole() {
    return whole;
  }

  /** Whether {@link #hash} is known. */
  boolean isKnown() {
    return whole && held == null;
  }

  /** The hash so far; of two hash functions one behind the other. */
  byte[] hash() {
    byte[] all = {};
    for (int i = 0; i < digests.length; i++) {
      all = Prf.concat(all, Hash.finish(hashes.get(i).copy(digests[i])));
    }
    return all;
  }

  /** The two hashes that SSL 3.0 makes of it (RFC 6101 5.6.9). */
  byte[] ssl3Hash(byte[] sender, byte[] masterSecret) {
    byte[] all = {};
    for (int i = 0; i < digests.length; i++) {
      Hash hash = hashes.get(i);
      ExtendedDigest inner = hash.copy(digests[i]);
      for (byte[] part : List.of(sender, masterSecret, RecordMac.pad(hash, 0x36))) {
        inner.update(part, 0, part.length);
      }
      byte[] outer = hash.of(masterSecret, RecordMac.pad(hash, 0x5c), Hash.finish(inner));
      all = Prf.concat(all, outer);
    }
    return all;
  }

  Transcript copy() {
    Transcript copy = new Transcript();
    copy.whole = whole;
    copy.hashWith(hashes);
    copy.held = null;
    for (int i = 0; i < copy.digests.length && i < digests.length; i++) {
      copy.digests[i] = hashes.get(i).copy(digests[i]);
    }
    return copy;
  }
}
