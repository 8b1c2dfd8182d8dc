/**
 * The log that a BIG-IP keeps as {@code /var/log/ltm}: its lines, what they say, and which of them
 * speak of one failure. The door is {@link dev.shakedown.ltm.LogReader}. Uses {@code bytes}, {@code
 * packet} and {@code tcp}.
 *
 * <pre>{@code
 * try (LogReader log = LogReader.open(in, "ltm")) {
 *   for (Optional<LogLine> line = log.next(); line.isPresent(); line = log.next()) {
 *     incidents.add(line.get());
 *   }
 * }
 * }</pre>
 */
package dev.shakedown.ltm;
