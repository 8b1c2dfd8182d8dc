package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.ClientCertificate;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The server lets a handshake without a sound client certificate complete and refuses inside: one
 * short answer, and it closes. nginx does so, with HTTP 400 and a page whose length gives it away.
 */
final class RefusedAfterHandshake implements Rule {
  /**
   * nginx's pages of status 400 are 353 to 407 bytes with their head, whatever they call the
   * server; a record adds 17 to 40. An answer of another length may be any answer.
   */
  private static final int LEAST_PAGE = 365;

  private static final int LONGEST_PAGE = 450;

  /** What it adds to them for Chrome, lest that show a page of its own. */
  private static final int PADDING = 396;

  @Override
  public Set<String> codes() {
    return Set.of(Codes.REFUSED_AFTER_HANDSHAKE);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.COMPLETED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    if (!facts.progress().applicationDataClient() || !unsound(facts)) {
      return Verdict.CLEAR;
    }
    Optional<FlowLog.Entry> close = firstClose(facts);
    List<Seen<TlsEvent.ProtectedRecord>> answer = answer(facts);
    boolean errorPage = answer.size() == 1 && isPage(facts, answer.get(0).value().length());
    if (!errorPage || close.filter(c -> c.from() == Sender.SERVER).isEmpty()) {
      return Verdict.CLEAR;
    }
    Seen<TlsEvent.ProtectedRecord> last = answer.get(0);
    FindingBuilder finding = FindingBuilder.possible(Codes.REFUSED_AFTER_HANDSHAKE);
    facts
        .certificateRequest()
        .ifPresent(r -> finding.proof(r.frame(), Message.of("evidence.certificate-request")));
    facts
        .clientCertificate()
        .filter(c -> c.value().entries().isEmpty())
        .ifPresent(c -> finding.proof(c.frame(), Message.of("evidence.client-certificate.empty")));
    return finding
        .detail("answerBytes", last.value().length())
        .proof(last.frame(), Message.of("evidence.short-answer", "bytes", last.value().length()))
        .proof(close.get().frame(), Message.of("evidence.server-closes-first"))
        .verdict();
  }

  private static boolean isPage(FlowFacts facts, int length) {
    int bare = offersGrease(facts) ? length - PADDING : length;
    return bare >= LEAST_PAGE && bare <= LONGEST_PAGE;
  }

  /** As Chrome's stack does (RFC 8701). */
  private static boolean offersGrease(FlowFacts facts) {
    return facts
        .clientHello()
        .filter(h -> h.value().cipherSuites().stream().anyMatch(CipherSuite::isGrease))
        .isPresent();
  }

  /** Whether the client sent no certificate though asked, or one that is visibly out of date. */
  private static boolean unsound(FlowFacts facts) {
    if (facts.progress().clientCertificate() == ClientCertificate.EMPTY) {
      return true;
    }
    Instant start = Instant.ofEpochSecond(0, facts.flow().startNanos());
    return facts
        .clientCertificate()
        .filter(c -> !c.value().entries().isEmpty())
        .map(c -> c.value().entries().get(0).certificate())
        .filter(c -> c.readable() && (c.notAfter().isBefore(start) || c.notBefore().isAfter(start)))
        .isPresent();
  }

  private static List<Seen<TlsEvent.ProtectedRecord>> answer(FlowFacts facts) {
    List<Seen<TlsEvent.ProtectedRecord>> after =
        facts.events(TlsEvent.ProtectedRecord.class).stream()
            .filter(r -> r.index() > facts.progress().lastStepIndex())
            .toList();
    int request =
        after.stream()
            .filter(r -> r.from() == Sender.CLIENT)
            .findFirst()
            .map(Seen::index)
            .orElse(Integer.MAX_VALUE);
    return after.stream()
        .filter(r -> r.from() == Sender.SERVER && r.index() > request && !isAlert(r.value()))
        .toList();
  }

  /** By its type, or in TLS 1.3 by a length no other record has. */
  private static boolean isAlert(TlsEvent.ProtectedRecord r) {
    return r.type().equals(ContentType.ALERT) || r.length() == 19;
  }

  private static Optional<FlowLog.Entry> firstClose(FlowFacts facts) {
    return facts.flow().log().entries().stream()
        .filter(
            e ->
                e.event() instanceof TcpEvent.Fin
                    || e.event() instanceof TcpEvent.Rst
                    || e.event() instanceof TlsEvent.ProtectedRecord r && isAlert(r))
        .findFirst();
  }
}
