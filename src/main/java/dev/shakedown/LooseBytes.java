package dev.shakedown;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.dump.Dump;
import dev.shakedown.dump.DumpBlock;
import dev.shakedown.dump.DumpForm;
import dev.shakedown.dump.PacketBytes;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.MalformedMessage;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.CertificateCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads bytes that came without a capture: TLS records, bare handshake messages or certificates.
 * What they are is found out, unless it is said.
 */
public final class LooseBytes {
  /** What the bytes are. */
  public enum Kind {
    RECORDS,
    MESSAGES,
    CERTIFICATE
  }

  /**
   * What was read.
   *
   * @param log the events, numbered by block instead of by frame; empty of certificates
   * @param certificates in order; empty of all else
   */
  public record Reading(Kind kind, List<FlowLog.Entry> log, List<Certificate> certificates) {}

  /** Bytes of a dump that are read at most: a long session with -msg is far below. */
  public static final int MAX_SIZE = 16 << 20;

  private static final int SEQUENCE = 0x30;

  private LooseBytes() {}

  /** Reads a dump; of the kind given, else of that its first bytes show. */
  public static Reading read(Dump dump, Optional<Kind> kind) {
    List<DumpBlock> blocks = dump.form() == DumpForm.PEM ? dump.blocks() : payloads(dump);
    return switch (kind.orElseGet(() -> kind(dump.form(), blocks))) {
      case CERTIFICATE -> new Reading(Kind.CERTIFICATE, List.of(), certificates(blocks));
      case RECORDS -> new Reading(Kind.RECORDS, records(blocks), List.of());
      case MESSAGES -> new Reading(Kind.MESSAGES, messages(blocks, dump.form()), List.of());
    };
  }

  private static Kind kind(DumpForm form, List<DumpBlock> blocks) {
    if (form == DumpForm.OPENSSL_MSG) {
      return Kind.MESSAGES;
    }
    if (blocks.isEmpty()) {
      return Kind.RECORDS;
    }
    Bytes first = blocks.get(0).bytes();
    if (form == DumpForm.PEM || first.at(0) == SEQUENCE) {
      return Kind.CERTIFICATE;
    }
    return isMessage(first) ? Kind.MESSAGES : Kind.RECORDS;
  }

  /** Whether it begins with a handshake message's type and a length that is not far off. */
  private static boolean isMessage(Bytes bytes) {
    if (bytes.size() < 4) {
      return false;
    }
    int length = bytes.at(1) << 16 | bytes.at(2) << 8 | bytes.at(3);
    return switch (bytes.at(0)) {
      case 0, 5, 14 -> length == 0;
      case 1, 2, 4, 6, 8, 11, 12, 13, 15, 16, 20, 21, 22, 23, 24, 25, 67 ->
          bytes.at(1) < 3 && (length > 0 || bytes.size() == 4);
      default -> false;
    };
  }

  /** The dump's blocks; of blocks that are packets, what TCP carries in them. */
  private static List<DumpBlock> payloads(Dump dump) {
    List<DumpBlock> payloads = new ArrayList<>();
    int firstPort = -1;
    for (DumpBlock block : dump.blocks()) {
      Optional<PacketBytes> packet = PacketBytes.of(block.bytes());
      if (packet.isEmpty()) {
        payloads.add(block);
      } else if (!packet.get().payload().isEmpty()) {
        firstPort = firstPort < 0 ? packet.get().sourcePort() : firstPort;
        DumpBlock.Side side =
            packet.get().sourcePort() == firstPort ? DumpBlock.Side.SENT : DumpBlock.Side.RECEIVED;
        payloads.add(new DumpBlock(side, "", packet.get().payload()));
      }
    }
    return payloads;
  }

  private static List<Certificate> certificates(List<DumpBlock> blocks) {
    CertificateCache decoder = new CertificateCache();
    List<Certificate> certificates = new ArrayList<>();
    for (DumpBlock block : blocks) {
      if (block.label().isEmpty() || block.label().endsWith("CERTIFICATE")) {
        Bytes rest = block.bytes();
        while (!rest.isEmpty()) {
          int length = Math.min(derLength(rest), rest.size());
          certificates.add(decoder.get(rest.slice(0, length)));
          rest = rest.slice(length, rest.size() - length);
        }
      }
    }
    return certificates;
  }

  /** Bytes of the DER value that begins here; all where that cannot be told. */
  private static int derLength(Bytes der) {
    int first = der.size() > 1 ? der.at(1) : 0x80;
    if (first < 0x80) {
      return 2 + first;
    }
    int size = first & 0x7f;
    if (size < 1 || size > 3 || der.size() < 2 + size) {
      return der.size();
    }
    int length = 0;
    for (int i = 0; i < size; i++) {
      length = length << 8 | der.at(2 + i);
    }
    return 2 + size + length;
  }

  private static List<FlowLog.Entry> records(List<DumpBlock> blocks) {
    LooseFlow flow = new LooseFlow();
    blocks.forEach(b -> flow.data(sender(b), b.bytes()));
    return flow.finish();
  }

  private static Sender sender(DumpBlock block) {
    return block.side() == DumpBlock.Side.RECEIVED ? Sender.SERVER : Sender.CLIENT;
  }

  /**
   * Messages without records. The shape of some depends on the version, which is unknown where no
   * ServerHello comes before: the one they fit better is taken.
   */
  private static List<FlowLog.Entry> messages(List<DumpBlock> blocks, DumpForm form) {
    List<FlowLog.Entry> older = messages(blocks, form, ProtocolVersion.TLS_1_2);
    if (malformed(older) == 0) {
      return older;
    }
    List<FlowLog.Entry> newer = messages(blocks, form, ProtocolVersion.TLS_1_3);
    return malformed(newer) < malformed(older) ? newer : older;
  }

  private static List<FlowLog.Entry> messages(
      List<DumpBlock> blocks, DumpForm form, ProtocolVersion version) {
    LooseFlow flow = new LooseFlow();
    for (DumpBlock block : blocks) {
      if (form != DumpForm.OPENSSL_MSG || block.label().endsWith("Handshake")) {
        flow.messages(sender(block), block.bytes(), version);
      } else if (block.label().endsWith("Alert")) {
        flow.record(sender(block), 21, version, block.bytes());
      } else if (block.label().endsWith("ChangeCipherSpec")) {
        flow.add(sender(block), new TlsEvent.ChangeCipherSpec(version));
      }
    }
    return flow.finish();
  }

  private static long malformed(List<FlowLog.Entry> log) {
    return log.stream()
        .filter(
            e ->
                e.event() instanceof TlsEvent.PartialMessage
                    || e.event() instanceof TlsEvent.Handshake h
                        && h.message() instanceof MalformedMessage)
        .count();
  }
}
