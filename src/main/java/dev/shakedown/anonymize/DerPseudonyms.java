package dev.shakedown.anonymize;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Overwrites DER (X.690) in place, length by length: strings as text, numbers of more than two
 * bytes, keys and hashes by bytes that only the pseudonym key makes of them. Structure, times,
 * flags, small numbers and identifiers that standards define stay.
 */
final class DerPseudonyms {
  /** {@code 1.3.6.1.4.1}: below it every organisation has a number of its own. */
  private static final String PRIVATE = "2b06010401";

  /** Certificate transparency, and Microsoft: in certificates of everybody. */
  private static final String[] COMMON_PRIVATE = {PRIVATE + "d679", PRIVATE + "8237"};

  private final Pseudonyms pseudonyms;

  DerPseudonyms(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** Any value, such as a Name; what is no DER becomes bytes of the same size. */
  Bytes of(Bytes der) {
    byte[] buffer = der.toArray();
    try {
      rewrite(buffer, DerNode.parse(buffer, 0, buffer.length));
      return Bytes.copyOf(buffer);
    } catch (MalformedException e) {
      return pseudonyms.opaque(der);
    }
  }

  /** Overwrites a value and all in it. */
  void rewrite(byte[] buffer, DerNode node) {
    if (node.isConstructed()) {
      node.children().forEach(c -> rewrite(buffer, c));
    } else if (node.isContextSpecific()) {
      contextSpecific(buffer, node);
    } else {
      universal(buffer, node);
    }
  }

  private void universal(byte[] buffer, DerNode node) {
    switch (node.tag()) {
      case DerNode.BOOLEAN,
          DerNode.NULL,
          DerNode.ENUMERATED,
          DerNode.UTC_TIME,
          DerNode.GENERALIZED_TIME -> {}
      case DerNode.INTEGER -> {
        if (node.size() > 2) {
          integer(buffer, node);
        }
      }
      case DerNode.OID -> identifier(buffer, node);
      case DerNode.BIT_STRING -> bitString(buffer, node);
      case DerNode.UTF8_STRING -> text(buffer, node, StandardCharsets.UTF_8);
      case DerNode.BMP_STRING -> text(buffer, node, StandardCharsets.UTF_16BE);
      case 0x12, 0x13, DerNode.T61_STRING, 0x16, 0x1a, 0x1b ->
          text(buffer, node, StandardCharsets.ISO_8859_1);
      default -> opaque(buffer, node.content(), node.end());
    }
  }

  /** Implicitly tagged: GeneralName (RFC 5280 4.2.1.6) for the most part. */
  private void contextSpecific(byte[] buffer, DerNode node) {
    boolean printable = isPrintable(buffer, node.content(), node.end());
    if (node.number() == 7 && address(buffer, node)) {
      return;
    }
    if (node.number() == 8) {
      identifier(buffer, node);
    } else if (printable) {
      text(buffer, node, StandardCharsets.ISO_8859_1);
    } else if (node.size() > 2) {
      opaque(buffer, node.content(), node.end());
    }
  }

  private boolean address(byte[] buffer, DerNode node) {
    boolean masked = node.size() == 8 || node.size() == 32;
    int size = masked ? node.size() / 2 : node.size();
    if (size != 4 && size != 16) {
      return false;
    }
    Bytes address = pseudonyms.address(Bytes.copyOf(buffer, node.content(), size));
    for (int i = 0; i < size; i++) {
      int mask = masked ? buffer[node.content() + size + i] : 0xff;
      buffer[node.content() + i] = (byte) (address.at(i) & mask);
    }
    return true;
  }

  private void bitString(byte[] buffer, DerNode node) {
    if (node.size() <= 3) {
      return; // flags
    }
    int start = node.content() + 1;
    try {
      if (buffer[start] == DerNode.SEQUENCE) {
        rewrite(buffer, DerNode.parse(buffer, start, node.end()));
        return;
      }
    } catch (MalformedException e) {
      // no structure inside
    }
    opaque(buffer, start, node.end());
  }

  private void text(byte[] buffer, DerNode node, Charset charset) {
    byte[] original = Arrays.copyOfRange(buffer, node.content(), node.end());
    System.arraycopy(
        pseudonyms.text(original, charset), 0, buffer, node.content(), original.length);
  }

  /** Overwrites an INTEGER: sign and number of bits stay. */
  void integer(byte[] buffer, DerNode node) {
    int first = node.content();
    while (first < node.end() - 1 && buffer[first] == 0) {
      first++;
    }
    Bytes number = Bytes.copyOf(buffer, first, node.end() - first);
    put(buffer, first, pseudonyms.number(number));
  }

  private void identifier(byte[] buffer, DerNode node) {
    String hex = node.hex(buffer);
    boolean foreign =
        hex.startsWith(PRIVATE) && Arrays.stream(COMMON_PRIVATE).noneMatch(hex::startsWith);
    if (!foreign) {
      return;
    }
    int start = node.content() + PRIVATE.length() / 2;
    Bytes random = pseudonyms.bytes(Bytes.copyOf(buffer, start, node.end() - start));
    for (int i = start; i < node.end(); i++) {
      // the upper bit tells whether a number goes on; it must not begin with a zero (X.690 8.19)
      boolean begins = i == start || buffer[i - 1] >= 0;
      int low = random.at(i - start) & 0x7f;
      buffer[i] = (byte) (buffer[i] & 0x80 | (begins && low == 0 ? 1 : low));
    }
  }

  /** Overwrites bytes without a meaning, or printable ones by text. */
  void opaque(byte[] buffer, int start, int end) {
    put(buffer, start, pseudonyms.opaque(Bytes.copyOf(buffer, start, end - start)));
  }

  static void put(byte[] buffer, int start, Bytes bytes) {
    System.arraycopy(bytes.toArray(), 0, buffer, start, bytes.size());
  }

  static boolean isPrintable(byte[] buffer, int start, int end) {
    for (int i = start; i < end; i++) {
      if (buffer[i] < 0x20 || buffer[i] == 0x7f) {
        return false;
      }
    }
    return true;
  }
}
