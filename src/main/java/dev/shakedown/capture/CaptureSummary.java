package dev.shakedown.capture;

import java.util.List;
import java.util.OptionalLong;

/**
 * What was read of a capture so far.
 *
 * @param format pcap or pcapng
 * @param compression none, gzip, zstd or lz4
 * @param packets packets handed out, but for those that a capturing device wrote itself
 * @param bytes captured bytes of these packets, without what the device added to them
 * @param fileBytes bytes read of the (decompressed) file
 * @param firstEpochNanos the least capture time, nanoseconds since 1970; empty without any
 * @param lastEpochNanos the greatest capture time, nanoseconds since 1970; empty without any
 * @param linkTypes the names of the link types of the interfaces, each once, in order of appearance
 * @param interfaces at most the first 256, over all sections
 * @param sections at most the first 64; none in pcap
 */
public record CaptureSummary(
    String format,
    String compression,
    long packets,
    long bytes,
    long fileBytes,
    OptionalLong firstEpochNanos,
    OptionalLong lastEpochNanos,
    List<String> linkTypes,
    List<CaptureInterface> interfaces,
    List<CaptureSection> sections) {
  public CaptureSummary {
    linkTypes = List.copyOf(linkTypes);
    interfaces = List.copyOf(interfaces);
    sections = List.copyOf(sections);
  }
}
