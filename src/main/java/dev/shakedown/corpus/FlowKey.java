package dev.shakedown.corpus;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which connection is meant: by its ends, so that an expectation outlives a change of numbers.
 *
 * @param client {@code 192.0.2.1:50000} or {@code [2001:db8::1]:50000}
 * @param server the same
 * @param nth 1 and up among the connections between these ends, in order of their first frames
 */
record FlowKey(String client, String server, int nth) implements Comparable<FlowKey> {
  private static final Comparator<FlowKey> ORDER =
      Comparator.comparing(FlowKey::client)
          .thenComparing(FlowKey::server)
          .thenComparingInt(FlowKey::nth);
  private static final String END =
      "([0-9A-Za-z.-]{1,100}:\\d{1,5}|\\[[0-9A-Fa-f:.]{2,45}]:\\d{1,5})";
  private static final Pattern TEXT =
      Pattern.compile(END + "\\s*->\\s*" + END + "(?:\\s+nth\\s+(\\d{1,6}))?");

  /** Reads {@code CLIENT -> SERVER} or {@code CLIENT -> SERVER nth 2}. */
  static Optional<FlowKey> parse(String text) {
    Matcher key = TEXT.matcher(text);
    if (!key.matches()) {
      return Optional.empty();
    }
    int nth = key.group(3) == null ? 1 : Integer.parseInt(key.group(3));
    return nth == 0 ? Optional.empty() : Optional.of(new FlowKey(key.group(1), key.group(2), nth));
  }

  /** An end as keys name it. */
  static String end(String ip, String port) {
    return (ip.indexOf(':') < 0 ? ip : "[" + ip + "]") + ":" + port;
  }

  /** The same for both directions: who is the client may be told wrong. */
  FlowKey undirected() {
    return client.compareTo(server) <= 0
        ? this
        : new FlowKey(/* client= */ server, /* server= */ client, nth);
  }

  /** So that a map is not slow whose keys somebody made all have one hash. */
  @Override
  public int compareTo(FlowKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return client + " -> " + server + (nth > 1 ? " nth " + nth : "");
  }
}
