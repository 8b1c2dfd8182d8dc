package dev.shakedown.bigip;

import dev.shakedown.capture.CapturedPacket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tcpdump on a BIG-IP says of itself in a frame of EtherType 0x05ff: texts of the form {@code
 * KEY: value}, each ended by NUL.
 *
 * @param values by key, in order; texts without a key count from {@code 0} on
 */
public record FileInfo(Map<String, String> values) {
  /** MAC addresses of zeros, the EtherType, {@code F5-Pseudo-pkt}. */
  private static final byte[] MARK =
      "\0\0\0\0\0\0\0\0\0\0\0\0\u0005\u00ffF5-Pseudo-pkt\0".getBytes(StandardCharsets.ISO_8859_1);

  private static final int MAX_VALUES = 64;
  private static final int MAX_LENGTH = 4096;

  /** The digits and points of a number such as {@code 17.1.1}. */
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+){0,5}");

  /** The capture interface with its modifiers: {@code -nni 0.0:nnnp}. */
  private static final Pattern INTERFACE =
      Pattern.compile("(?:^|\\s)-[A-Za-z]*i\\s*(\\S+?)(?::([a-z]*))?(?=\\s|$)");

  public FileInfo {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Whether a packet of an Ethernet is such a frame. */
  static boolean isIn(CapturedPacket packet) {
    int at = packet.offset();
    return packet.capturedLength() >= MARK.length
        && packet.buffer()[at + 12] == MARK[12]
        && Arrays.equals(packet.buffer(), at, at + MARK.length, MARK, 0, MARK.length);
  }

  /** Reads a frame that {@link #isIn} has recognised. */
  static FileInfo read(CapturedPacket packet) {
    Map<String, String> values = new LinkedHashMap<>();
    int end = packet.offset() + packet.capturedLength();
    int at = packet.offset() + MARK.length;
    int unnamed = 0;
    while (at < end && values.size() < MAX_VALUES) {
      int stop = at;
      while (stop < end && packet.buffer()[stop] != 0) {
        stop++;
      }
      int size = Math.min(stop - at, MAX_LENGTH);
      String text = new String(packet.buffer(), at, size, StandardCharsets.ISO_8859_1);
      int colon = text.indexOf(':');
      if (colon > 0) {
        values.putIfAbsent(text.substring(0, colon), text.substring(colon + 1).strip());
      } else if (!text.isBlank()) {
        values.put(String.valueOf(unnamed++), text.strip());
      }
      at = stop + 1;
    }
    return new FileInfo(values);
  }

  /** The frame that says it. */
  public byte[] frame() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MARK);
    values.forEach(
        (key, value) ->
            out.writeBytes((key + ": " + value + '\0').getBytes(StandardCharsets.ISO_8859_1)));
    return out.toByteArray();
  }

  /** The tcpdump command line; empty if it is not told, like all that follows. */
  public String command() {
    return values.getOrDefault("CMD", "");
  }

  /** The version of BIG-IP: {@code 17.1.1}. */
  public String version() {
    return number(0);
  }

  /** The build of that version: {@code 0.0.5}. */
  public String build() {
    return number(1);
  }

  /** The device's name. */
  public String host() {
    return values.getOrDefault("HOST", "");
  }

  /** The hardware by its number: {@code Z100}. */
  public String platform() {
    return values.getOrDefault("PLAT", "");
  }

  /** The name of the hardware; empty where it is not known. */
  public String platformName() {
    return Platforms.name(platform());
  }

  /** The product: {@code BIG-IP}. */
  public String product() {
    return values.getOrDefault("PROD", "");
  }

  /** Whether packets of the peer flow are captured too, whatever the filter (modifier p). */
  public boolean hasPeerFlows() {
    Matcher captured = INTERFACE.matcher(command());
    return captured.find() && captured.group(2) != null && captured.group(2).contains("p");
  }

  private String number(int index) {
    Matcher numbers = NUMBER.matcher(values.getOrDefault("VER", ""));
    boolean found = numbers.find();
    for (int i = 0; i < index && found; i++) {
      found = numbers.find();
    }
    return found ? numbers.group() : "";
  }
}
