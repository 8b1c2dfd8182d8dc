package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

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
   * @param value as sent
   */
  public record Parameter(long id, Bytes value) {
    static Parameter decode(ByteReader in) throws MalformedException {
      long id = varint(in, "id");
      long length = varint(in, "length");
      return new Parameter(id, in.opaque("value", (int) Math.min(length, Integer.MAX_VALUE)));
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
