package dev.shakedown.ltm;

import dev.shakedown.ltm.LogMessage.Ends;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.ServerPorts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What logs say without a capture: how often handshakes failed, where, and for which reason the
 * device gives. Bounded: of very many different rows the first are counted.
 */
public final class LogSummary {
  private static final int MAX_ROWS = 5_000;
  private static final int MAX_CLIENTS = 1_000;

  /**
   * One reason at one place.
   *
   * @param service the end that was connected to; empty where no line names it
   * @param cause the device's own words where they differ from case to case; else empty
   */
  public record Key(Optional<LogEndpoint> service, Meaning meaning, String cause)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(
                (Key k) -> k.service().orElse(null),
                Comparator.nullsLast(Comparator.<LogEndpoint>naturalOrder()))
            .thenComparing(Key::meaning)
            .thenComparing(Key::cause);

    /** So that a map is not slow whose keys somebody made all have one hash. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** How often, when and for whom it happened. */
  public static final class Row {
    private final Key key;
    private final LogLine example;
    private final Map<IpAddress, Long> clients = new HashMap<>();
    private LogTime first;
    private LogTime last;
    private long count;
    private boolean moreClients;

    Row(Key key, LogLine example) {
      this.key = key;
      this.example = example;
      this.first = example.time();
      this.last = example.time();
    }

    private void add(LogTime time, Optional<LogEndpoint> client) {
      count++;
      first = first.secondsUntil(time) < 0 ? time : first;
      last = last.secondsUntil(time) > 0 ? time : last;
      if (client.isPresent()) {
        IpAddress address = client.get().endpoint().address();
        if (clients.size() < MAX_CLIENTS || clients.containsKey(address)) {
          clients.merge(address, 1L, Long::sum);
        } else {
          moreClients = true;
        }
      }
    }

    private Row with(Key otherKey, Substitution names) {
      Row copy = new Row(otherKey, names.of(example));
      clients.forEach((address, times) -> copy.clients.put(names.of(address), times));
      copy.first = first;
      copy.last = last;
      copy.count = count;
      copy.moreClients = moreClients;
      return copy;
    }

    /** What is counted. */
    public Key key() {
      return key;
    }

    /** How often. */
    public long count() {
      return count;
    }

    /** The earliest. */
    public LogTime first() {
      return first;
    }

    /** The latest. */
    public LogTime last() {
      return last;
    }

    /** The line that tells the reason, the first time. */
    public LogLine example() {
      return example;
    }

    /** How many different clients; at least so many where there are very many. */
    public int clients() {
      return clients.size();
    }

    /** Whether there are more clients than were told apart. */
    public boolean moreClients() {
      return moreClients;
    }

    /** The clients with the most failures. */
    public List<Map.Entry<IpAddress, Long>> topClients(int limit) {
      return clients.entrySet().stream()
          .sorted(
              Map.Entry.<IpAddress, Long>comparingByValue()
                  .reversed()
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(limit)
          .toList();
    }
  }

  /**
   * All that happened at one place.
   *
   * @param rows the most frequent first
   */
  public record Service(Optional<LogEndpoint> end, List<Row> rows) {
    /** How often anything happened. */
    public long count() {
      return rows.stream().mapToLong(Row::count).sum();
    }
  }

  private final Map<Key, Row> rows = new LinkedHashMap<>();
  private final List<String> files = new ArrayList<>();
  private Incidents incidents = new Incidents(this::count);
  private long lines;
  private long strange;
  private long throttled;
  private long notCounted;
  private Unread unread = Unread.NOTHING;

  /** Puts something else in the place of a value of the same kind, such as a pseudonym. */
  public interface Substitution {
    /** What stands for the value. */
    <T> T of(T value);
  }

  /** A copy that says the same of others. */
  public LogSummary with(Substitution names, UnaryOperator<String> fileNames) {
    LogSummary copy = new LogSummary();
    rows.forEach(
        (key, row) -> {
          Key other = names.of(key);
          copy.rows.put(other, row.with(other, names));
        });
    files.forEach(f -> copy.files.add(fileNames.apply(f)));
    copy.lines = lines;
    copy.strange = strange;
    copy.throttled = throttled;
    copy.notCounted = notCounted;
    copy.unread = unread;
    return copy;
  }

  /** Takes the next line of a log. */
  public void add(LogLine line) {
    lines++;
    incidents.add(line);
  }

  /** A log is over; another may follow. */
  public void endOfFile(String file, long strangeLines, Unread ofFile) {
    incidents.finish();
    incidents = new Incidents(this::count);
    files.add(file);
    strange += strangeLines;
    unread = unread.and(ofFile);
  }

  private void count(Incident incident) {
    Meaning meaning = incident.meaning();
    if (meaning == Meaning.THROTTLED) {
      throttled++;
      return;
    }
    LogLine telling = incident.telling();
    Optional<Ends> ends = incident.ends().map(e -> ofService(e, incident.first().message()));
    Key key = new Key(ends.map(Ends::second), meaning, cause(telling));
    Row row = rows.get(key);
    if (row == null && rows.size() >= MAX_ROWS) {
      notCounted++;
      return;
    }
    rows.computeIfAbsent(key, k -> new Row(k, telling)).add(telling.time(), ends.map(Ends::first));
  }

  /**
   * The ends with the one that was connected to in the second place. Its port tells; where both or
   * neither is one that things are served on, the order does: a device resets from its own end, and
   * names the remote one first elsewhere.
   */
  private static Ends ofService(Ends ends, LogMessage message) {
    boolean first = ServerPorts.isKnown(ends.first().endpoint().port());
    boolean second = ServerPorts.isKnown(ends.second().endpoint().port());
    boolean swap = first == second ? message instanceof LogMessage.ResetSent : first;
    return swap ? ends.swapped() : ends;
  }

  private static String cause(LogLine line) {
    if (line.message() instanceof LogMessage.ResetSent reset) {
      return (reset.peer() ? "{peer} " : "") + reset.cause();
    }
    boolean own =
        switch (Meaning.of(line)) {
          case OTHER_ERROR, PEER_CERTIFICATE, RULE_ERROR, OTHER_SSL -> true;
          default -> false;
        };
    return own
        ? line.message() instanceof LogMessage.ConnectionError error
            ? error.cause() + " (" + error.alert() + ")"
            : line.text()
        : "";
  }

  /** Where handshakes failed, the place with most failures first; unnamed places last. */
  public List<Service> services() {
    return services(true);
  }

  /** The states of the device. */
  public List<Row> states() {
    return services(false).stream().flatMap(s -> s.rows().stream()).toList();
  }

  private List<Service> services(boolean handshakes) {
    Map<Optional<LogEndpoint>, List<Row>> byEnd = new LinkedHashMap<>();
    rows.values().stream()
        .filter(r -> r.key().meaning().ofHandshake() == handshakes)
        .sorted(Comparator.comparingLong(Row::count).reversed())
        .forEach(r -> byEnd.computeIfAbsent(r.key().service(), s -> new ArrayList<>()).add(r));
    return byEnd.entrySet().stream()
        .map(e -> new Service(e.getKey(), List.copyOf(e.getValue())))
        .sorted(
            Comparator.comparing((Service s) -> s.end().isEmpty())
                .thenComparing(Comparator.comparingLong(Service::count).reversed()))
        .toList();
  }

  /** The logs read. */
  public List<String> files() {
    return List.copyOf(files);
  }

  /** Lines of such a log. */
  public long lines() {
    return lines;
  }

  /** Lines that are none. */
  public long strange() {
    return strange;
  }

  /** How often the device says that it left messages out, or did. */
  public long throttled() {
    return throttled;
  }

  /** Failures of too many different kinds to be counted. */
  public long notCounted() {
    return notCounted;
  }

  /** What of the logs was not looked at. */
  public Unread unread() {
    return unread;
  }
}
