package dev.shakedown.preamble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.StreamListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A conversation to be played, and what came of it. */
final class Talk {
  /** The beginnings of a ClientHello and of a ServerHello record. */
  static final String CLIENT_HELLO = "160301003e0100003a0303" + "c1".repeat(52);

  static final String SERVER_HELLO = "160303003e0200003a0303" + "51".repeat(52);

  private record Turn(Sender from, Bytes bytes, long gap) {}

  private final List<Turn> turns = new ArrayList<>();
  private int port = 443;
  private boolean fromStart = true;

  private FlowLog log = new FlowLog(400);
  private final ByteArrayOutputStream clientTls = new ByteArrayOutputStream();
  private final ByteArrayOutputStream serverTls = new ByteArrayOutputStream();
  private final List<String> tlsCalls = new ArrayList<>();

  Talk port(int serverPort) {
    port = serverPort;
    return this;
  }

  Talk midStream() {
    fromStart = false;
    return this;
  }

  Talk client(String text) {
    return turn(Sender.CLIENT, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Talk server(String text) {
    return turn(Sender.SERVER, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Talk clientHex(String hex) {
    return turn(Sender.CLIENT, bytes(hex));
  }

  Talk serverHex(String hex) {
    return turn(Sender.SERVER, bytes(hex));
  }

  Talk gap(Sender from, long length) {
    turns.add(new Turn(from, Bytes.EMPTY, length));
    return this;
  }

  /** Both hellos. */
  Talk hellos() {
    return clientHex(CLIENT_HELLO).serverHex(SERVER_HELLO);
  }

  private Talk turn(Sender from, byte[] bytes) {
    turns.add(new Turn(from, Bytes.copyOf(bytes), 0));
    return this;
  }

  /** Hexadecimal with spaces and comments. */
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("#.*", "").replaceAll("\\s", ""));
  }

  /** Plays all turns as one segment each, then byte by byte, and demands these events of both. */
  Talk expect(String... events) {
    play(1);
    assertEquals(String.join("\n", events), shownEvents(), "byte by byte");
    play(Integer.MAX_VALUE);
    assertEquals(String.join("\n", events), shownEvents(), "whole segments");
    return this;
  }

  /** Plays all turns in segments of at most {@code segment} bytes; turn n is frame n. */
  Talk play(int segment) {
    log = new FlowLog(400);
    clientTls.reset();
    serverTls.reset();
    tlsCalls.clear();
    Conversation conversation = new Conversation(new Flow(), Limits.DEFAULT, flow -> new Tls());
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      long frame = i + 1L;
      byte[] bytes = turn.bytes.toArray();
      if (turn.gap > 0) {
        conversation.gap(turn.from, turn.gap, frame, frame * 1000);
      }
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(segment, bytes.length - at);
        conversation.data(turn.from, bytes, at, length, frame, frame * 1000);
        at += length;
      }
    }
    conversation.end(Sender.CLIENT, turns.size() + 1, 0);
    conversation.end(Sender.SERVER, turns.size() + 1, 0);
    conversation.finish();
    return this;
  }

  /** Demands that just these bytes of each side were taken for TLS. */
  Talk tls(String client, String server) {
    assertEquals(client, HexFormat.of().formatHex(clientTls.toByteArray()));
    assertEquals(server, HexFormat.of().formatHex(serverTls.toByteArray()));
    return this;
  }

  /** What of each side was taken for TLS, in hexadecimal. */
  String tlsBytes() {
    HexFormat hex = HexFormat.of();
    return hex.formatHex(clientTls.toByteArray()) + ' ' + hex.formatHex(serverTls.toByteArray());
  }

  Talk helloTls() {
    return tls(CLIENT_HELLO, SERVER_HELLO);
  }

  /** The calls of the TLS listener: sender, bytes, frame. */
  List<String> tlsCalls() {
    return tlsCalls;
  }

  List<PlaintextEvent> events() {
    return log.entries().stream().map(e -> (PlaintextEvent) e.event()).toList();
  }

  FlowLog log() {
    return log;
  }

  /** One line an event: sender, protocol, role, gist. */
  String shownEvents() {
    return String.join(
        "\n",
        log.entries().stream()
            .map(
                e -> {
                  PlaintextEvent event = (PlaintextEvent) e.event();
                  return "%s %s %s %s"
                      .formatted(e.from(), event.protocol(), event.role(), event.gist());
                })
            .toList());
  }

  private final class Flow implements FlowContext {
    @Override
    public FlowLog log() {
      return log;
    }

    @Override
    public Endpoint client() {
      return new Endpoint(new IpAddress(false, 0, 1), 50_000);
    }

    @Override
    public Endpoint server() {
      return new Endpoint(new IpAddress(false, 0, 2), port);
    }

    @Override
    public boolean fromStart() {
      return fromStart;
    }

    @Override
    public boolean swapSides() {
      return !fromStart;
    }
  }

  private final class Tls implements StreamListener {
    @Override
    public void data(
        Sender from, byte[] buffer, int offset, int length, long frame, long epochNanos) {
      (from == Sender.CLIENT ? clientTls : serverTls).write(buffer, offset, length);
      tlsCalls.add(from + " " + length + " @" + frame);
    }

    @Override
    public void gap(Sender from, long length, long frame, long epochNanos) {
      tlsCalls.add(from + " gap " + length + " @" + frame);
    }

    @Override
    public void end(Sender from, long frame, long epochNanos) {
      tlsCalls.add(from + " end");
    }

    @Override
    public void finish() {
      tlsCalls.add("finish");
    }
  }
}
