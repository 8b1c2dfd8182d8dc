package dev.shakedown.diagnosis.facts;

import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.SelectedPsk;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.ExtensionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the lengths of the records behind a TLS 1.3 ServerHello tell of messages that nobody could
 * decrypt (RFC 8446 4.3, 4.4). Read only where each message has a record of its own, as OpenSSL,
 * GnuTLS, Go and JSSE send them; always an inference.
 *
 * @param frames where the records came, first to last
 * @param records their length fields: EncryptedExtensions, CertificateRequest if there is one,
 *     Certificate, CertificateVerify, Finished
 * @param certificateRequested whether the second of five is a CertificateRequest
 * @param certificateMessage bytes of the Certificate message with its header
 * @param finishedHash bits of the hash that the length of the Finished fits
 * @param padding zeros in each record: 0, or JSSE's 16
 * @param refutedBy what would make it wrong, as far as the hellos allow it
 */
public record ServerFlightShape(
    List<Long> frames,
    List<Integer> records,
    boolean certificateRequested,
    int certificateMessage,
    int finishedHash,
    int padding,
    List<Doubt> refutedBy) {

  /** What the same lengths could also mean. */
  public enum Doubt {
    /** The size is that of a CompressedCertificate (RFC 8879); the certificates are larger. */
    COMPRESSED_CERTIFICATE,
    /** Part of the size is an OCSP response or SCTs; the certificates are smaller. */
    STAPLED_STATUS,
    /** A raw public key (RFC 7250), no certificate. */
    RAW_PUBLIC_KEY,
    /** One message over two records: then the second is no CertificateRequest. */
    SPLIT_MESSAGE,
    /** Zeros behind some messages only (RFC 8446 5.4): then they are smaller. */
    UNEVEN_PADDING;

    /** The name in the public contract. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final Map<ExtensionType, Doubt> OFFERS =
      Map.of(
          ExtensionType.COMPRESS_CERTIFICATE,
          Doubt.COMPRESSED_CERTIFICATE,
          ExtensionType.STATUS_REQUEST,
          Doubt.STAPLED_STATUS,
          ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
          Doubt.STAPLED_STATUS,
          new ExtensionType(20),
          Doubt.RAW_PUBLIC_KEY);

  private static final int EMPTY_EXTENSIONS = 4 + 2;

  /** An empty context and signature_algorithms with one entry. */
  private static final int SHORTEST_REQUEST = 4 + 1 + 2 + 4 + 2 + 2;

  /** No X.509 certificate of a server is much shorter. */
  private static final int SHORTEST_CERTIFICATE = 200;

  /** An Ed25519 signature; those of DER may be a few bytes shorter, but hardly ever below it. */
  private static final int SHORTEST_VERIFY = 4 + 2 + 2 + 64;

  public ServerFlightShape {
    frames = List.copyOf(frames);
    records = List.copyOf(records);
    refutedBy = List.copyOf(refutedBy);
  }

  /** The most that the certificates alone can have: without header, context and length fields. */
  public int certificatesAtMost() {
    return certificateMessage - 4 - 1 - 3 - 3 - 2;
  }

  /** Empty if keys opened the flight, a session was resumed, or the lengths do not tell. */
  static Optional<ServerFlightShape> of(FlowFacts facts) {
    Optional<Seen<ServerHello>> hello =
        facts
            .serverHello()
            .filter(s -> s.value().version().isTls13())
            .filter(s -> s.value().extension(SelectedPsk.class).isEmpty());
    if (hello.isEmpty() || facts.clientHello().isEmpty()) {
      return Optional.empty();
    }
    List<Seen<TlsEvent.ProtectedRecord>> flight = flight(facts, hello.get().index());
    RecordLengths lengths = RecordLengths.of(hello.get().value().cipherSuite());
    for (int messages = 4; messages <= Math.min(5, flight.size()); messages++) {
      Optional<ServerFlightShape> shape = read(facts, flight.subList(0, messages), lengths);
      if (shape.isPresent()) {
        return shape;
      }
    }
    return Optional.empty();
  }

  /** The server's protected records before the client's first; none if bytes are missing. */
  private static List<Seen<TlsEvent.ProtectedRecord>> flight(FlowFacts facts, int from) {
    int clientsTurn =
        facts
            .event(
                TlsEvent.ProtectedRecord.class,
                e -> e.from() == Sender.CLIENT && !facts.offers(ExtensionType.EARLY_DATA))
            .map(Seen::index)
            .orElse(Integer.MAX_VALUE);
    boolean lost =
        facts.event(TlsEvent.LostTrack.class, e -> e.from() == Sender.SERVER).isPresent();
    return facts.events(TlsEvent.ProtectedRecord.class).stream()
        .filter(r -> r.from() == Sender.SERVER && r.index() > from && r.index() < clientsTurn)
        .filter(r -> !lost && r.value().type().equals(ContentType.APPLICATION_DATA))
        .toList();
  }

  private static Optional<ServerFlightShape> read(
      FlowFacts facts, List<Seen<TlsEvent.ProtectedRecord>> flight, RecordLengths lengths) {
    int last = flight.size() - 1;
    Optional<Integer> padding = lengths.paddingOfFinished(flight.get(last).value().length());
    if (padding.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> messages =
        flight.stream().map(r -> r.value().length() - 1 - lengths.tag() - padding.get()).toList();
    boolean requested = flight.size() == 5;
    int certificate = messages.get(last - 2);
    if (messages.get(0) < EMPTY_EXTENSIONS
        || certificate < SHORTEST_CERTIFICATE
        || messages.get(last - 1) < SHORTEST_VERIFY
        || messages.get(last - 1) >= certificate
        || requested && !isRequest(messages.get(1), certificate)
        || isRefutedByClient(facts.progress(), requested)) {
      return Optional.empty();
    }
    return Optional.of(
        new ServerFlightShape(
            flight.stream().map(Seen::frame).toList(),
            flight.stream().map(r -> r.value().length()).toList(),
            requested,
            certificate,
            lengths.hash() * 8,
            padding.get(),
            doubts(facts, requested)));
  }

  /** What is longer than what follows may as well be the first record of a split Certificate. */
  private static boolean isRequest(int length, int certificate) {
    return length >= SHORTEST_REQUEST && length < certificate;
  }

  /** A client answers a request with a Certificate, if an empty one, and only then sends one. */
  private static boolean isRefutedByClient(Progress progress, boolean requested) {
    boolean answered = progress.clientCertificate() != ClientCertificate.NONE;
    return requested ? progress.completed() && !answered : answered;
  }

  private static List<Doubt> doubts(FlowFacts facts, boolean requested) {
    List<Doubt> doubts = new ArrayList<>();
    for (Doubt doubt : Doubt.values()) {
      boolean possible =
          switch (doubt) {
            case COMPRESSED_CERTIFICATE, STAPLED_STATUS, RAW_PUBLIC_KEY ->
                OFFERS.entrySet().stream()
                    .anyMatch(o -> o.getValue() == doubt && facts.offers(o.getKey()));
            case SPLIT_MESSAGE -> requested;
            case UNEVEN_PADDING -> true;
          };
      if (possible) {
        doubts.add(doubt);
      }
    }
    return doubts;
  }
}
