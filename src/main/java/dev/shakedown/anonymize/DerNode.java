package dev.shakedown.anonymize;

import dev.shakedown.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of DER (X.690 8.1) by where it stands in its buffer, so that it can be overwritten in
 * place.
 *
 * @param tag the identifier octet; those of more octets are refused
 * @param start of the whole value
 * @param content of its content
 * @param end behind its content
 * @param children the values inside; empty of a primitive one
 */
record DerNode(int tag, int start, int content, int end, List<DerNode> children) {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OID = 0x06;
  static final int ENUMERATED = 0x0a;
  static final int UTF8_STRING = 0x0c;
  static final int T61_STRING = 0x14;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int UNIVERSAL_STRING = 0x1c;
  static final int BMP_STRING = 0x1e;
  static final int SEQUENCE = 0x30;

  private static final int CONSTRUCTED = 0x20;
  private static final int MAX_DEPTH = 40;
  private static final int MAX_NODES = 20_000;

  /** The value that fills these bytes; refuses all but definite lengths that fit exactly. */
  static DerNode parse(byte[] buffer, int start, int end) throws MalformedException {
    int[] budget = {MAX_NODES};
    DerNode node = read(buffer, start, end, 0, budget);
    if (node.end != end) {
      throw new MalformedException("DER: bytes left over");
    }
    return node;
  }

  private static DerNode read(byte[] buffer, int start, int end, int depth, int[] budget)
      throws MalformedException {
    if (end - start < 2 || depth > MAX_DEPTH || budget[0]-- == 0) {
      throw new MalformedException("DER: value cut, too deep or too many");
    }
    int tag = buffer[start] & 0xff;
    int length = buffer[start + 1] & 0xff;
    int content = start + 2;
    if (length > 0x80) {
      int size = length & 0x7f;
      if (size > 3 || end - content < size) {
        throw new MalformedException("DER: length");
      }
      length = 0;
      for (int i = 0; i < size; i++) {
        length = length << 8 | buffer[content++] & 0xff;
      }
    } else if (length == 0x80) {
      throw new MalformedException("DER: indefinite length");
    }
    if ((tag & 0x1f) == 0x1f || length > end - content) {
      throw new MalformedException("DER: tag or length");
    }
    List<DerNode> children = new ArrayList<>();
    for (int at = content; (tag & CONSTRUCTED) != 0 && at < content + length; ) {
      DerNode child = read(buffer, at, content + length, depth + 1, budget);
      children.add(child);
      at = child.end;
    }
    return new DerNode(tag, start, content, content + length, children);
  }

  int size() {
    return end - content;
  }

  boolean isContextSpecific() {
    return (tag & 0xc0) == 0x80;
  }

  boolean isConstructed() {
    return (tag & CONSTRUCTED) != 0;
  }

  /** The tag number in its class. */
  int number() {
    return tag & 0x1f;
  }

  /** The content as a text in hexadecimal; what object identifiers are compared by. */
  String hex(byte[] buffer) {
    return java.util.HexFormat.of().formatHex(buffer, content, end);
  }
}
