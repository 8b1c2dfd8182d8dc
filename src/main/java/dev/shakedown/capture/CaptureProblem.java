package dev.shakedown.capture;

import java.util.Map;

/**
 * What is wrong with a capture file. The codes, stable, with their arguments:
 *
 * <ul>
 *   <li>{@code truncated-file}: the file ends within the record, block or compressed data at the
 *       offset; {@code claimed} bytes it should have, 0 where unknown, and {@code present} bytes
 *   <li>{@code damaged-record}: no pcap record can begin at the offset; {@code claimed} captured
 *       length, {@code skipped} bytes passed over, {@code resumed} whether records follow
 *   <li>{@code damaged-block}: a pcapng block contradicts itself; {@code type} as hexadecimal,
 *       {@code reason} (length, trailing-length, content, byte-order), {@code skipped} bytes passed
 *       over to find the next block, {@code resumed} whether reading went on
 *   <li>{@code damaged-options}: the options of the block at the offset overrun it and are ignored
 *       from there; {@code type}
 *   <li>{@code damaged-compression}: the compressed data is wrong; what came before it was read;
 *       {@code compression}
 *   <li>{@code large-window}: the compressed data needs more memory than it may have; likewise
 *   <li>{@code unknown-interface}: a packet names an interface its section does not describe, and
 *       is passed over; {@code interface}, and how many {@code interfaces} there are
 *   <li>{@code too-many-interfaces}: a section describes more than {@code limit}; packets on others
 *       are passed over
 *   <li>{@code bad-timestamp-resolution}: an if_tsresol that no 64-bit time can have; microseconds
 *       are assumed; {@code value}
 *   <li>{@code unknown-version}: {@code major} and {@code minor}; read like the version known
 *   <li>{@code malformed-trailers}: {@code count} packets whose trailer, appended by the capturing
 *       device, is damaged; what of it makes sense was read; the offset is 0
 *   <li>{@code more-problems}: stands for the {@code count} problems after the first 64
 * </ul>
 *
 * @param code one of the codes above
 * @param offset where in the (decompressed) file it lies, in bytes from the start
 * @param detail facts for the reader's text, by argument name of the text {@code capture.<code>}
 */
public record CaptureProblem(String code, long offset, Map<String, Object> detail) {
  public CaptureProblem {
    detail = Map.copyOf(detail);
  }
}
