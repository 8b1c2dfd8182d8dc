package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.QuicParameterNames;
import java.util.List;
import java.util.Optional;

/** quic_transport_parameters (RFC 9000 18), in wire order. */
public record QuicTransportParameters(List<Parameter> parameters) implements ExtensionBody {
  public QuicTransportParameters {
    parameters = List.copyOf(parameters);
  }

  static QuicTransportParameters decode(ByteReader in) throws MalformedException {
    return new QuicTransportParameters(Vectors.list(in, Parameter::decode));
  }

  /**
   * One transport parameter.
   *
   * @param id 0..2^62-1
   * @param name the one IANA gives, {@code reserved} for those that test the peer, else {@code
   *     unknown}
   * @param number its value, where it is a number
   * @param value as sent
   */
  public record Parameter(long id, String name, Optional<Long> number, Bytes value) {
    static Parameter decode(ByteReader in) throws MalformedException {
      long id = varint(in, "id");
      long length = varint(in, "length");
      Bytes value = in.opaque("value", (int) Math.min(length, Integer.MAX_VALUE));
      return new Parameter(id, QuicParameterNames.nameOf(id), number(id, value), value);
    }

    private static Optional<Long> number(long id, Bytes value) throws MalformedException {
      boolean whole = isNumber(id) && !value.isEmpty() && value.size() == 1 << (value.at(0) >>> 6);
      return whole ? Optional.of(varint(value.reader(), "value")) : Optional.empty();
    }

    /** Whether the value is a variable-length integer (RFC 9000 18.2, RFC 9221 3). */
    private static boolean isNumber(long id) {
      return id == 1 || id >= 3 && id <= 0xb || id == 0xe || id == 0x20 || id == 0xff04de1bL;
    }

    /** A variable-length integer (RFC 9000 16). */
    private static long varint(ByteReader in, String field) throws MalformedException {
      return switch (in.peek(field) >>> 6) {
        case 0 -> in.uint8(field);
        case 1 -> in.uint16(field) & 0x3fff;
        case 2 -> in.uint32(field) & 0x3fff_ffffL;
        default -> in.uint64(field) & 0x3fff_ffff_ffff_ffffL;
      };
    }
  }
}
