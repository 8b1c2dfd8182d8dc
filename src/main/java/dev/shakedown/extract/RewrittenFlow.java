package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.Sender;
import java.util.Set;
import java.util.stream.Collectors;

/** Both streams of a connection, as they were and as they are written. */
final class RewrittenFlow {
  private final Endpoint client;
  private final Direction fromClient;
  private final Direction fromServer;

  private RewrittenFlow(Endpoint client, Direction fromClient, Direction fromServer) {
    this.client = client;
    this.fromClient = fromClient;
    this.fromServer = fromServer;
  }

  /** One direction. */
  private static final class Direction {
    private final int begin;
    private final RecordedStream stream;
    private final byte[] real;
    private final byte[] written;
    private final Noise noise;

    /** {@code begin} is the sequence number of its first byte. */
    Direction(int begin, RecordedStream stream, byte[] written, Noise noise) {
      this.begin = begin;
      this.stream = stream;
      this.real = stream.bytes();
      this.written = written;
      this.noise = noise;
    }

    void rewrite(int sequence, byte[] buffer, int start, int end) {
      for (int at = start; at < end; at++) {
        int offset = sequence + (at - start) - begin;
        boolean same =
            offset >= 0
                && offset < written.length
                && !stream.isMissing(offset)
                && real[offset] == buffer[at];
        if (!stream.isFarHeader(offset)) {
          buffer[at] = same ? written[offset] : noise.at(offset);
        }
      }
    }
  }

  static RewrittenFlow of(FinishedFlow flow, StreamRecorder recorded, Pseudonyms pseudonyms) {
    Set<String> protocols =
        flow.log().entries().stream()
            .filter(e -> e.event() instanceof PlaintextEvent)
            .map(e -> ((PlaintextEvent) e.event()).protocol())
            .collect(Collectors.toSet());
    HandshakeRewriter messages = new HandshakeRewriter(pseudonyms, flow.startNanos());
    // the server's first: its hello tells how the records of both are protected
    Direction fromServer =
        direction(flow, Sender.SERVER, recorded, messages, protocols, pseudonyms);
    return new RewrittenFlow(
        flow.client(),
        direction(flow, Sender.CLIENT, recorded, messages, protocols, pseudonyms),
        fromServer);
  }

  private static Direction direction(
      FinishedFlow flow,
      Sender from,
      StreamRecorder recorded,
      HandshakeRewriter messages,
      Set<String> protocols,
      Pseudonyms pseudonyms) {
    RecordedStream stream = recorded.stream(from);
    Noise noise = new Noise(pseudonyms, flow.id() + "/" + from);
    PlaintextRewriter plaintext = new PlaintextRewriter(pseudonyms, protocols, noise);
    byte[] written = stream.bytes();
    for (int at = 0; at < written.length; at = stream.endOfRun(at)) {
      int end = stream.endOfRun(at);
      if (stream.isTls(at)) {
        new TlsRewriter(written, stream, messages, plaintext, noise).rewrite(at, end);
      } else {
        plaintext.rewrite(written, at, end);
      }
    }
    return new Direction((int) flow.facts(from).isn() + 1, stream, written, noise);
  }

  /** Rewrites payload in place: what the stream has there, noise where that is not known. */
  void rewrite(Endpoint source, int sequence, byte[] buffer, int start, int end) {
    (source.equals(client) ? fromClient : fromServer).rewrite(sequence, buffer, start, end);
  }
}
