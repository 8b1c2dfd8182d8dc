package dev.shakedown.bigip;

import dev.shakedown.bigip.Trailer.Low;
import dev.shakedown.bigip.Trailer.Medium;
import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.packet.DeviceNote;
import java.util.Map;
import java.util.Optional;

/**
 * The trailer from 14.0 on: magic, length, version, then blocks of provider, type, length and
 * version. What is not in the table of blocks is skipped by its length.
 */
final class DptTrailer {
  static final int HEADER = 8;
  static final int BLOCK_HEADER = 8;
  static final int VERSION = 1;
  static final int NOISE = 1;
  private static final int TLS = 4;

  /** Reads the data of a block. */
  private interface Decoder {
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException;
  }

  /** What tells the layout of a block. */
  record Kind(int provider, int type, int version) {}

  private static final Map<Kind, Decoder> DECODERS =
      Map.ofEntries(
          Map.entry(new Kind(NOISE, 1, 2), DptTrailer::lowVersion2),
          Map.entry(new Kind(NOISE, 1, 3), DptTrailer::lowVersion3),
          Map.entry(new Kind(NOISE, 1, 4), DptTrailer::lowVersion4),
          Map.entry(new Kind(NOISE, 2, 4), DptTrailer::medium),
          Map.entry(new Kind(NOISE, 3, 1), (in, out) -> out.high(in)),
          Map.entry(new Kind(TLS, 0, 0), (in, out) -> out.secrets(TlsSecrets.upToTls12(in))),
          Map.entry(new Kind(TLS, 2, 0), (in, out) -> out.secrets(TlsSecrets.tls13(in, false))),
          Map.entry(new Kind(TLS, 2, 1), (in, out) -> out.secrets(TlsSecrets.tls13(in, true))));

  private DptTrailer() {}

  /** Whether the magic number stands at an offset. */
  static boolean isMagic(byte[] buffer, int at, int end) {
    return end - at >= 4
        && buffer[at] == (byte) 0xf5
        && buffer[at + 1] == (byte) 0xde
        && buffer[at + 2] == (byte) 0xb0
        && buffer[at + 3] == (byte) 0xf5;
  }

  /**
   * The length that the trailer at an offset states.
   *
   * @return -1 if it does not fit between {@code at} and {@code end}
   */
  static int length(byte[] buffer, int at, int end) {
    if (end - at < HEADER) {
      return -1;
    }
    int length = (buffer[at + 4] & 0xff) << 8 | buffer[at + 5] & 0xff;
    return length >= HEADER && length <= end - at ? length : -1;
  }

  /** Whether the blocks of a trailer lead exactly to its end. */
  static boolean isSound(byte[] buffer, int at, int length) {
    ByteReader in = new ByteReader(buffer, at + HEADER, length - HEADER);
    try {
      while (!in.isEmpty()) {
        in.skip("provider_and_type", 4);
        int size = in.uint16("length");
        in.skip("version", 2);
        in.skip("data", size - BLOCK_HEADER);
      }
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }

  /** Decodes a trailer whose length {@link #length} has found right. */
  static Trailer decode(byte[] buffer, int at, int length) {
    TrailerBuilder out = new TrailerBuilder();
    ByteReader in = new ByteReader(buffer, at + 6, length - 6);
    try {
      if (in.uint16("version") == VERSION) {
        blocks(in, out);
      }
    } catch (MalformedException e) {
      out.malformed();
    }
    return out.build(Trailer.Format.DPT, length);
  }

  private static void blocks(ByteReader in, TrailerBuilder out) throws MalformedException {
    while (in.remaining() >= BLOCK_HEADER) {
      int provider = in.uint16("provider");
      int type = in.uint16("type");
      int length = in.uint16("length");
      Kind kind = new Kind(provider, type, in.uint16("version"));
      ByteReader data = in.sub("data", length - BLOCK_HEADER);
      Decoder decoder = DECODERS.get(kind);
      if (decoder != null) {
        try {
          if (provider == NOISE) {
            out.noise(type);
          }
          decoder.decode(data, out);
        } catch (MalformedException e) {
          out.malformed(); // the block is shorter than its version; the next one is not hurt
        }
      }
    }
  }

  private static void lowVersion2(ByteReader in, TrailerBuilder out) throws MalformedException {
    boolean ingress = in.uint8("ingress") != 0;
    int slot = in.uint8("slot");
    int tmm = in.uint8("tmm");
    out.low(new Low(ingress, slot, tmm, out.name(in, "virtual_server"), -1, "", ""));
  }

  private static void lowVersion3(ByteReader in, TrailerBuilder out) throws MalformedException {
    int flags = in.uint8("flags");
    int slot = in.uint8("slot");
    int tmm = in.uint8("tmm");
    String virtualServer = out.name(in, "virtual_server");
    out.low(new Low(isIngress(flags), slot, tmm, virtualServer, hardwareAction(flags), "", ""));
  }

  private static void lowVersion4(ByteReader in, TrailerBuilder out) throws MalformedException {
    int flags = in.uint8("flags");
    int slot = in.uint8("slot");
    int tmm = in.uint8("tmm");
    int length = in.uint8("objects_length");
    String[] names = {"", "", ""};
    if (length > in.remaining()) {
      out.malformed();
    } else {
      objects(in.sub("objects", length), names, out);
    }
    out.low(
        new Low(isIngress(flags), slot, tmm, names[0], hardwareAction(flags), names[1], names[2]));
  }

  /** Reads names of virtual server, port and trunk, which are types 0, 1 and 2. */
  private static void objects(ByteReader in, String[] names, TrailerBuilder out)
      throws MalformedException {
    while (in.remaining() >= 2) {
      int type = in.uint8("object_type");
      if (in.peek("object_length") >= in.remaining()) {
        out.malformed();
        return;
      }
      String name = out.name(in, "object");
      if (type < names.length) {
        names[type] = name;
      }
    }
  }

  private static boolean isIngress(int flags) {
    return (flags & 1) != 0;
  }

  private static int hardwareAction(int flags) {
    return flags >> 1 & 3;
  }

  private static void medium(ByteReader in, TrailerBuilder out) throws MalformedException {
    long flowId = in.uint64("flow_id");
    long peerFlowId = in.uint64("peer_flow_id");
    long flags = in.uint64("connection_flags");
    int flowType = in.uint8("flow_type");
    int haUnit = in.uint8("ha_unit");
    in.skip("reserved", 4);
    int priority = in.uint8("priority");
    Optional<DeviceNote.Reset> reset = out.reset(in);
    out.medium(new Medium(flowId, peerFlowId, flags, flowType, haUnit, priority, reset));
  }
}
