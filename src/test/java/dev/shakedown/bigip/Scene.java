package dev.shakedown.bigip;

import dev.shakedown.bigip.Trailer.Low;
import dev.shakedown.bigip.Trailer.Medium;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A capture as a BIG-IP would have taken it of recorded handshakes: its file-info frame, VLAN tags,
 * other addresses, and a trailer behind each packet that tells what the device would have told.
 */
final class Scene {
  private static final long START = 1_767_600_000_000_000_000L; // 2026-01-05T08:00:00Z
  private static final int CLIENT_VLAN = 4094;
  private static final int SERVER_VLAN = 4093;
  private static final byte[] BIG_IP_MAC = HexFormat.of().parseHex("00000c9ff05d");
  private static final byte[] OTHER_MAC = HexFormat.of().parseHex("02005e100001");

  /** How the trailers are written. */
  interface Form {
    byte[] write(Low low, Medium medium, Optional<DeviceNote.Peer> peer);
  }

  private record Frame(long nanos, Bytes bytes) {}

  private final Form form;
  private final String virtualServer;
  private final List<Frame> frames = new ArrayList<>();

  /** A capture by a device of some version, begun five seconds before the first packet. */
  Scene(Form form, String version, String command, String virtualServer) {
    this.form = form;
    this.virtualServer = virtualServer;
    String info =
        "F5-Pseudo-pkt\0CMD: %s\0VER: %s\0HOST: bigip1.example.com\0PLAT: Z100\0PROD: BIG-IP\0SESS: 0\0"
            .formatted(command, version);
    byte[] head = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x05, (byte) 0xff};
    frames.add(
        new Frame(
            -5_000_000_000L, Bytes.copyOf(TrailerWriter.concat(head, TrailerWriter.latin1(info)))));
  }

  static Endpoint end(String address, int port) {
    return new Endpoint(address(address), port);
  }

  private static IpAddress address(String text) {
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress(); // a literal: no look-up
      return IpAddress.read(bytes, 0, bytes.length == 16);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The connection of a client with a virtual server. */
  Side clientSide(Endpoint client, Endpoint server) {
    return new Side(true, client, server);
  }

  /** The connection of the device with a pool member. */
  Side serverSide(Endpoint device, Endpoint member) {
    return new Side(false, device, member);
  }

  /** One of the two connections. */
  final class Side {
    private final boolean ofClient;
    private final Endpoint client;
    private final Endpoint server;
    private final long flowId;
    private Side peer;
    private long peerSince = Long.MAX_VALUE;
    private boolean begun;
    private int clientNext;
    private int serverNext;

    private Side(boolean ofClient, Endpoint client, Endpoint server) {
      this.ofClient = ofClient;
      this.client = client;
      this.server = server;
      this.flowId = ofClient ? 0x5600df76bf00L : 0x560293f6cb00L;
    }

    /** Says that the device opened the server side for this connection. */
    void opens(Side serverSide, long nanos) {
      peer = serverSide;
      peerSince = nanos;
      serverSide.peer = this;
      serverSide.peerSince = 0;
    }

    /** Plays the first packets of a recorded connection from a time on. */
    void play(String capture, int count, long startNanos) throws IOException {
      play(Path.of("captures", capture), count, startNanos);
    }

    /** Plays a capture of any folder. */
    void play(Path capture, int count, long startNanos) throws IOException {
      List<Recording.Packet> packets = Recording.of(capture);
      for (Recording.Packet packet : packets.subList(0, Math.min(count, packets.size()))) {
        Endpoint source = packet.fromClient() ? client : server;
        Endpoint destination = packet.fromClient() ? server : client;
        int hopLimit = fromDevice(packet.fromClient()) ? 255 : 61;
        byte[] datagram =
            Datagrams.between(packet.datagram().toArray(), source, destination, hopLimit);
        add(startNanos + packet.nanos(), packet.fromClient(), datagram, Optional.empty());
      }
    }

    /** The device acknowledges all that came. */
    void acknowledge(long nanos) {
      segment(nanos, 0x10, 65_535, Optional.empty());
    }

    /** The device resets the connection. */
    void reset(long nanos, DeviceNote.Reset cause) {
      segment(nanos, 0x14, 0, Optional.of(cause));
    }

    private void segment(long nanos, int flags, int window, Optional<DeviceNote.Reset> cause) {
      boolean fromClient = !ofClient;
      byte[] datagram =
          Datagrams.segment(
              fromClient ? client : server,
              fromClient ? server : client,
              fromClient ? clientNext : serverNext,
              fromClient ? serverNext : clientNext,
              flags,
              window,
              new byte[0]);
      add(nanos, fromClient, datagram, cause);
    }

    private boolean fromDevice(boolean fromClient) {
      return fromClient != ofClient;
    }

    private void add(
        long nanos, boolean fromClient, byte[] datagram, Optional<DeviceNote.Reset> cause) {
      int next = Datagrams.nextSequence(datagram);
      if (fromClient) {
        clientNext = begun && next - clientNext < 0 ? clientNext : next;
      } else {
        serverNext = next - serverNext < 0 && serverNext != 0 ? serverNext : next;
      }
      boolean egress = fromDevice(fromClient);
      boolean known = begun || !ofClient;
      boolean paired = known && nanos >= peerSince;
      Low low = new Low(!egress, 0, 1, known ? virtualServer : "", 0, "1.1", "");
      Medium medium =
          new Medium(
              known ? flowId : 0,
              paired ? peer.flowId : 0,
              0x8024,
              0x40,
              egress ? 1 : 0,
              egress ? 3 : 0,
              cause);
      byte[] trailer =
          form.write(low, medium, paired ? Optional.of(peer.seenFromPeer()) : Optional.empty());
      int type = Datagrams.isV6(datagram) ? 0x86dd : 0x0800;
      byte[] tags = {
        (byte) 0x81, 0, (byte) (vlan() >> 8), (byte) vlan(), (byte) (type >> 8), (byte) type
      };
      byte[] macs =
          egress
              ? TrailerWriter.concat(OTHER_MAC, BIG_IP_MAC)
              : TrailerWriter.concat(BIG_IP_MAC, OTHER_MAC);
      frames.add(
          new Frame(nanos, Bytes.copyOf(TrailerWriter.concat(macs, tags, datagram, trailer))));
      begun = true;
    }

    private int vlan() {
      return ofClient ? CLIENT_VLAN : SERVER_VLAN;
    }

    private DeviceNote.Peer seenFromPeer() {
      Endpoint remote = ofClient ? client : server;
      Endpoint local = ofClient ? server : client;
      return new DeviceNote.Peer(
          6,
          vlan(),
          new DeviceNote.End(remote.address(), remote.port(), 0),
          new DeviceNote.End(local.address(), local.port(), 0));
    }
  }

  /**
   * Puts other frames in place of each one, 0.2 ms apart: what a device's hardware and VLANs make
   * of a conversation.
   */
  void replaceEach(Function<byte[], List<byte[]>> change) {
    List<Frame> before = List.copyOf(frames.subList(1, frames.size()));
    frames.subList(1, frames.size()).clear();
    for (Frame frame : before) {
      long nanos = frame.nanos();
      for (byte[] bytes : change.apply(frame.bytes().toArray())) {
        frames.add(new Frame(nanos, Bytes.copyOf(bytes)));
        nanos += 200_000;
      }
    }
  }

  /** Writes all frames in order of time, as the device's tcpdump does. */
  void write(Path file) throws IOException {
    Files.write(file, pcap());
  }

  byte[] pcap() {
    frames.sort(Comparator.comparingLong(Frame::nanos));
    int size = 24 + frames.stream().mapToInt(f -> 16 + f.bytes().size()).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65_535);
    out.putInt(1);
    for (Frame frame : frames) {
      long micros = Math.floorDiv(START + frame.nanos(), 1000L);
      out.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
      out.putInt(frame.bytes().size()).putInt(frame.bytes().size()).put(frame.bytes().toArray());
    }
    return out.array();
  }
}
