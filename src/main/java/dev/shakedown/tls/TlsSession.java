package dev.shakedown.tls;

import dev.shakedown.bytes.Limits;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.StreamListener;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.x509.CertificateCache;

/**
 * Follows TLS on one connection and writes {@link TlsEvent}s to its log, in the order of the
 * packets that complete them (RFC 8446 5, RFC 5246 6.2).
 */
public final class TlsSession implements StreamListener {
  private final FlowContext flow;
  private final Negotiation negotiation;
  private Direction client;
  private Direction server;

  /** Follows {@code flow}; {@code certificates} may be shared by all sessions of an analysis. */
  public TlsSession(FlowContext flow, Limits limits, CertificateCache certificates) {
    this.flow = flow;
    this.negotiation = new Negotiation(certificates);
    boolean fromStart = flow.fromStart();
    this.client =
        new Direction(Sender.CLIENT, negotiation, this::learn, flow.log(), limits, fromStart);
    this.server =
        new Direction(Sender.SERVER, negotiation, this::learn, flow.log(), limits, fromStart);
  }

  @Override
  public void data(
      Sender from, byte[] buffer, int offset, int length, long frame, long epochNanos) {
    direction(from).data(buffer, offset, length, frame, epochNanos);
  }

  @Override
  public void gap(Sender from, long length, long frame, long epochNanos) {
    direction(from).gap(length, frame, epochNanos);
  }

  @Override
  public void end(Sender from, long frame, long epochNanos) {}

  @Override
  public void finish() {
    client.finish();
    server.finish();
    if (!client.anyRecord() && !server.anyRecord()) {
      return;
    }
    Direction last = client.frame() > server.frame() ? client : server;
    flow.log()
        .addAlways(
            last.frame(),
            last.epochNanos(),
            Sender.NETWORK,
            new TlsEvent.Totals(
                client.dataRecords(),
                client.dataBytes(),
                server.dataRecords(),
                server.dataBytes(),
                client.lastLengths(),
                server.lastLengths()));
  }

  private Direction direction(Sender from) {
    return from == Sender.CLIENT ? client : server;
  }

  private void learn(Direction from, HandshakeMessage message) {
    boolean wrongWay =
        message instanceof ClientHello && from.sender() == Sender.SERVER
            || message instanceof ServerHello && from.sender() == Sender.CLIENT;
    if (wrongWay && !negotiation.clientHelloSeen() && flow.swapSides()) {
      Direction formerClient = client;
      client = server;
      server = formerClient;
      client.changeSender();
      server.changeSender();
    }
    negotiation.learn(message);
  }
}
