package dev.shakedown.preamble;

import dev.shakedown.bytes.Limits;
import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.StreamListener;
import dev.shakedown.tcp.WatchedFlow;
import java.util.Map;

/**
 * Tells TLS from plaintext on one connection. Each side is judged by itself: its bytes go to the
 * TLS listener from where a TLS record begins, and are logged as {@link PlaintextEvent} before.
 *
 * <p>A side begins with TLS, or with a header or dialogue after which TLS may begin ({@link
 * Dialogue}). Where a message of a dialogue ends and a TLS record begins, that side is TLS from
 * there on, whether or not the other one agreed: some clients go on after a refusal, and two sides
 * of a capture may be out of step. The usual connection, TLS from the first byte, costs this object
 * and no copy.
 */
public final class Conversation implements StreamListener {
  /** Messages of one side logged one by one. */
  private static final int MAX_LOGGED = 12;

  /**
   * Segments looked at for a record header where a side's beginning is not in the capture; with the
   * usual 16 KiB record one of about 11 begins with one.
   */
  private static final int MAX_ADRIFT_SEGMENTS = 12;

  private final FlowContext flow;
  private final StreamListener tls;
  private final int maxLogged;
  private boolean clientTls;
  private boolean serverTls;
  private boolean exchanged;
  private Side client;
  private Side server;

  /** Listens to {@code flow} and passes the bytes that are TLS on to what {@code tls} opens. */
  public Conversation(FlowContext flow, Limits limits, StreamListener.Factory tls) {
    this.flow = flow;
    this.tls = tls.open(new WatchedFlow(flow, this::exchangeSides));
    // Two sides, each with a share of data and one of upgrades, leave most of the log to TLS.
    this.maxLogged = Math.max(1, Math.min(MAX_LOGGED, limits.maxEventsPerFlow() / 16));
  }

  @Override
  public void data(
      Sender from, byte[] buffer, int offset, int length, long frame, long epochNanos) {
    if (speaksTls(from)) {
      tls.data(from, buffer, offset, length, frame, epochNanos);
      return;
    }
    if (length == 0) {
      return;
    }
    if (side(from) == null
        && flow.fromStart()
        && TlsStart.judge(buffer, offset, length, false) == TlsStart.YES) {
      Sender speaker = beginTls(from, TlsStart.isClientHello(buffer, offset, length));
      tls.data(speaker, buffer, offset, length, frame, epochNanos);
      return;
    }
    Side side = openSide(from);
    if (side.rest >= length && side.pending.isEmpty()) {
      side.rest -= length;
      if (side.restIsTls) {
        tls.data(from, buffer, offset, length, frame, epochNanos);
      }
      return;
    }
    if (side.opaque) {
      overhear(from, side, buffer, offset, length, frame, epochNanos);
      return;
    }
    side.pending.append(buffer, offset, length, frame, epochNanos);
    side.hold(flow.log());
    read(from, side);
  }

  @Override
  public void gap(Sender from, long length, long frame, long epochNanos) {
    if (speaksTls(from)) {
      tls.gap(from, length, frame, epochNanos);
      return;
    }
    Side side = openSide(from);
    readToEnd(from, side);
    if (speaksTls(from)) {
      tls.gap(from, length, frame, epochNanos);
      return;
    }
    if (side.restIsTls && side.rest > 0) {
      tls.gap(from, Math.min(length, side.rest), frame, epochNanos);
    }
    long beyond = length - side.rest;
    side.rest = Math.max(0, side.rest - length);
    if (beyond > 0 && !side.opaque) {
      side.adrift = true;
      side.lost += beyond;
      side.dialogue = null;
    }
  }

  @Override
  public void end(Sender from, long frame, long epochNanos) {
    Side side = side(from);
    if (!speaksTls(from) && side != null) {
      readToEnd(from, side);
    }
    tls.end(from, frame, epochNanos);
  }

  @Override
  public void finish() {
    for (Sender from : new Sender[] {Sender.CLIENT, Sender.SERVER}) {
      Side side = side(from);
      if (side != null) {
        readToEnd(from, side);
      }
    }
    // Read once more: the roles may have changed.
    if (client != null) {
      client.summarise(flow.log(), Sender.CLIENT);
      client.release(flow.log());
    }
    if (server != null) {
      server.summarise(flow.log(), Sender.SERVER);
      server.release(flow.log());
    }
    tls.finish();
  }

  private boolean speaksTls(Sender from) {
    return from == Sender.CLIENT ? clientTls : serverTls;
  }

  private Side side(Sender from) {
    return from == Sender.CLIENT ? client : server;
  }

  private Side openSide(Sender from) {
    Side side = side(from);
    if (side != null) {
      return side;
    }
    Side opened = new Side(maxLogged, !flow.fromStart());
    if (from == Sender.CLIENT) {
      client = opened;
    } else {
      server = opened;
    }
    return opened;
  }

  /** Says that all of a side from here on is TLS, and returns who that side is after all. */
  private Sender beginTls(Sender from, boolean clientHello) {
    Sender speaker = from;
    if (clientHello && from == Sender.SERVER && flow.swapSides()) {
      exchangeSides();
      speaker = Sender.CLIENT;
    }
    Side side = side(speaker);
    if (side != null) {
      side.summarise(flow.log(), speaker);
      side.release(flow.log());
    }
    if (speaker == Sender.CLIENT) {
      clientTls = true;
      client = null;
    } else {
      serverTls = true;
      server = null;
    }
    return speaker;
  }

  private void exchangeSides() {
    exchanged = !exchanged;
    Side newClient = server;
    server = client;
    client = newClient;
    boolean newClientTls = serverTls;
    serverTls = clientTls;
    clientTls = newClientTls;
    if (server != null) {
      server.dialogue = null;
    }
  }

  /** Takes what is there with the knowledge that nothing that belongs to it follows. */
  private void readToEnd(Sender from, Side side) {
    side.pending.setEnded(true);
    read(from, side);
    side.pending.setEnded(false);
  }

  /** Takes messages as long as they are complete. */
  private void read(Sender from, Side side) {
    Pending pending = side.pending;
    while (!pending.isEmpty()) {
      if (side.rest > 0) {
        passRest(from, side);
        continue;
      }
      if (side.opaque) {
        int length = pending.firstChunk();
        side.count(side.dialogue.protocol(), length, pending.frameOf(0), pending.nanosOf(0));
        pending.drop(length);
        continue;
      }
      if (side.adrift) {
        if (!findFooting(from, side)) {
          return;
        }
        continue;
      }
      if (side.dialogue == null || !side.dialogue.carriesTls()) {
        TlsStart start = pending.startsTls();
        if (start == TlsStart.MORE) {
          return;
        }
        if (start == TlsStart.YES) {
          forwardFromHere(from, side);
          return;
        }
      }
      if (!knowDialogue(from, side)) {
        return;
      }
      Step step = side.dialogue.read(from, pending);
      if (step.length() == 0) {
        if (!pending.complete()) {
          return;
        }
        step = unfinished(side);
      }
      take(from, side, step);
    }
  }

  private void passRest(Sender from, Side side) {
    int part = (int) Math.min(side.rest, side.pending.size());
    side.rest -= part;
    if (side.restIsTls) {
      side.pending.forward(part, from, tls);
    } else {
      side.pending.drop(part);
    }
  }

  private void forwardFromHere(Sender from, Side side) {
    Sender speaker = beginTls(from, side.pending.startsClientHello());
    boolean known = exchanged;
    while (!side.pending.isEmpty()) {
      // what was passed on may have told that it comes from the other side
      Sender now = exchanged == known ? speaker : speaker.peer();
      side.pending.forward(side.pending.firstChunk(), now, tls);
    }
  }

  /** Finds out what a side speaks; false if that takes more bytes. */
  private boolean knowDialogue(Sender from, Side side) {
    if (side.dialogue != null && side.begun) {
      return true;
    }
    Side peer = side(from.peer());
    Dialogue shared = peer == null ? null : peer.dialogue;
    int port = flow.server().port();
    if (shared != null && shared.leads()) {
      Dialogue other = Protocols.unmistakable(from, side.pending, port);
      side.dialogue = other != null && !other.protocol().equals(shared.protocol()) ? other : shared;
      return true;
    }
    if (side.dialogue != null) {
      return true;
    }
    Dialogue heard = Protocols.recognise(from, side.pending, port);
    if (heard == null) {
      return false;
    }
    if (shared != null
        && (Protocols.isUnknown(heard) || heard.protocol().equals(shared.protocol()))) {
      heard = shared;
    }
    side.dialogue = heard;
    return true;
  }

  /** The step over a message of which no more will come. */
  private static Step unfinished(Side side) {
    int length = side.pending.size();
    Map<String, String> cut = Map.of("message", length >= Pending.BOUND ? "long" : "incomplete");
    return Step.say(new PlaintextEvent(side.dialogue.protocol(), Role.DATA, "", length, cut));
  }

  private void take(Sender from, Side side, Step step) {
    if (step.equals(Step.TLS_FROM_HERE)) {
      forwardFromHere(from, side);
      return;
    }
    Pending pending = side.pending;
    int here = (int) Math.min(step.length(), pending.size());
    long frame = pending.frameOf(here - 1);
    long nanos = pending.nanosOf(here - 1);
    if (step.event() != null) {
      side.log(flow.log(), from, step.event(), frame, nanos);
    } else if (step.then() != Step.Then.IS_TLS && step.then() != Step.Then.UNCOUNTED) {
      side.count(side.dialogue.protocol(), here, frame, nanos);
    }
    side.begun = true;
    side.rest = step.length();
    side.restIsTls = step.then() == Step.Then.IS_TLS;
    passRest(from, side);
    if (step.then() == Step.Then.OPAQUE) {
      side.opaque = true;
    } else if (step.then() == Step.Then.AFRESH) {
      beginAfresh(side);
      Side peer = side(from.peer());
      if (peer != null) {
        beginAfresh(peer);
        read(from.peer(), peer);
      }
    }
  }

  private static void beginAfresh(Side side) {
    side.dialogue = null;
    side.begun = false;
    side.opaque = false;
  }

  /** Counts a segment of no interest, unless a TLS hello begins with it. */
  private void overhear(
      Sender from, Side side, byte[] buffer, int offset, int length, long frame, long epochNanos) {
    boolean logs = side.dialogue instanceof Opaque && side.logsSegment();
    if (side.watches() && TlsStart.isUnmistakableHello(buffer, offset, length)) {
      Sender speaker = beginTls(from, TlsStart.isClientHello(buffer, offset, length));
      tls.data(speaker, buffer, offset, length, frame, epochNanos);
      return;
    }
    String protocol = side.dialogue.protocol();
    if (logs) {
      side.log(
          flow.log(),
          from,
          new PlaintextEvent(protocol, Role.DATA, "", length, Map.of()),
          frame,
          epochNanos);
    } else {
      side.count(protocol, length, frame, epochNanos);
    }
  }

  /**
   * Judges the first segment after lost bytes, or of a side that began before the capture. Returns
   * whether to read on.
   */
  private boolean findFooting(Sender from, Side side) {
    Pending pending = side.pending;
    boolean peerTls = speaksTls(from.peer());
    boolean header = pending.startsRecordHeader();
    Dialogue heard = header ? null : Protocols.recognise(from, pending, flow.server().port());
    boolean plain = heard != null && !Protocols.isUnknown(heard);
    if (header || peerTls && side.lost > side.adriftBytes && !plain) {
      if (side.lost > 0 && !pending.startsHello()) {
        tls.gap(from, side.lost, pending.frameOf(0), pending.nanosOf(0));
      }
      forwardFromHere(from, side);
      return false;
    }
    if (plain) {
      side.adrift = false;
      return true;
    }
    if (pending.size() < TlsStart.HEADER && !pending.complete()) {
      return false;
    }
    int length = pending.firstChunk();
    side.lost += length;
    side.adriftBytes += length;
    side.adriftSegments++;
    if (side.adriftSegments >= MAX_ADRIFT_SEGMENTS && !peerTls) {
      side.adrift = false;
      return true;
    }
    pending.drop(length);
    return true;
  }
}
