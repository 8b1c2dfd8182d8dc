package dev.shakedown.capture;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the blocks of a pcapng file (draft-ietf-opsawg-pcapng 3 and 4).
 *
 * <p>A block that contradicts itself is reported; reading goes on behind it where that is a block
 * again, else at the next block within 4 MiB whose type is known and whose two lengths agree.
 */
final class PcapngReader implements RecordReader {
  static final int SECTION_HEADER = 0x0a0d0d0a;

  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int DECRYPTION_SECRETS = 0xa;

  /**
   * What reading may go on with after damage: blocks of packets, 4 names, 5 statistics, secrets.
   */
  private static final Set<Integer> RECOGNIZED_BLOCKS =
      Set.of(
          INTERFACE_DESCRIPTION,
          OBSOLETE_PACKET,
          SIMPLE_PACKET,
          4,
          5,
          ENHANCED_PACKET,
          DECRYPTION_SECRETS);

  /** No packets, but Wireshark gives them a frame number: custom, journal and sysdig blocks. */
  private static final Set<Integer> NUMBERED_BLOCKS =
      Set.of(0xbad, 0x4000_0bad, 0x9, 0x204, 0x216, 0x221);

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int FRAMING_BYTES = 12;
  private static final int MAX_SKIPPED_BYTES = 4 << 20;
  private static final int MAX_INTERFACES = 65_536;
  private static final int DESCRIBED_INTERFACES = 256;
  private static final int DESCRIBED_SECTIONS = 64;
  private static final int KEPT_COMMENTS = 16;
  private static final int KEPT_LINK_TYPES = 64;

  private final InputWindow window;
  private final ProblemLog problems;
  private final int maxBlockBytes;
  private final PcapngOptions options;
  private final CapturedPacket packet = new CapturedPacket();
  private final List<PcapngInterface> interfaces = new ArrayList<>();
  private final List<CaptureInterface> described = new ArrayList<>();
  private final List<CaptureSection> sections = new ArrayList<>();
  private final Set<String> linkTypes = new LinkedHashSet<>();
  private long number;
  private long lastEpochNanos;
  private long unknownInterface;
  private int earlierInterfaces;

  PcapngReader(InputWindow window, Limits limits, ProblemLog problems) {
    this.window = window;
    this.problems = problems;
    // room for the headers and options around the largest packet
    this.maxBlockBytes = limits.maxPacketBytes() + (128 << 10);
    this.options = new PcapngOptions(window);
  }

  @Override
  public CaptureItem read() throws IOException {
    while (window.require(FRAMING_BYTES)) {
      int type = window.int32(0);
      if (type == SECTION_HEADER && !readByteOrder(window)) {
        if (!resynchronize(type, "byte-order")) {
          return null;
        }
        continue;
      }
      long length = window.uint32(4);
      if (length < FRAMING_BYTES || length > maxBlockBytes) {
        if (!resynchronize(type, "length")) {
          return null;
        }
        continue;
      }
      if (!window.require((int) length)) {
        truncated(length);
        return null;
      }
      int size = blockSize((int) length);
      if (size == 0 && !isBlockOrEnd((int) length)) {
        if (!resynchronize(type, "trailing-length")) {
          return null;
        }
        continue;
      }
      if (size == 0) {
        damaged(type, "trailing-length", 0, true);
        size = (int) length;
      }
      CaptureItem item = decode(type, (int) length - 4);
      window.skip(size);
      if (item != null) {
        return item;
      }
    }
    if (window.available() > 0) {
      truncated(FRAMING_BYTES);
    }
    return null;
  }

  private void truncated(long claimed) {
    problems.addLast(
        "truncated-file",
        window.offset(),
        Map.of("claimed", claimed, "present", window.available()));
  }

  private void damaged(int type, String reason, long skipped, boolean resumed) {
    problems.add(
        "damaged-block",
        window.offset() - skipped,
        Map.of(
            "type",
            Integer.toHexString(type),
            "reason",
            reason,
            "skipped",
            skipped,
            "resumed",
            resumed));
  }

  /** Sets the byte order of the section that begins here; false if it has none. */
  static boolean readByteOrder(InputWindow window) {
    for (boolean little : new boolean[] {true, false}) {
      window.littleEndian(little);
      if (window.int32(8) == BYTE_ORDER_MAGIC) {
        return true;
      }
    }
    return false;
  }

  /**
   * How long the block really is: some writers do not count the padding in the length, or do not
   * pad; 0 if the length is not repeated in either place.
   */
  private int blockSize(int length) throws IOException {
    if (window.int32(length - 4) == length) {
      return length;
    }
    int padded = length + 3 & ~3;
    return padded != length && window.require(padded) && window.int32(padded - 4) == length
        ? padded
        : 0;
  }

  private boolean isBlockOrEnd(int at) throws IOException {
    return !window.require(at + 1) || isBlock(at);
  }

  /** Whether a block of a type known, with two equal lengths, begins at an index. */
  private boolean isBlock(int at) throws IOException {
    if (!window.require(at + FRAMING_BYTES)) {
      return false;
    }
    if (window.int32(at) == SECTION_HEADER) {
      return window.int32(at + 8) == BYTE_ORDER_MAGIC
          || Integer.reverseBytes(window.int32(at + 8)) == BYTE_ORDER_MAGIC;
    }
    if (!RECOGNIZED_BLOCKS.contains(window.int32(at))) {
      return false;
    }
    long length = window.uint32(at + 4);
    return length >= FRAMING_BYTES
        && length <= maxBlockBytes
        && window.require(at + (int) length)
        && window.int32(at + (int) length - 4) == length;
  }

  private boolean resynchronize(int type, String reason) throws IOException {
    long damage = window.offset();
    boolean resumed = false;
    while (!resumed && window.offset() - damage < MAX_SKIPPED_BYTES && window.require(1)) {
      window.skip(1);
      resumed = isBlock(0);
    }
    damaged(type, reason, window.offset() - damage, resumed);
    return resumed;
  }

  /** Reads the block whose body ends at an index; null if it is no item of its own. */
  private CaptureItem decode(int type, int end) {
    return switch (type) {
      case ENHANCED_PACKET -> enhancedPacket(end);
      case SIMPLE_PACKET -> simplePacket(end);
      case OBSOLETE_PACKET -> obsoletePacket(end);
      case DECRYPTION_SECRETS -> decryptionSecrets(end);
      case SECTION_HEADER -> {
        beginSection(end);
        yield null;
      }
      case INTERFACE_DESCRIPTION -> {
        describeInterface(end);
        yield null;
      }
      default -> {
        number += NUMBERED_BLOCKS.contains(type) ? 1 : 0;
        yield null;
      }
    };
  }

  private void beginSection(int end) {
    earlierInterfaces += interfaces.size();
    interfaces.clear();
    unknownInterface = -1;
    if (end < 24) {
      damaged(SECTION_HEADER, "content", 0, true);
      return;
    }
    int major = window.uint16(12);
    int minor = window.uint16(14);
    // 1.2 was written by mistake and is the same
    if (major != 1 || minor != 0 && minor != 2) {
      problems.add("unknown-version", window.offset() + 12, Map.of("major", major, "minor", minor));
    }
    if (sections.size() < DESCRIBED_SECTIONS) {
      sections.add(section(options.over(24, end)));
      checkOptions(SECTION_HEADER);
    }
  }

  private static CaptureSection section(PcapngOptions options) {
    List<String> comments = new ArrayList<>();
    String hardware = "";
    String os = "";
    String application = "";
    while (options.next()) {
      switch (options.code()) {
        case PcapngOptions.COMMENT -> {
          if (comments.size() < KEPT_COMMENTS) {
            comments.add(options.text(0));
          }
        }
        case PcapngOptions.SHB_HARDWARE -> hardware = options.text(0);
        case PcapngOptions.SHB_OS -> os = options.text(0);
        case PcapngOptions.SHB_USERAPPL -> application = options.text(0);
        default -> {}
      }
    }
    return new CaptureSection(comments, hardware, os, application);
  }

  private void describeInterface(int end) {
    if (end < 16) {
      damaged(INTERFACE_DESCRIPTION, "content", 0, true);
      return;
    }
    if (interfaces.size() == MAX_INTERFACES) {
      if (unknownInterface < 0) {
        unknownInterface = MAX_INTERFACES;
        problems.add("too-many-interfaces", window.offset(), Map.of("limit", MAX_INTERFACES));
      }
      return;
    }
    int linkType = window.uint16(8);
    long snaplen = window.uint32(12);
    PcapngInterface added = PcapngInterface.read(linkType, snaplen, options.over(16, end));
    checkOptions(INTERFACE_DESCRIPTION);
    if (!added.isResolutionKnown()) {
      problems.add(
          "bad-timestamp-resolution", window.offset(), Map.of("value", added.resolution()));
      added = added.withResolution(PcapngInterface.MICROSECONDS);
    }
    interfaces.add(added);
    if (linkTypes.size() < KEPT_LINK_TYPES) {
      linkTypes.add(LinkTypes.nameOf(linkType));
    }
    if (described.size() < DESCRIBED_INTERFACES) {
      described.add(PcapngInterface.describe(linkType, snaplen, options.over(16, end)));
    }
  }

  private CaptureItem enhancedPacket(int end) {
    return end < 28
        ? damagedContent(ENHANCED_PACKET)
        : packet(ENHANCED_PACKET, window.uint32(8), end);
  }

  private CaptureItem obsoletePacket(int end) {
    return end < 28
        ? damagedContent(OBSOLETE_PACKET)
        : packet(OBSOLETE_PACKET, window.uint16(8), end);
  }

  /** Both packet blocks with a time have the same layout but for the interface. */
  private CaptureItem packet(int type, long id, int end) {
    long captured = window.uint32(20);
    if (captured > end - 28) {
      return damagedContent(type);
    }
    if (id >= interfaces.size()) {
      return onUnknownInterface(id);
    }
    PcapngInterface on = interfaces.get((int) id);
    lastEpochNanos = on.epochNanos(window.uint32(12) << 32 | window.uint32(16));
    int padded = 28 + ((int) captured + 3 & ~3);
    String comment = "";
    int fcsBytes = on.fcsBytes();
    if (end - padded >= 4) {
      options.over(padded, end);
      while (options.next()) {
        if (options.code() == PcapngOptions.COMMENT) {
          comment += (comment.isEmpty() ? "" : "\n") + options.wholeText();
        } else if (options.code() == PcapngOptions.EPB_FLAGS && options.length() == 4) {
          // bits 5 to 8; 0 leaves it to the interface
          int flagged = (int) (options.uint32() >>> 5 & 0xf);
          fcsBytes = flagged == 2 || flagged == 4 ? flagged : fcsBytes;
        }
      }
      checkOptions(type);
    }
    return hand((int) id, on, fcsBytes, 28, (int) captured, window.uint32(24), comment);
  }

  /** A Simple Packet Block is of the first interface and has neither time nor captured length. */
  private CaptureItem simplePacket(int end) {
    if (end < 12) {
      return damagedContent(SIMPLE_PACKET);
    }
    if (interfaces.isEmpty()) {
      return onUnknownInterface(0);
    }
    PcapngInterface on = interfaces.get(0);
    long original = window.uint32(8);
    long captured = on.snaplen() == 0 ? original : Math.min(original, on.snaplen());
    if (captured > end - 12) {
      return damagedContent(SIMPLE_PACKET);
    }
    return hand(0, on, on.fcsBytes(), 12, (int) captured, original, "").withoutTime();
  }

  private CapturedPacket hand(
      int id,
      PcapngInterface on,
      int fcsBytes,
      int at,
      int captured,
      long original,
      String comment) {
    return packet.set(
        ++number,
        lastEpochNanos,
        earlierInterfaces + id,
        on.linkType(),
        fcsBytes,
        window.buffer(),
        window.position() + at,
        captured,
        original,
        comment);
  }

  private CaptureItem decryptionSecrets(int end) {
    if (end < 16 || window.uint32(12) > end - 16) {
      return damagedContent(DECRYPTION_SECRETS);
    }
    return new DecryptionSecrets(
        window.uint32(8),
        Bytes.copyOf(window.buffer(), window.position() + 16, (int) window.uint32(12)));
  }

  private CaptureItem damagedContent(int type) {
    damaged(type, "content", 0, true);
    return null;
  }

  private CaptureItem onUnknownInterface(long id) {
    // one report for a row of packets on the same one
    if (id != unknownInterface) {
      unknownInterface = id;
      problems.add(
          "unknown-interface",
          window.offset(),
          Map.of("interface", id, "interfaces", interfaces.size()));
    }
    return null;
  }

  private void checkOptions(int type) {
    if (options.isDamaged()) {
      problems.add("damaged-options", window.offset(), Map.of("type", Integer.toHexString(type)));
    }
  }

  @Override
  public String format() {
    return "pcapng";
  }

  @Override
  public List<String> linkTypes() {
    return List.copyOf(linkTypes);
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return List.copyOf(described);
  }

  @Override
  public List<CaptureSection> sections() {
    return List.copyOf(sections);
  }
}
