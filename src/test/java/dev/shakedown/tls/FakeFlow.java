package dev.shakedown.tls;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.handshake.DecodeCache;
import java.util.List;

/** A connection whose segments a test sends by hand, one frame each. */
final class FakeFlow implements FlowContext {
  private final FlowLog log = new FlowLog(400);
  private final boolean fromStart;
  private final TlsSession session;
  private boolean swapped;
  private long frame;

  FakeFlow(boolean fromStart, Limits limits) {
    this(fromStart, limits, new SecretStore());
  }

  FakeFlow(boolean fromStart, Limits limits, SecretStore secrets) {
    this.fromStart = fromStart;
    this.session = new TlsSession(this, limits, new DecodeCache(), secrets);
  }

  static FakeFlow whole() {
    return new FakeFlow(true, Limits.DEFAULT);
  }

  static FakeFlow midStream() {
    return new FakeFlow(false, Limits.DEFAULT);
  }

  FakeFlow client(Bytes segment) {
    return send(Sender.CLIENT, segment);
  }

  FakeFlow server(Bytes segment) {
    return send(Sender.SERVER, segment);
  }

  FakeFlow send(Sender from, Bytes segment) {
    // Surrounded by other bytes, as in a packet.
    byte[] buffer = new byte[segment.size() + 7];
    System.arraycopy(segment.toArray(), 0, buffer, 3, segment.size());
    session.data(role(from), buffer, 3, segment.size(), ++frame, frame);
    return this;
  }

  FakeFlow gap(Sender from, long length) {
    session.gap(role(from), length, ++frame, frame);
    return this;
  }

  /** Ends the connection; its events. */
  List<FlowEvent> finish() {
    return finishEntries().stream().map(FlowLog.Entry::event).toList();
  }

  /** Ends the connection; its log. */
  List<FlowLog.Entry> finishEntries() {
    session.finish();
    return log.entries();
  }

  boolean swapped() {
    return swapped;
  }

  private Sender role(Sender from) {
    return swapped ? from.peer() : from;
  }

  @Override
  public FlowLog log() {
    return log;
  }

  @Override
  public Endpoint client() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Endpoint server() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean fromStart() {
    return fromStart;
  }

  @Override
  public boolean swapSides() {
    swapped = !fromStart;
    return swapped;
  }
}
