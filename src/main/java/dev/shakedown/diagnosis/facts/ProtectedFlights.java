package dev.shakedown.diagnosis.facts;

import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.ExtensionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads TLS 1.3's flights behind the ServerHello without keys, by the lengths of their records: an
 * alert in place of a Finished, an empty Certificate, a refusal of the client's certificate.
 */
final class ProtectedFlights {
  /**
   * What the lengths tell.
   *
   * @param alert an alert that ends the handshake
   * @param clientFinished the record that holds, or ends with, the client's Finished
   * @param clientCertificate what the client did about a certificate of its own
   * @param clientGoesOn whether the client sent more after its Finished
   * @param serverGoesOn whether the server sent more than one record after it, or data before it
   * @param refusedByServer whether the server refused right behind it
   * @param refusalHidden whether the client closed before a refusal could be told from a farewell
   */
  record Reading(
      Optional<AlertSeen> alert,
      Optional<Seen<TlsEvent.ProtectedRecord>> clientFinished,
      ClientCertificate clientCertificate,
      boolean clientGoesOn,
      boolean serverGoesOn,
      boolean refusedByServer,
      boolean refusalHidden) {

    static Reading unfinished(Optional<AlertSeen> alert, ClientCertificate certificate) {
      return new Reading(alert, Optional.empty(), certificate, false, false, false, false);
    }

    /** A request in early data was answered; what follows is a farewell, and no refusal. */
    static Reading answered() {
      return new Reading(
          Optional.empty(), Optional.empty(), ClientCertificate.NONE, false, true, false, false);
    }
  }

  private final FlowFacts facts;
  private final List<Seen<TlsEvent.ProtectedRecord>> client;
  private final List<Seen<TlsEvent.ProtectedRecord>> server;
  private final int end;
  private RecordLengths lengths;
  private ClientCertificate certificate = ClientCertificate.NONE;

  /** Looks at the protected records among the first {@code end} events. */
  ProtectedFlights(
      FlowFacts facts,
      List<Seen<TlsEvent.ProtectedRecord>> records,
      RecordLengths lengths,
      int end) {
    this.facts = facts;
    this.client = new ArrayList<>();
    this.server = new ArrayList<>();
    records.forEach(r -> (r.from() == Sender.CLIENT ? client : server).add(r));
    this.lengths = lengths;
    this.end = end;
  }

  Reading read() {
    boolean offered = facts.offers(ExtensionType.EARLY_DATA);
    if (client.isEmpty()) {
      return offered && answersBefore(end)
          ? Reading.answered()
          : Reading.unfinished(serversAlert(), ClientCertificate.NONE);
    }
    Seen<TlsEvent.ProtectedRecord> first = client.get(0);
    boolean earlyData = offered || lengths.isEndOfEarlyData(first.value().length());
    if (!earlyData && lengths.isAlert(first.value().length())) {
      AlertSeen alert = AlertSeen.unreadable(first, true);
      return Reading.unfinished(Optional.of(alert), ClientCertificate.NONE);
    }
    int finished = findFinished(earlyData);
    if (finished < 0 && goesOnBehindUnknownFlight()) {
      finished = 0;
    }
    if (finished < 0) {
      return Reading.unfinished(Optional.empty(), certificate);
    }
    // what the server had closed before cannot have been finished, as when it refuses a Certificate
    // that came in a segment of its own
    return Closes.before(facts, Sender.SERVER, client.get(finished).index())
            && !(earlyData && answersBefore(client.get(finished).index()))
        ? Reading.unfinished(serversAlert(), certificate)
        : behind(client.get(finished));
  }

  /**
   * No handshake message is as short as an alert, so a last record of its length is one. With
   * JSSE's padding it could be taken for EncryptedExtensions, but those are the first record.
   */
  private Optional<AlertSeen> serversAlert() {
    if (server.isEmpty()) {
      return Optional.empty();
    }
    int length = last(server).value().length();
    boolean alert =
        lengths.isShortestAlert(length) || server.size() > 1 && lengths.couldBeAlert(length);
    return alert ? Optional.of(AlertSeen.unreadable(last(server), true)) : Optional.empty();
  }

  /**
   * Whether the server sent data behind its flight already, which a request in early data lets it
   * do (RFC 8446 2.3): it may have closed with the answer, and the client finishes after that.
   */
  private boolean answersBefore(int index) {
    List<Integer> sent =
        server.stream().filter(r -> r.index() < index).map(r -> r.value().length()).toList();
    // EncryptedExtensions and Finished, in one record or two: a session that is resumed has no more
    int flight = sent.size() > 1 && lengths.isFinished(sent.get(1)) ? 2 : 1;
    return sent.stream().skip(flight).anyMatch(length -> !lengths.couldBeAlert(length));
  }

  /**
   * The record of the client's Finished; -1 if none has its length. Notes the certificate before.
   */
  private int findFinished(boolean earlyData) {
    for (int i = 0; i < client.size(); i++) {
      int length = client.get(i).value().length();
      if (lengths.isFinished(length)) {
        return i;
      }
      if (i == 0 && lengths.isEmptyCertificateAndFinished(length)) {
        certificate = ClientCertificate.EMPTY;
        return i;
      }
      if (i == 0 && !earlyData && offersApplicationSettings()) {
        if (lengths.couldBeSettingsAndFinished(length)) {
          return i;
        }
        if (lengths.couldBeSettings(length)) {
          continue;
        }
      }
      if (i == 0 && !earlyData) {
        certificate = certificateIn(length);
      }
    }
    return -1;
  }

  /** What is too short for a Certificate and is no empty one tells nothing. */
  private ClientCertificate certificateIn(int length) {
    if (lengths.isEmptyCertificate(length)) {
      return ClientCertificate.EMPTY;
    }
    return lengths.couldBeCertificate(length) ? ClientCertificate.PRESENT : ClientCertificate.NONE;
  }

  /** A flight in one record, or padded: taken for finished if anybody goes on after it. */
  private boolean goesOnBehindUnknownFlight() {
    boolean serverGoesOn =
        !server.isEmpty()
            && last(server).index() > client.get(0).index()
            && !lengths.isAlert(last(server).value().length());
    return serverGoesOn || client.size() > 1 && !server.isEmpty();
  }

  private Reading behind(Seen<TlsEvent.ProtectedRecord> finished) {
    lengths = lengths.paddedAsIn(finished.value().length());
    List<Seen<TlsEvent.ProtectedRecord>> after =
        server.stream().filter(r -> r.index() > finished.index()).toList();
    Optional<AlertSeen> alert = Optional.empty();
    boolean refused = false;
    boolean hidden = false;
    // without a certificate there is nothing to refuse: an alert is then a close_notify
    if (certificate != ClientCertificate.NONE) {
      // GnuTLS sends two, the second by its application; tickets or data would come before an alert
      boolean onlyAlerts =
          !after.isEmpty()
              && after.stream().allMatch(r -> lengths.couldBeAlert(r.value().length()));
      hidden =
          (after.isEmpty() || onlyAlerts)
              && clientClosed(finished.index(), after.isEmpty() ? end : after.get(0).index());
      if (onlyAlerts && !hidden) {
        alert = Optional.of(AlertSeen.unreadable(after.get(0), true));
        refused = true;
      } else {
        refused = after.isEmpty() && serverClosesFirst(finished.index());
      }
    }
    return new Reading(
        alert,
        Optional.of(finished),
        certificate,
        last(client).index() > finished.index(),
        after.size() > 1,
        refused,
        hidden && !refused);
  }

  private boolean clientClosed(int from, int to) {
    return Closes.before(facts, Sender.CLIENT, to)
        || client.stream()
            .anyMatch(
                r -> r.index() > from && r.index() < to && lengths.isAlert(r.value().length()));
  }

  private boolean serverClosesFirst(int from) {
    List<FlowLog.Entry> entries = facts.flow().log().entries();
    for (int i = from + 1; i < end; i++) {
      if (Closes.is(entries.get(i))) {
        return entries.get(i).from() == Sender.SERVER;
      }
      if (entries.get(i).event() instanceof TlsEvent.ProtectedRecord r
          && entries.get(i).from() == Sender.CLIENT
          && lengths.isAlert(r.length())) {
        return false;
      }
    }
    return false;
  }

  /** Then the client's flight may begin with EncryptedExtensions of its own. */
  private boolean offersApplicationSettings() {
    return facts.offers(ExtensionType.APPLICATION_SETTINGS)
        || facts.offers(ExtensionType.APPLICATION_SETTINGS_OLD);
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
