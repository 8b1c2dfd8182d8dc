package dev.shakedown.tls;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ClientKeyExchange;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.MalformedMessage;
import dev.shakedown.tls.handshake.NewSessionTicket;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.AlertLevel;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/** What the record layer gives (RFC 8446 5, RFC 5246 6.2), in the order of completion. */
public sealed interface TlsEvent extends FlowEvent {

  /**
   * A handshake message that could be read, malformed ones included.
   *
   * @param message the message
   * @param length bytes of it with its four-byte header (SSL 2.0: with the record header)
   * @param recordVersion legacy_record_version of the record it began in
   * @param records over how many records it is spread
   * @param segments over how many TCP segments it is spread
   * @param firstFrame the frame its first byte came in
   * @param bytesInFirstSegment how many of its bytes (record header excluded) came in that segment
   * @param firstRecordInFirstSegment whether the record it began in was whole in that segment
   * @param decrypted whether it was encrypted on the wire
   * @param handshake 0 for the first handshake of the connection, 1 for the first renegotiation,
   *     ...
   */
  record Handshake(
      HandshakeMessage message,
      int length,
      ProtocolVersion recordVersion,
      int records,
      int segments,
      long firstFrame,
      int bytesInFirstSegment,
      boolean firstRecordInFirstSegment,
      boolean decrypted,
      int handshake)
      implements TlsEvent {
    /** What is shared with other messages is counted where it is decoded. */
    @Override
    public int heldBytes() {
      if (message instanceof ClientHello hello) {
        return 400 + 3 * hello.sessionId().size() + heldBytes(hello.extensions());
      }
      if (message instanceof ServerHello hello) {
        return 400 + heldBytes(hello.extensions());
      }
      if (message instanceof MalformedMessage malformed) {
        return 400 + malformed.head().size(); // what it claims was never held
      }
      return 200 + (isKeptAsItIs() ? 1 : 3) * length;
    }

    /** Whether most of it is opaque, or counted where it is decoded. */
    private boolean isKeptAsItIs() {
      return message instanceof CertificateMessage
          || message instanceof ServerKeyExchange
          || message instanceof ClientKeyExchange
          || message instanceof NewSessionTicket;
    }

    private static int heldBytes(List<Extension> extensions) {
      int bytes = 0;
      for (Extension extension : extensions) {
        boolean own = Extensions.isFresh(extension.type());
        bytes += 8 + (own ? 150 + 3 * extension.length() : 0);
      }
      return bytes;
    }
  }

  /** A ChangeCipherSpec record. */
  record ChangeCipherSpec(ProtocolVersion recordVersion) implements TlsEvent {}

  /**
   * An alert that could be read.
   *
   * @param decrypted whether it was encrypted on the wire
   */
  record Alert(
      AlertLevel level,
      AlertDescription description,
      ProtocolVersion recordVersion,
      boolean decrypted)
      implements TlsEvent {}

  /**
   * A protected record that was not decrypted: one event each for the first {@code
   * Limits.maxRecordsLogged} of a direction, and for every later one whose type is not
   * application_data.
   *
   * @param type the outer type; in TLS 1.3 application_data whatever is inside
   * @param recordVersion as in the record's header
   * @param length the record's length field
   */
  record ProtectedRecord(ContentType type, ProtocolVersion recordVersion, int length)
      implements TlsEvent {}

  /**
   * What the secrets at hand are worth for this connection; of each kind, once a direction at most.
   */
  record Secrets(Use use) implements TlsEvent {
    /** What was found. */
    public enum Use {
      /** The first record was decrypted. */
      FIT,
      /** There are secrets for the connection, but they do not authenticate its records. */
      WRONG,
      /** The premaster secret was encrypted to none of the RSA keys given. */
      WRONG_RSA_KEY,
      /** There are secrets, but records of this cipher suite cannot be opened. */
      UNSUPPORTED_SUITE,
      /** Bytes missing from the capture keep later records from being opened. */
      OUT_OF_STEP
    }
  }

  /**
   * Whether the Finished message right before fits all messages before it (RFC 8446 4.4.4, RFC 5246
   * 7.4.9). Said only if all of them were captured and the secrets are known.
   */
  record VerifyData(boolean right) implements TlsEvent {}

  /**
   * A record without content, in the clear and of a type that must have some (RFC 8446 5.1, RFC
   * 5246 6.2.1).
   */
  record EmptyRecord(ContentType type, ProtocolVersion recordVersion) implements TlsEvent {}

  /**
   * Bytes that are no TLS record where one must be, or a record that breaks the rules so that the
   * stream cannot be followed further.
   *
   * @param offset where in the stream, bytes from its start
   * @param head the first bytes, at most 64
   * @param problem what is wrong, in the words of the RFC's fields
   */
  record MalformedRecord(long offset, Bytes head, String problem) implements TlsEvent {}

  /** A record whose length exceeds what its protocol allows (RFC 8446 5.1, 5.2). */
  record OversizedRecord(ContentType type, ProtocolVersion recordVersion, int length)
      implements TlsEvent {}

  /**
   * Bytes that TLS needs are missing: the messages they belong to are lost. What follows is read
   * again from the next record that can be made out; there may be none.
   */
  record LostTrack(long missing) implements TlsEvent {}

  /**
   * A record that is not protected and of a type that carries neither handshake messages, alerts
   * nor a ChangeCipherSpec: a heartbeat in the clear (RFC 6520), or an unknown type.
   *
   * @param length the record's length field
   */
  record PlaintextRecord(ContentType type, ProtocolVersion recordVersion, int length)
      implements TlsEvent {}

  /**
   * A handshake message of which only the beginning came: said when its next bytes turn out to be
   * missing from the capture, else when the session ends.
   *
   * @param length bytes of it with its four-byte header; -1 if not even that is complete
   * @param received how many of them came
   * @param firstFrame the frame its first byte came in
   * @param beginning of a hello, the fields that came, as if it were whole; see {@code CutBody}
   */
  record PartialMessage(
      HandshakeType type, int length, int received, long firstFrame, Optional<Handshake> beginning)
      implements TlsEvent {}

  /**
   * A record of which the end never came; said when the session ends, and only if no {@link
   * PartialMessage} says it.
   *
   * @param recordVersion 0x0000 if not received
   * @param length the record's length field; -1 if not received
   * @param received how many bytes of the record came, its header of five bytes included
   */
  record PartialRecord(ContentType type, ProtocolVersion recordVersion, int length, int received)
      implements TlsEvent {}

  /**
   * The last event of a session: what passed in all.
   *
   * @param clientRecords protected records of type application_data sent by the client
   * @param clientBytes their length fields added up
   * @param serverRecords the server's
   * @param serverBytes the server's
   * @param clientLast length fields of the client's last such records, oldest first, at most 4
   * @param serverLast the server's
   */
  record Totals(
      long clientRecords,
      long clientBytes,
      long serverRecords,
      long serverBytes,
      List<Integer> clientLast,
      List<Integer> serverLast)
      implements TlsEvent {
    public Totals {
      clientLast = List.copyOf(clientLast);
      serverLast = List.copyOf(serverLast);
    }
  }
}
