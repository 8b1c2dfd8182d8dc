package dev.shakedown.bigip;

import dev.shakedown.bigip.Trailer.Low;
import dev.shakedown.bigip.Trailer.Medium;
import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.packet.DeviceNote;
import java.util.Optional;

/**
 * The blocks of which 9.4.2 to 13.x make a trailer: type, length of what is behind these two bytes,
 * version, fields. A form is known by all three of them; what is not in this table is no block of a
 * BIG-IP.
 */
enum LegacyBlock {
  /** 9.4. */
  LOW_WITH_FLOW(1, 0, 35) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      boolean ingress = in.uint8("ingress") != 0;
      int slot = in.uint8("slot");
      int tmm = in.uint8("tmm");
      long flowId = in.uint32("flow_id");
      long peerFlowId = in.uint32("peer_flow_id");
      long flags = in.uint32("connection_flags");
      int flowType = in.uint8("flow_type");
      String virtualServer = TrailerBuilder.text(in.opaque("virtual_server", 16));
      out.low(new Low(ingress, slot, tmm, virtualServer, -1, "", ""));
      out.medium(new Medium(flowId, peerFlowId, flags, flowType, -1, -1, Optional.empty()));
    }
  },
  /** 10.x. */
  LOW_PADDED(1, 0, 22) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      boolean ingress = in.uint8("ingress") != 0;
      int slot = in.uint8("slot");
      int tmm = in.uint8("tmm");
      String virtualServer = TrailerBuilder.text(in.opaque("virtual_server", 16));
      out.low(new Low(ingress, slot, tmm, virtualServer, -1, "", ""));
    }
  },
  /** 11.x to 13.x. */
  LOW(1, 1, 7, true) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      boolean ingress = in.uint8("ingress") != 0;
      int slot = in.uint8("slot");
      int tmm = in.uint8("tmm");
      out.low(new Low(ingress, slot, tmm, out.name(in, "virtual_server"), -1, "", ""));
    }
  },
  /** 9.4. */
  MEDIUM_HA_UNIT(2, 0, 8) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      out.haUnit(in.uint8("ha_unit"));
    }
  },
  /** 10.x. */
  MEDIUM_32_BIT(2, 0, 21) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      long flowId = in.uint32("flow_id");
      long peerFlowId = in.uint32("peer_flow_id");
      long flags = in.uint32("connection_flags");
      int flowType = in.uint8("flow_type");
      int haUnit = in.uint8("ha_unit");
      out.medium(new Medium(flowId, peerFlowId, flags, flowType, haUnit, -1, Optional.empty()));
    }
  },
  /** 11.0 and 11.1. */
  MEDIUM_64_BIT(2, 0, 29) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      medium(in, out, 1, false, false);
    }
  },
  /** From 11.2. */
  MEDIUM_WITH_RESET(2, 1, 30, true) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      medium(in, out, 1, false, true);
    }
  },
  /** 11.x and 12.x. */
  MEDIUM_WITH_PRIORITY(2, 2, 31, true) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      medium(in, out, 1, true, true);
    }
  },
  /** 13.x. */
  MEDIUM(2, 3, 35, true) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      medium(in, out, 2, true, true);
    }
  },
  HIGH(3, 0, 42) {
    @Override
    void decode(ByteReader in, TrailerBuilder out) throws MalformedException {
      out.high(in);
    }
  };

  /** Type, length and version. */
  private static final int HEADER = 3;

  private static final LegacyBlock[] ALL = values();

  private final int type;
  private final int version;
  private final int size;
  private final boolean extended;

  LegacyBlock(int type, int version, int size) {
    this(type, version, size, false);
  }

  /**
   * @param size bytes of the whole block
   * @param extended whether the last byte of these counts further ones
   */
  LegacyBlock(int type, int version, int size, boolean extended) {
    this.type = type;
    this.version = version;
    this.size = size;
    this.extended = extended;
  }

  /** Reads the fields behind the version. */
  abstract void decode(ByteReader in, TrailerBuilder out) throws MalformedException;

  /** 1 low, 2 medium, 3 high. */
  int type() {
    return type;
  }

  /** The form of the block that begins at an offset and lies before {@code end}; null if none. */
  static LegacyBlock at(byte[] buffer, int at, int end) {
    if (end - at < HEADER) {
      return null;
    }
    int total = total(buffer, at);
    for (LegacyBlock form : ALL) {
      if (form.type == buffer[at]
          && form.version == buffer[at + 2]
          && total <= end - at
          && total == form.size(buffer, at, total)) {
        return form;
      }
    }
    return null;
  }

  /** Bytes of the block that begins at an offset. */
  static int total(byte[] buffer, int at) {
    return (buffer[at + 1] & 0xff) + 2;
  }

  /** A reader of the fields of the block that begins at an offset. */
  static ByteReader fields(byte[] buffer, int at) {
    return new ByteReader(buffer, at + HEADER, total(buffer, at) - HEADER);
  }

  private int size(byte[] buffer, int at, int total) {
    return extended && total >= size ? size + (buffer[at + size - 1] & 0xff) : size;
  }

  private static void medium(
      ByteReader in, TrailerBuilder out, int flagWords, boolean hasPriority, boolean hasReset)
      throws MalformedException {
    long flowId = in.uint64("flow_id");
    long peerFlowId = in.uint64("peer_flow_id");
    long flags = flagWords == 2 ? in.uint64("connection_flags") : in.uint32("connection_flags");
    int flowType = in.uint8("flow_type");
    int haUnit = in.uint8("ha_unit");
    in.skip("reserved", 4);
    int priority = hasPriority ? in.uint8("priority") : -1;
    Optional<DeviceNote.Reset> reset = hasReset ? out.reset(in) : Optional.empty();
    out.medium(new Medium(flowId, peerFlowId, flags, flowType, haUnit, priority, reset));
  }
}
