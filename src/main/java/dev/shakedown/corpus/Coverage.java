package dev.shakedown.corpus;

import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.MalformedBody;
import dev.shakedown.tls.extension.UnknownBody;
import dev.shakedown.tls.handshake.MalformedMessage;
import dev.shakedown.tls.handshake.UnknownMessage;
import dev.shakedown.tls.x509.Certificate;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much of what passed could be decoded: messages and extensions, and those among them of a type
 * without a decoder, or of a shape that their type forbids, by name.
 */
final class Coverage {
  /** Different names kept; a capture can hold 65,536 kinds of extensions. */
  private static final int MAX_NAMES = 1000;

  /** What a count is of; the names are those of the stored result. */
  enum Kind {
    UNKNOWN_MESSAGE("unknownMessages"),
    MALFORMED_MESSAGE("malformedMessages"),
    UNKNOWN_EXTENSION("unknownExtensions"),
    MALFORMED_EXTENSION("malformedExtensions"),
    MALFORMED_RECORD("malformedRecords");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  private long messages;
  private long extensions;
  private final Map<Kind, Map<String, Long>> names = new TreeMap<>();

  long messages() {
    return messages;
  }

  long extensions() {
    return extensions;
  }

  /** How often by name, in order of the names. */
  Map<String, Long> counts(Kind kind) {
    return names.getOrDefault(kind, Map.of());
  }

  /** Counts what a connection holds. */
  void add(FlowLog log) {
    for (FlowLog.Entry entry : log.entries()) {
      if (entry.event() instanceof TlsEvent.Handshake handshake) {
        messages++;
        message(handshake.message());
      } else if (entry.event() instanceof TlsEvent.MalformedRecord record) {
        count(Kind.MALFORMED_RECORD, record.problem(), 1);
      }
    }
  }

  /** Adds the counts of another. */
  void add(Coverage that) {
    messages += that.messages;
    extensions += that.extensions;
    that.names.forEach((kind, counts) -> counts.forEach((n, count) -> count(kind, n, count)));
  }

  void add(long moreMessages, long moreExtensions) {
    messages += moreMessages;
    extensions += moreExtensions;
  }

  void count(Kind kind, String name, long count) {
    Map<String, Long> counts = names.computeIfAbsent(kind, k -> new TreeMap<>());
    if (counts.size() < MAX_NAMES || counts.containsKey(name)) {
      counts.merge(name, count, Long::sum);
    }
  }

  private void message(Object message) {
    if (message instanceof UnknownMessage unknown) {
      count(Kind.UNKNOWN_MESSAGE, unknown.type().messageName(), 1);
    } else if (message instanceof MalformedMessage malformed) {
      count(Kind.MALFORMED_MESSAGE, malformed.type().messageName(), 1);
    } else if (message instanceof Record record) {
      parts(record);
    }
  }

  /** Extensions stand at various depths, so all that a message consists of is looked at. */
  private void parts(Object part) {
    if (part instanceof Extension extension) {
      extension(extension);
    } else if (part instanceof List<?> list) {
      list.forEach(this::parts);
    } else if (part instanceof Optional<?> optional) {
      optional.ifPresent(this::parts);
    } else if (part instanceof Record record && !(part instanceof Certificate)) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        if (!component.getType().isPrimitive()) {
          parts(read(component, record));
        }
      }
    }
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no access to " + component, e);
    }
  }

  private void extension(Extension extension) {
    extensions++;
    if (extension.body() instanceof UnknownBody unknown && !unknown.data().isEmpty()) {
      count(Kind.UNKNOWN_EXTENSION, extension.type().name(), 1);
    } else if (extension.body() instanceof MalformedBody) {
      count(Kind.MALFORMED_EXTENSION, extension.type().name(), 1);
    }
  }
}
