package dev.shakedown.extract;

import dev.shakedown.bytes.Limits;
import dev.shakedown.preamble.Conversation;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.StreamListener;
import dev.shakedown.tcp.WatchedFlow;

/** Records both streams of a connection, and has the usual dialogues tell what of them is TLS. */
final class StreamRecorder implements StreamListener {
  private final Conversation conversation;
  private RecordedStream client = new RecordedStream();
  private RecordedStream server = new RecordedStream();

  StreamRecorder(FlowContext flow, Limits limits) {
    WatchedFlow watched = new WatchedFlow(flow, this::exchangeSides);
    this.conversation = new Conversation(watched, limits, tcp -> new TlsPart());
  }

  RecordedStream stream(Sender from) {
    return from == Sender.CLIENT ? client : server;
  }

  @Override
  public void data(
      Sender from, byte[] buffer, int offset, int length, long frame, long epochNanos) {
    stream(from).add(buffer, offset, length);
    conversation.data(from, buffer, offset, length, frame, epochNanos);
  }

  @Override
  public void gap(Sender from, long length, long frame, long epochNanos) {
    stream(from).gap(length);
    conversation.gap(from, length, frame, epochNanos);
  }

  @Override
  public void end(Sender from, long frame, long epochNanos) {
    conversation.end(from, frame, epochNanos);
  }

  @Override
  public void finish() {
    conversation.finish();
  }

  private void exchangeSides() {
    RecordedStream newClient = server;
    server = client;
    client = newClient;
  }

  /** Marks what the dialogues pass on as TLS. */
  private final class TlsPart implements StreamListener {
    @Override
    public void data(
        Sender from, byte[] buffer, int offset, int length, long frame, long epochNanos) {
      stream(from).tls(buffer, offset, length);
    }

    @Override
    public void gap(Sender from, long length, long frame, long epochNanos) {
      stream(from).tlsGap(length);
    }

    @Override
    public void end(Sender from, long frame, long epochNanos) {
      // nothing to mark
    }

    @Override
    public void finish() {
      // nothing to mark
    }
  }
}
