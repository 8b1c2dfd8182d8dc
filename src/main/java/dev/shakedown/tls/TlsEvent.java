package dev.shakedown.tls;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.AlertLevel;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.ProtocolVersion;

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
      boolean decrypted,
      int handshake)
      implements TlsEvent {}

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

  /** The stream cannot be followed any further in this direction because bytes are missing. */
  record LostTrack(long missing) implements TlsEvent {}

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
      java.util.List<Integer> clientLast,
      java.util.List<Integer> serverLast)
      implements TlsEvent {
    public Totals {
      clientLast = java.util.List.copyOf(clientLast);
      serverLast = java.util.List.copyOf(serverLast);
    }
  }
}
