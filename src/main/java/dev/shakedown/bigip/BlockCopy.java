package dev.shakedown.bigip;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Copies the fields of one block of a trailer with substitutes for what names anybody. Bytes that
 * no field is known of are not copied.
 */
final class BlockCopy {
  /** How the fields of a block are copied. */
  interface Layout {
    void copy(BlockCopy block) throws MalformedException;
  }

  private static final int RESET_HEADER = 9;
  private static final int ADDRESS = 16;

  private final ByteReader in;
  private final Substitutes substitutes;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private BlockCopy(ByteReader in, Substitutes substitutes) {
    this.in = in;
    this.substitutes = substitutes;
  }

  /** The copy of a block's fields. */
  static byte[] of(ByteReader fields, Layout layout, Substitutes substitutes)
      throws MalformedException {
    BlockCopy copy = new BlockCopy(fields, substitutes);
    layout.copy(copy);
    return copy.out.toByteArray();
  }

  /** Copies numbers. */
  void keep(int size) throws MalformedException {
    out.writeBytes(in.opaque("numbers", size).toArray());
  }

  /** Writes zeros for what a device left there. */
  void clear(int size) throws MalformedException {
    in.skip("reserved", size);
    out.writeBytes(new byte[size]);
  }

  /** A name of fixed size, filled up with NUL. */
  void paddedName(int size) throws MalformedException {
    byte[] field = in.opaque("name", size).toArray();
    int length = 0;
    while (length < size && field[length] != 0) {
      length++;
    }
    byte[] name = substitutes.name(Arrays.copyOf(field, length));
    out.writeBytes(Arrays.copyOf(name, size));
  }

  /** A name behind its length; one that does not fit becomes empty. */
  void name() throws MalformedException {
    Bytes name = sized("name");
    out.write(name.size());
    out.writeBytes(substitutes.name(name.toArray()));
  }

  /** The cause of a reset behind its length; of a version that is not known it is dropped. */
  void reset() throws MalformedException {
    Bytes cause = sized("rst_cause");
    if (cause.size() < RESET_HEADER || cause.at(0) >> 1 != 0) {
      out.write(0);
      return;
    }
    byte[] words = cause.slice(RESET_HEADER, cause.size() - RESET_HEADER).toArray();
    out.write(cause.size());
    out.writeBytes(cause.slice(0, RESET_HEADER).toArray());
    out.writeBytes(substitutes.cause(words));
  }

  /** Names by their kind, of the kinds that are known: virtual server, port and trunk. */
  void objects() throws MalformedException {
    Bytes list = sized("objects");
    ByteReader objects = new ByteReader(list.toArray(), 0, list.size());
    ByteArrayOutputStream known = new ByteArrayOutputStream();
    while (objects.remaining() >= 2) {
      int type = objects.uint8("object_type");
      if (objects.peek("object_length") >= objects.remaining()) {
        break;
      }
      Bytes name = objects.opaque8("object");
      if (type <= 2) {
        known.write(type);
        known.write(name.size());
        known.writeBytes(substitutes.name(name.toArray()));
      }
    }
    out.write(known.size());
    out.writeBytes(known.toByteArray());
  }

  /** The peer flow, as the high block of both formats has it. */
  void peer() throws MalformedException {
    keep(3);
    address();
    address();
    keep(4);
  }

  /** An address in one of the forms that {@link TrailerBuilder} reads; zeros stay. */
  private void address() throws MalformedException {
    Bytes slot = in.opaque("address", ADDRESS);
    int prefix = TrailerBuilder.prefixOfIpv4(slot);
    out.writeBytes(slot.slice(0, prefix).toArray());
    Bytes address = slot.slice(prefix, ADDRESS - prefix);
    boolean zero = TrailerBuilder.isZero(slot);
    out.writeBytes((zero ? address : substitutes.address(address)).toArray());
  }

  private Bytes sized(String field) throws MalformedException {
    int length = in.uint8(field);
    return length > in.remaining() ? Bytes.EMPTY : in.opaque(field, length);
  }
}
