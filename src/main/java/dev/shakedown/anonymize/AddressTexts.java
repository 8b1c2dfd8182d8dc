package dev.shakedown.anonymize;

import dev.shakedown.packet.IpAddress;
import java.util.Optional;
import org.bouncycastle.util.IPAddress;

/** Addresses as people write them (RFC 4291 2.2). */
final class AddressTexts {
  private AddressTexts() {}

  /** The address a text is; nothing is looked up. */
  static Optional<IpAddress> parse(String text) {
    if (!IPAddress.isValid(text)) {
      return Optional.empty();
    }
    String[] halves = text.split("::", -1);
    if (!text.contains(":")) {
      return Optional.of(IpAddress.read(octets(text), 0, false));
    }
    byte[] bytes = new byte[16];
    byte[] left = groups(halves[0]);
    byte[] right = halves.length > 1 ? groups(halves[1]) : new byte[0];
    if (left.length + right.length > bytes.length) {
      return Optional.empty();
    }
    System.arraycopy(left, 0, bytes, 0, left.length);
    System.arraycopy(right, 0, bytes, bytes.length - right.length, right.length);
    return Optional.of(IpAddress.read(bytes, 0, true));
  }

  private static byte[] octets(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    String last = parts[parts.length - 1];
    boolean dotted = last.contains(".");
    byte[] bytes = new byte[2 * parts.length + (dotted ? 2 : 0)];
    for (int i = 0; i < parts.length - (dotted ? 1 : 0); i++) {
      int group = Integer.parseInt(parts[i], 16);
      bytes[2 * i] = (byte) (group >> 8);
      bytes[2 * i + 1] = (byte) group;
    }
    if (dotted) {
      System.arraycopy(octets(last), 0, bytes, bytes.length - 4, 4);
    }
    return bytes;
  }
}
