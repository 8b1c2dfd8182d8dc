package dev.shakedown.bigip;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.packet.DeviceNote;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * tshark's names for what trailers hold: its own reading of a capture, and ours under its names.
 */
final class Tshark {
  private static final String TRAILER = "f5ethtrailer.";
  private static final String FILE_INFO = "f5fileinfo.";

  private static final String ZERO = "0x00000000";

  /** The fields compared. */
  static final List<String> FIELDS =
      List.of(
          TRAILER + "ingress",
          TRAILER + "flags.hwaction",
          TRAILER + "slot",
          TRAILER + "tmm",
          TRAILER + "vip",
          TRAILER + "phys_port",
          TRAILER + "trunk",
          TRAILER + "flowid",
          TRAILER + "peerid",
          TRAILER + "cfflags",
          TRAILER + "cfflags2",
          TRAILER + "flowtype",
          TRAILER + "haunit",
          TRAILER + "priority",
          TRAILER + "rstcausepeer",
          TRAILER + "rstcauseval",
          TRAILER + "rstcauseline",
          TRAILER + "rstcausetxt",
          TRAILER + "peeripproto",
          TRAILER + "peervlan",
          TRAILER + "peerremoteaddr",
          TRAILER + "peerremoteaddr6",
          TRAILER + "peerremotertdom",
          TRAILER + "peerremoteport",
          TRAILER + "peerlocaladdr",
          TRAILER + "peerlocaladdr6",
          TRAILER + "peerlocalrtdom",
          TRAILER + "peerlocalport",
          FILE_INFO + "cmdline",
          FILE_INFO + "version",
          FILE_INFO + "hostname",
          FILE_INFO + "platform",
          FILE_INFO + "product");

  private Tshark() {}

  static boolean isAtHand() {
    return Files.isExecutable(Path.of("/usr/bin/tshark"));
  }

  /**
   * Fields that are there, by name of the capture and number of the frame: {@code a.pcap 1}. All
   * frames are read in one run, as one file: tshark then takes only the very first one for a
   * file-info frame.
   *
   * @param walking whether tshark is to look for trailers behind padding that is not zero
   */
  static Map<String, Map<String, String>> read(List<Path> captures, boolean walking)
      throws IOException {
    List<String> names = new ArrayList<>();
    Path merged = Files.createTempFile("merged", ".pcap");
    try {
      Files.write(merged, merge(captures, names));
      List<String> command = new ArrayList<>(List.of("/usr/bin/tshark", "-r", merged.toString()));
      command.addAll(
          List.of("-o", "f5ethtrailer.pref_walk_trailer:" + (walking ? "TRUE" : "FALSE")));
      command.addAll(List.of("-T", "fields", "-E", "occurrence=l", "-e", "frame.number"));
      FIELDS.forEach(f -> command.addAll(List.of("-e", f)));
      Map<String, Map<String, String>> frames = new TreeMap<>();
      for (String line : run(command)) {
        String[] values = line.split("\t", -1);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
          put(fields, FIELDS.get(i), shownOnce(FIELDS.get(i), values[i + 1]));
        }
        if (!fields.isEmpty()) {
          frames.put(names.get(Integer.parseInt(values[0]) - 1), fields);
        }
      }
      return frames;
    } finally {
      Files.delete(merged);
    }
  }

  /** IPv4 addresses are shown a second time in the form in which they stand. */
  private static String shownOnce(String field, String value) {
    boolean again = value.startsWith("::ffff:") || value.startsWith("2620:0:c10:f501:0:");
    boolean zeroFlags = field.endsWith("cfflags2") && value.equals(ZERO);
    return again || zeroFlags ? "" : value;
  }

  private static byte[] merge(List<Path> captures, List<String> names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ByteBuffer.allocate(24)
            .putInt(0xa1b2c3d4)
            .putShort((short) 2)
            .putShort((short) 4)
            .putLong(0)
            .putInt(262_144)
            .putInt(1)
            .array());
    for (Path capture : captures) {
      try (CaptureReader reader = CaptureReader.open(capture, Limits.DEFAULT)) {
        while (reader.hasNext()) {
          if (reader.next() instanceof CapturedPacket packet) {
            int length = packet.capturedLength();
            ByteBuffer header =
                ByteBuffer.allocate(16).putInt((int) (packet.epochNanos() / 1_000_000_000));
            out.writeBytes(
                header.putInt(0).putInt(length).putInt((int) packet.originalLength()).array());
            out.write(packet.buffer(), packet.offset(), length);
            names.add(capture.getFileName() + " " + packet.number());
          }
        }
      }
    }
    return out.toByteArray();
  }

  private static List<String> run(List<String> command) throws IOException {
    Process tshark =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(tshark.getInputStream(), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  /** What we read of trailers, by the same keys. */
  static Map<String, Map<String, String>> ours(List<Path> captures) throws IOException {
    Map<String, Map<String, String>> frames = new TreeMap<>();
    for (Path capture : captures) {
      ReadTrailers.of(capture)
          .trailers
          .forEach((frame, t) -> frames.put(capture.getFileName() + " " + frame, of(t)));
    }
    return frames;
  }

  /** What we read, under tshark's names and in its words. */
  static Map<String, String> of(Trailer trailer) {
    Map<String, String> fields = new TreeMap<>();
    trailer
        .low()
        .ifPresent(
            low -> {
              fields.put(TRAILER + "ingress", low.ingress() ? "1" : "0");
              fields.put(TRAILER + "slot", "" + (low.slot() + 1));
              fields.put(TRAILER + "tmm", "" + low.tmm());
              put(fields, TRAILER + "vip", low.virtualServer());
              put(fields, TRAILER + "phys_port", low.port());
              put(fields, TRAILER + "trunk", low.trunk());
              number(fields, "flags.hwaction", "%d", low.hardwareAction());
            });
    trailer
        .medium()
        .ifPresent(
            medium -> {
              if (medium.flowType() >= 0) {
                fields.put(TRAILER + "flowid", "0x%016x".formatted(medium.flowId()));
                fields.put(TRAILER + "peerid", "0x%016x".formatted(medium.peerFlowId()));
                fields.put(TRAILER + "cfflags", "0x%08x".formatted((int) medium.flags()));
                put(fields, TRAILER + "cfflags2", highHalf(medium.flags()));
              }
              number(fields, "flowtype", "0x%02x", medium.flowType());
              number(fields, "haunit", "0x%02x", medium.haUnit());
              number(fields, "priority", "%d", medium.priority());
              medium.reset().ifPresent(r -> reset(fields, r));
            });
    trailer.peer().ifPresent(p -> peer(fields, p));
    return fields;
  }

  static Map<String, String> of(FileInfo info) {
    Map<String, String> fields = new TreeMap<>();
    put(fields, FILE_INFO + "cmdline", info.command());
    put(fields, FILE_INFO + "version", (info.version() + " " + info.build()).strip());
    put(fields, FILE_INFO + "hostname", info.host());
    put(fields, FILE_INFO + "platform", info.platform());
    put(fields, FILE_INFO + "product", info.product());
    return fields;
  }

  /** Forms with 32 bits of flags have none of it, others usually zeros: not told apart here. */
  private static String highHalf(long flags) {
    return flags >>> 32 == 0 ? "" : "0x%08x".formatted((int) (flags >>> 32));
  }

  private static void reset(Map<String, String> fields, DeviceNote.Reset reset) {
    fields.put(TRAILER + "rstcausepeer", reset.ofPeer() ? "1" : "0");
    fields.put(TRAILER + "rstcauseval", "0x%016x".formatted(reset.value()));
    fields.put(TRAILER + "rstcauseline", "" + reset.line());
    fields.put(TRAILER + "rstcausetxt", reset.text());
  }

  private static void peer(Map<String, String> fields, DeviceNote.Peer peer) {
    fields.put(TRAILER + "peeripproto", "" + peer.protocol());
    fields.put(TRAILER + "peervlan", "" + peer.vlan());
    end(fields, "peerremote", peer.remote());
    end(fields, "peerlocal", peer.local());
  }

  private static void end(Map<String, String> fields, String name, DeviceNote.End end) {
    String address = end.address().v6() ? "addr6" : "addr";
    fields.put(TRAILER + name + address, end.address().toString());
    fields.put(TRAILER + name + "port", "" + end.port());
    if (end.routeDomain() > 0) {
      fields.put(TRAILER + name + "rtdom", "" + end.routeDomain());
    }
  }

  private static void number(Map<String, String> fields, String name, String form, int value) {
    if (value >= 0) {
      fields.put(TRAILER + name, form.formatted(value));
    }
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }
}
