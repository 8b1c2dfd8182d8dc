package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import java.util.List;

/**
 * A middlebox on the path of TLMSP, and what it may see or change (ETSI TS 103 523-2).
 *
 * @param id 0..255
 * @param address where it is
 * @param inserted 0: by the client's configuration, 1: on the way, 2: forbidden
 * @param transparent whether it is
 * @param ticket for resumption; empty if there is none
 * @param access to the contexts
 */
public record TlmspMiddlebox(
    int id,
    TlmspAddress address,
    int inserted,
    boolean transparent,
    Bytes ticket,
    List<Access> access) {
  public TlmspMiddlebox {
    access = List.copyOf(access);
  }

  static List<TlmspMiddlebox> decodeList(ByteReader in) throws MalformedException {
    return Vectors.list(in.vector16("middlebox_list"), TlmspMiddlebox::decode);
  }

  private static TlmspMiddlebox decode(ByteReader in) throws MalformedException {
    return new TlmspMiddlebox(
        in.uint8("middlebox_id"),
        TlmspAddress.decode(in),
        in.uint8("inserted"),
        in.uint8("transparent") != 0,
        in.opaque16("ticket"),
        Vectors.list(in.sub("access", 2 * in.uint8("access_count")), Access::decode));
  }

  /**
   * The right to a context.
   *
   * @param contextId 0..255
   * @param write to change it, else to read it
   */
  public record Access(int contextId, boolean write) {
    static Access decode(ByteReader in) throws MalformedException {
      return new Access(in.uint8("context_id"), in.uint8("authorization") != 0);
    }
  }
}
