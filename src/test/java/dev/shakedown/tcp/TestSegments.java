package dev.shakedown.tcp;

import dev.shakedown.bytes.Limits;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.packet.Segment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A conversation as packets: builds IPv4 or IPv6 with TCP, sends it through a {@link FlowTable} and
 * keeps what comes out. Sequence numbers are given as stream offsets; -1 is the SYN's own.
 */
final class TestSegments {
  static final int CLIENT_ISN = 1_000_000;
  static final int SERVER_ISN = 7_000_000;

  final List<FinishedFlow> finished = new ArrayList<>();

  /** What the listeners heard: {@code C:text@frame}, {@code C gap n@frame}, {@code C end@frame}. */
  final List<String> heard = new ArrayList<>();

  FlowContext context;
  FlowTable table;
  int clientIsn = CLIENT_ISN;
  int serverIsn = SERVER_ISN;
  int clientPort = 50_000;
  int serverPort = 443;
  boolean v6;
  int vlan = -1;
  long frame;
  long nanos = 1_700_000_000_000_000_000L;
  private int clientId = 100;
  private int serverId = 9000;

  TestSegments() {
    this(Limits.DEFAULT);
  }

  TestSegments(Limits limits) {
    table = new FlowTable(limits, this::listen, finished::add);
  }

  /**
   * With the protocols above that {@code listeners} opens instead of a record of what they hear.
   */
  TestSegments(StreamListener.Factory listeners) {
    table = new FlowTable(Limits.DEFAULT, listeners, finished::add);
  }

  private StreamListener listen(FlowContext flow) {
    context = flow;
    return new StreamListener() {
      @Override
      public void data(Sender from, byte[] buffer, int offset, int length, long at, long time) {
        String text = new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
        heard.add(name(from) + ":" + text + "@" + at);
      }

      @Override
      public void gap(Sender from, long length, long at, long time) {
        heard.add(name(from) + " gap " + length + "@" + at);
      }

      @Override
      public void end(Sender from, long at, long time) {
        heard.add(name(from) + " end@" + at);
      }

      @Override
      public void finish() {
        heard.add("finish");
      }
    };
  }

  private static String name(Sender from) {
    return from.name().substring(0, 1);
  }

  TestSegments later(long millis) {
    nanos += millis * 1_000_000;
    return this;
  }

  /** Ends the capture and gives the connections in order of their ends. */
  List<FinishedFlow> finish() {
    table.finishAll();
    return finished;
  }

  /** Ends the capture, which must hold one connection. */
  FinishedFlow only() {
    finish();
    if (finished.size() != 1) {
      throw new AssertionError("flows: " + finished);
    }
    return finished.get(0);
  }

  /** The events of a kind. */
  static <T> List<T> events(FinishedFlow flow, Class<T> kind) {
    return flow.log().entries().stream()
        .map(FlowLog.Entry::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  TestSegments handshake() {
    client().syn().send();
    later(10).server().syn().ack(0).send();
    return later(1).client().at(0).ack(0).send();
  }

  Packet client() {
    return new Packet(true);
  }

  Packet server() {
    return new Packet(false);
  }

  IpAddress address(boolean client) {
    byte[] bytes = addressBytes(client);
    return IpAddress.read(bytes, 0, v6);
  }

  private byte[] addressBytes(boolean client) {
    return HexFormat.of()
        .parseHex(
            v6
                ? "20010db800000000000000000000000" + (client ? "1" : "2")
                : client ? "c0000201" : "c6336414");
  }

  /** One packet under construction. */
  final class Packet {
    private final boolean client;
    private int flags;
    private int sequence;
    private int ack;
    private byte[] data = new byte[0];
    private byte[] options = new byte[0];
    private int cut;
    private int id;
    private int hopLimit = 64;
    private int window = 500;
    private int interfaceIndex;
    private DeviceNote note = DeviceNote.NONE;

    private Packet(boolean client) {
      this.client = client;
      id = client ? clientId++ : serverId++;
    }

    Packet syn() {
      return flags(Segment.SYN).at(-1);
    }

    Packet rst() {
      return flags(Segment.RST);
    }

    Packet fin() {
      return flags(Segment.FIN);
    }

    Packet flags(int more) {
      flags |= more;
      return this;
    }

    Packet at(long offset) {
      sequence = (int) ((client ? clientIsn : serverIsn) + 1 + offset);
      return this;
    }

    Packet ack(long offset) {
      flags |= Segment.ACK;
      ack = (int) ((client ? serverIsn : clientIsn) + 1 + offset);
      return this;
    }

    Packet data(String text) {
      return data(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Packet data(byte[] bytes) {
      data = bytes;
      return this;
    }

    Packet options(String hex) {
      options = HexFormat.of().parseHex(hex.replace(" ", ""));
      return this;
    }

    Packet sack(long left, long right) {
      int isn = (client ? serverIsn : clientIsn) + 1;
      ByteBuffer b = ByteBuffer.allocate(12).putInt(0x0101050a);
      options = b.putInt((int) (isn + left)).putInt((int) (isn + right)).array();
      return this;
    }

    /** How many bytes of payload the snap length takes away. */
    Packet cut(int bytes) {
      cut = bytes;
      return this;
    }

    Packet id(int value) {
      id = value;
      return this;
    }

    Packet hopLimit(int value) {
      hopLimit = value;
      return this;
    }

    Packet window(int value) {
      window = value;
      return this;
    }

    Packet on(int value) {
      interfaceIndex = value;
      return this;
    }

    Packet note(DeviceNote value) {
      note = value;
      return this;
    }

    TestSegments send() {
      int ipLength = v6 ? 40 : 20;
      int length = ipLength + 20 + options.length + data.length;
      ByteBuffer b = ByteBuffer.allocate(length);
      if (v6) {
        b.putInt(0x60000000).putShort((short) (length - 40)).put((byte) 6).put((byte) hopLimit);
      } else {
        b.put((byte) 0x45).put((byte) 0).putShort((short) length);
        b.putShort((short) id).putShort((short) 0x4000);
        b.put((byte) hopLimit).put((byte) 6).putShort((short) 0);
      }
      b.put(addressBytes(client)).put(addressBytes(!client));
      b.putShort((short) (client ? clientPort : serverPort));
      b.putShort((short) (client ? serverPort : clientPort));
      b.putInt(sequence).putInt(ack);
      b.put((byte) (20 + options.length << 2)).put((byte) flags).putShort((short) window);
      b.putInt(0).put(options).put(data);
      Segment segment = new Segment();
      if (!segment.set(
          ++frame,
          nanos,
          interfaceIndex,
          b.array(),
          0,
          ipLength,
          length - cut,
          length,
          false,
          vlan,
          note)) {
        throw new AssertionError("no segment");
      }
      table.segment(segment);
      return TestSegments.this;
    }
  }
}
