package dev.shakedown.anonymize;

import dev.shakedown.bigip.FileInfo;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tls.extension.CertificateAuthorities;
import dev.shakedown.tls.extension.StapledStatus;
import dev.shakedown.tls.extension.TrustedAuthorities;
import dev.shakedown.tls.handshake.CertificateEntry;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.handshake.CertificateStatus;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.x509.Certificate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A copy of what an analysis found, with pseudonyms for all that is somebody's. It walks through
 * records and collections by their components, so that nothing is passed over: numbers, times and
 * constants stay, every byte, text and address is replaced, unless a table of ours says otherwise
 * ({@link Treatment}), and a kind of value it does not know is an error. What is added to the model
 * is therefore anonymised before anybody thinks of it.
 */
public final class ModelPseudonyms {
  private final Pseudonyms pseudonyms;

  /** Of the message being copied: the certificates that an OCSP response may rest on. */
  private List<Certificate> chain = List.of();

  /** When the event being copied happened. */
  private long epochNanos;

  public ModelPseudonyms(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** The copy of a value. */
  @SuppressWarnings("unchecked") // a copy is of the class of what it is a copy of
  public <T> T of(T value) {
    return (T) copy(value, Treatment.TEXT);
  }

  private Object copy(Object value, Treatment treatment) {
    if (value == null || isHarmless(value)) {
      return value;
    }
    if (value instanceof String text) {
      return text(text, treatment);
    }
    if (value instanceof Bytes bytes) {
      return pseudonyms.opaque(bytes);
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(v -> copy(v, treatment));
    }
    if (value instanceof List<?> list) {
      return list(list, treatment);
    }
    if (value instanceof Set<?> set) {
      Set<Object> copy = new LinkedHashSet<>();
      set.forEach(e -> copy.add(copy(e, treatment)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, treatment);
    }
    return value instanceof FlowLog log ? log(log) : special(value);
  }

  /** Values that cannot name anybody. */
  private static boolean isHarmless(Object value) {
    return value instanceof Number
        || value instanceof Boolean
        || value instanceof Enum<?>
        || value instanceof TemporalAccessor
        || value instanceof ZoneId
        || value instanceof Duration
        || value instanceof OptionalInt
        || value instanceof OptionalLong;
  }

  private Object special(Object value) {
    if (value instanceof IpAddress address) {
      return pseudonyms.address(address);
    }
    if (value instanceof Certificate certificate) {
      return pseudonyms.certificate(certificate);
    }
    if (value instanceof FlowFacts facts) {
      return facts(facts);
    }
    if (value instanceof Message message) {
      return new Message(message.key(), arguments(message.key(), message.arguments()));
    }
    if (value instanceof Finding finding) {
      return new Finding(
          finding.code(),
          finding.variant(),
          finding.confidence(),
          of(finding.evidence()),
          arguments(finding.code(), finding.details()),
          of(finding.origin()));
    }
    if (value instanceof FileInfo info) {
      return pseudonyms.fileInfo(info);
    }
    if (value instanceof Record message) {
      return message(message);
    }
    throw new IllegalStateException("no way to anonymise " + value.getClass());
  }

  private String text(String text, Treatment treatment) {
    return switch (treatment) {
      case OURS -> text;
      case TEXT -> pseudonyms.text(text);
      case OBJECT -> pseudonyms.objectName(text);
      case RESET_CAUSE -> pseudonyms.resetCause(text);
      case FILE -> text.isEmpty() ? text : pseudonyms.file(text);
      case LINE -> line(text);
      case SERIAL -> pseudonyms.serial(text);
      case HEXADECIMAL -> pseudonyms.hexadecimal(text);
      case GONE -> "";
    };
  }

  private String line(String place) {
    int colon = place.lastIndexOf(':');
    return colon < 0 ? place : pseudonyms.file(place.substring(0, colon)) + place.substring(colon);
  }

  private List<Object> list(List<?> list, Treatment treatment) {
    List<Object> copy = new ArrayList<>(list.size());
    list.forEach(e -> copy.add(copy(e, treatment)));
    return copy;
  }

  /** The keys are names of ours: of aspects, of facts. */
  private Map<Object, Object> map(Map<?, ?> map, Treatment treatment) {
    Map<Object, Object> copy = new LinkedHashMap<>();
    map.forEach((k, v) -> copy.put(k instanceof String ? k : of(k), copy(v, treatment)));
    return copy;
  }

  private Map<String, Object> arguments(String owner, Map<String, Object> arguments) {
    Map<String, Object> copy = new LinkedHashMap<>();
    arguments.forEach(
        (name, value) ->
            copy.put(
                name,
                value instanceof Map<?, ?> nested
                    ? nested(owner, nested)
                    : copy(value, Treatment.ofArgument(owner, name))));
    return copy;
  }

  private Map<String, Object> nested(String owner, Map<?, ?> map) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    map.forEach((k, v) -> arguments.put((String) k, v));
    return arguments(owner, arguments);
  }

  /** Facts are folds over the log, so those of the copy hold nothing of the original. */
  private FlowFacts facts(FlowFacts facts) {
    facts.serverCertificate().ifPresent(c -> learn(c.value()));
    facts.clientCertificate().ifPresent(c -> learn(c.value()));
    chain = facts.serverChain().sent();
    FlowFacts copy = FlowFacts.of(of(facts.flow()));
    chain = List.of();
    return copy;
  }

  private void learn(CertificateMessage message) {
    pseudonyms.learn(message.entries().stream().map(CertificateEntry::certificate).toList());
  }

  private FlowLog log(FlowLog log) {
    FlowLog copy = new FlowLog(log.entries().size());
    for (FlowLog.Entry entry : log.entries()) {
      epochNanos = entry.epochNanos();
      copy.add(entry.frame(), entry.epochNanos(), entry.from(), of(entry.event()));
    }
    return copy;
  }

  /** Messages with bytes that are more than bytes. */
  private Object message(Record value) {
    if (value instanceof ClientHello hello) {
      return record(hello, Map.of("random", pseudonyms.clientRandom(hello.random(), epochNanos)));
    }
    if (value instanceof ServerHello hello) {
      return record(hello, Map.of("random", pseudonyms.serverRandom(hello.random())));
    }
    if (value instanceof CertificateRequest request) {
      return record(request, Map.of("authorities", names(request.authorities())));
    }
    if (value instanceof CertificateAuthorities named) {
      return new CertificateAuthorities(names(named.authorities()));
    }
    if (value instanceof TrustedAuthorities.Authority authority) {
      return new TrustedAuthorities.Authority(
          authority.identifierType(), pseudonyms.der(authority.identifier()));
    }
    if (value instanceof CertificateStatus status) {
      return new CertificateStatus(
          status.statusType(),
          status.responses().stream().map(r -> pseudonyms.ocsp(r, chain)).toList());
    }
    if (value instanceof StapledStatus status) {
      return new StapledStatus(status.statusType(), pseudonyms.ocsp(status.response(), chain));
    }
    return record(value, Map.of());
  }

  private List<Bytes> names(List<Bytes> names) {
    return names.stream().map(pseudonyms::der).toList();
  }

  /**
   * A copy of a record by its components.
   *
   * @param given copies of components that are already made
   */
  private Object record(Record value, Map<String, Object> given) {
    Class<?> type = value.getClass();
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] copies = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        String name = components[i].getName();
        types[i] = components[i].getType();
        var accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        copies[i] =
            given.containsKey(name)
                ? given.get(name)
                : copy(accessor.invoke(value), Treatment.ofComponent(type, name));
      }
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(copies);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("anonymising " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("anonymising " + type, e);
    }
  }
}
