/**
 * Capture files: pcap and pcapng, plain or compressed, read as a stream in constant memory. The
 * door is {@link dev.shakedown.capture.CaptureReader}. Uses {@code bytes} only.
 *
 * <pre>{@code
 * try (var capture = CaptureReader.open(path, Limits.DEFAULT)) {
 *   while (capture.hasNext()) {
 *     if (capture.next() instanceof CapturedPacket packet) { ... }
 *   }
 *   capture.problems();
 * }
 * }</pre>
 */
package dev.shakedown.capture;
