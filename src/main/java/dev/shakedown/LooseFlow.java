package dev.shakedown;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.TlsSession;
import dev.shakedown.tls.handshake.DecodeCache;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.List;

/** A connection of which there are bytes only, no packets. */
final class LooseFlow implements FlowContext {
  private static final int MAX_EVENTS = 10_000;
  private static final int MAX_FRAGMENT = 1 << 14;
  private static final int HANDSHAKE = 22;

  private final FlowLog log = new FlowLog(MAX_EVENTS);
  private final TlsSession session = new TlsSession(this, Limits.DEFAULT, new DecodeCache());
  private boolean swapped;
  private boolean sidesProven;
  private long block;

  /** The next bytes of a side's stream. */
  void data(Sender from, Bytes bytes) {
    block++;
    pass(from, bytes);
  }

  /** Handshake messages that stand in no record. */
  void messages(Sender from, Bytes bytes, ProtocolVersion version) {
    block++;
    for (int at = 0; at < bytes.size(); at += MAX_FRAGMENT) {
      Bytes fragment = bytes.slice(at, Math.min(MAX_FRAGMENT, bytes.size() - at));
      pass(from, framed(HANDSHAKE, version, fragment));
    }
  }

  /** The content of one record. */
  void record(Sender from, int type, ProtocolVersion version, Bytes fragment) {
    block++;
    pass(from, framed(type, version, fragment));
  }

  /** An event that no bytes are needed for. */
  void add(Sender from, TlsEvent event) {
    block++;
    log.add(block, 0, role(from), event);
  }

  private static Bytes framed(int type, ProtocolVersion version, Bytes fragment) {
    byte[] framed = new byte[5 + fragment.size()];
    framed[0] = (byte) type;
    framed[1] = (byte) (version.code() >>> 8);
    framed[2] = (byte) version.code();
    framed[3] = (byte) (fragment.size() >>> 8);
    framed[4] = (byte) fragment.size();
    System.arraycopy(fragment.toArray(), 0, framed, 5, fragment.size());
    return Bytes.copyOf(framed);
  }

  private void pass(Sender from, Bytes bytes) {
    session.data(role(from), bytes.toArray(), 0, bytes.size(), block, 0);
  }

  private Sender role(Sender from) {
    return swapped ? from.peer() : from;
  }

  /** Ends it; what was seen. */
  List<FlowLog.Entry> finish() {
    session.finish();
    return log.entries().stream().filter(e -> !(e.event() instanceof TlsEvent.Totals)).toList();
  }

  @Override
  public FlowLog log() {
    return log;
  }

  @Override
  public Endpoint client() {
    throw new UnsupportedOperationException("loose bytes have no addresses");
  }

  @Override
  public Endpoint server() {
    throw new UnsupportedOperationException("loose bytes have no addresses");
  }

  @Override
  public boolean fromStart() {
    return true;
  }

  @Override
  public boolean swapSides() {
    if (sidesProven) {
      return false;
    }
    swapped = true;
    sidesProven = true;
    log.swapSides();
    return true;
  }

  @Override
  public void confirmSides() {
    sidesProven = true;
  }
}
