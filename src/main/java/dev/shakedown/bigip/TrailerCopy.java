package dev.shakedown.bigip;

import static dev.shakedown.bigip.LegacyBlock.HIGH;
import static dev.shakedown.bigip.LegacyBlock.LOW;
import static dev.shakedown.bigip.LegacyBlock.LOW_PADDED;
import static dev.shakedown.bigip.LegacyBlock.LOW_WITH_FLOW;
import static dev.shakedown.bigip.LegacyBlock.MEDIUM;
import static dev.shakedown.bigip.LegacyBlock.MEDIUM_32_BIT;
import static dev.shakedown.bigip.LegacyBlock.MEDIUM_64_BIT;
import static dev.shakedown.bigip.LegacyBlock.MEDIUM_HA_UNIT;
import static dev.shakedown.bigip.LegacyBlock.MEDIUM_WITH_PRIORITY;
import static dev.shakedown.bigip.LegacyBlock.MEDIUM_WITH_RESET;

import dev.shakedown.bigip.BlockCopy.Layout;
import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * Copies a trailer with substitutes for what names anybody, in the format it has. What the TLS
 * provider wrote is left out, and so is every block of which the layout is not known.
 */
final class TrailerCopy {
  private static final int NAME = 16;
  private static final int RESERVED = 4;

  private static final Map<LegacyBlock, Layout> LEGACY =
      Map.ofEntries(
          Map.entry(
              LOW_WITH_FLOW,
              b -> {
                b.keep(16);
                b.paddedName(NAME);
              }),
          Map.entry(
              LOW_PADDED,
              b -> {
                b.keep(3);
                b.paddedName(NAME);
              }),
          Map.entry(LOW, TrailerCopy::low),
          Map.entry(
              MEDIUM_HA_UNIT,
              b -> {
                b.keep(1);
                b.clear(RESERVED);
              }),
          Map.entry(
              MEDIUM_32_BIT,
              b -> {
                b.keep(14);
                b.clear(RESERVED);
              }),
          Map.entry(
              MEDIUM_64_BIT,
              b -> {
                b.keep(22);
                b.clear(RESERVED);
              }),
          Map.entry(
              MEDIUM_WITH_RESET,
              b -> {
                b.keep(22);
                b.clear(RESERVED);
                b.reset();
              }),
          Map.entry(
              MEDIUM_WITH_PRIORITY,
              b -> {
                b.keep(22);
                b.clear(RESERVED);
                b.keep(1);
                b.reset();
              }),
          Map.entry(MEDIUM, TrailerCopy::medium),
          Map.entry(HIGH, BlockCopy::peer));

  private static final Map<DptTrailer.Kind, Layout> DPT =
      Map.of(
          new DptTrailer.Kind(DptTrailer.NOISE, 1, 2),
          TrailerCopy::low,
          new DptTrailer.Kind(DptTrailer.NOISE, 1, 3),
          TrailerCopy::low,
          new DptTrailer.Kind(DptTrailer.NOISE, 1, 4),
          b -> {
            b.keep(3);
            b.objects();
          },
          new DptTrailer.Kind(DptTrailer.NOISE, 2, 4),
          TrailerCopy::medium,
          new DptTrailer.Kind(DptTrailer.NOISE, 3, 1),
          BlockCopy::peer);

  private TrailerCopy() {}

  /** The copy of the trailer between two offsets, which {@link TrailerPlace} has found. */
  static byte[] of(
      byte[] buffer, int start, int end, Trailer.Format format, Substitutes substitutes) {
    return format == Trailer.Format.DPT
        ? dpt(buffer, start, end, substitutes)
        : legacy(buffer, start, end, substitutes);
  }

  private static void low(BlockCopy block) throws MalformedException {
    block.keep(3);
    block.name();
  }

  private static void medium(BlockCopy block) throws MalformedException {
    block.keep(26);
    block.clear(RESERVED);
    block.keep(1);
    block.reset();
  }

  private static byte[] legacy(byte[] buffer, int start, int end, Substitutes substitutes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LegacyBlock form = LegacyBlock.at(buffer, start, end);
    for (int at = start; form != null; form = LegacyBlock.at(buffer, at, end)) {
      try {
        byte[] fields = BlockCopy.of(LegacyBlock.fields(buffer, at), LEGACY.get(form), substitutes);
        out.write(form.type());
        out.write(fields.length + 1);
        out.write(buffer[at + 2]);
        out.writeBytes(fields);
      } catch (MalformedException e) {
        return out.toByteArray(); // the blocks before are sound
      }
      at += LegacyBlock.total(buffer, at);
    }
    return out.toByteArray();
  }

  private static byte[] dpt(byte[] buffer, int start, int end, Substitutes substitutes) {
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    ByteReader in = new ByteReader(buffer, start + 6, end - start - 6);
    int version = 0;
    try {
      version = in.uint16("version");
      while (version == DptTrailer.VERSION && in.remaining() >= DptTrailer.BLOCK_HEADER) {
        int provider = in.uint16("provider");
        int type = in.uint16("type");
        int length = in.uint16("length");
        var kind = new DptTrailer.Kind(provider, type, in.uint16("version"));
        ByteReader data = in.sub("data", length - DptTrailer.BLOCK_HEADER);
        if (DPT.containsKey(kind)) {
          block(kind, data, substitutes, blocks);
        }
      }
    } catch (MalformedException e) {
      // the blocks before are sound
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(buffer, start, 4);
    uint16(out, DptTrailer.HEADER + blocks.size());
    uint16(out, version);
    out.writeBytes(blocks.toByteArray());
    return out.toByteArray();
  }

  private static void block(
      DptTrailer.Kind kind, ByteReader data, Substitutes substitutes, ByteArrayOutputStream out) {
    try {
      byte[] fields = BlockCopy.of(data, DPT.get(kind), substitutes);
      uint16(out, kind.provider());
      uint16(out, kind.type());
      uint16(out, DptTrailer.BLOCK_HEADER + fields.length);
      uint16(out, kind.version());
      out.writeBytes(fields);
    } catch (MalformedException e) {
      // this block is not; the others do not need it
    }
  }

  private static void uint16(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
