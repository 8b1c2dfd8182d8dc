package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.SupplementalDataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Data of an application that both sides agreed on by an extension (RFC 4680).
 *
 * @param entries in wire order
 */
public record SupplementalData(List<Entry> entries) implements HandshakeMessage {

  /**
   * One SupplementalDataEntry.
   *
   * @param dataType what kind of data
   * @param data not decoded
   */
  public record Entry(SupplementalDataType dataType, Bytes data) {}

  public SupplementalData {
    entries = List.copyOf(entries);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SUPPLEMENTAL_DATA;
  }

  static SupplementalData decode(ByteReader in, DecodeContext context) throws MalformedException {
    ByteReader list = in.vector24("supp_data");
    List<Entry> entries = new ArrayList<>();
    while (!list.isEmpty()) {
      entries.add(
          new Entry(
              new SupplementalDataType(list.uint16("supp_data_type")), list.opaque16("supp_data")));
    }
    return new SupplementalData(entries);
  }
}
