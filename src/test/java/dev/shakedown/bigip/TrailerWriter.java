package dev.shakedown.bigip;

import dev.shakedown.bigip.Trailer.Low;
import dev.shakedown.bigip.Trailer.Medium;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IpAddress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes trailers as BIG-IPs do, for tests and for the captures made of them. */
final class TrailerWriter {
  private TrailerWriter() {}

  /** A block of a legacy trailer: type, length, version, fields. */
  static byte[] legacyBlock(int type, int version, byte[] fields) {
    return ByteBuffer.allocate(3 + fields.length)
        .put((byte) type)
        .put((byte) (1 + fields.length))
        .put((byte) version)
        .put(fields)
        .array();
  }

  /** As 13.x writes: low version 1, medium version 3, high version 0. */
  static byte[] legacy(Low low, Medium medium, Optional<DeviceNote.Peer> peer) {
    byte[] name = latin1(low.virtualServer());
    byte[] place = {(byte) (low.ingress() ? 1 : 0), (byte) low.slot(), (byte) low.tmm()};
    return concat(
        legacyBlock(1, 1, concat(place, sized(name))),
        legacyBlock(2, 3, medium(medium)),
        legacyBlock(3, 0, high(peer)));
  }

  /** As 15.x writes: blocks of low version 3, medium version 4, high version 1 behind others. */
  static byte[] dpt(Low low, Medium medium, Optional<DeviceNote.Peer> peer, byte[]... before) {
    int flags = (low.ingress() ? 1 : 0) | low.hardwareAction() << 1;
    byte[] place = {(byte) flags, (byte) low.slot(), (byte) low.tmm()};
    return dptOf(
        concat(before),
        dptBlock(1, 1, 3, concat(place, sized(latin1(low.virtualServer())))),
        dptBlock(1, 2, 4, medium(medium)),
        dptBlock(1, 3, 1, high(peer)));
  }

  /** As 16.x writes: low version 4, with the names of port and trunk. */
  static byte[] dptWithPort(Low low, Medium medium, Optional<DeviceNote.Peer> peer) {
    int flags = (low.ingress() ? 1 : 0) | low.hardwareAction() << 1;
    byte[] place = {(byte) flags, (byte) low.slot(), (byte) low.tmm()};
    byte[] objects =
        concat(
            new byte[] {0},
            sized(latin1(low.virtualServer())),
            new byte[] {1},
            sized(latin1(low.port())),
            new byte[] {2},
            sized(latin1(low.trunk())));
    return dptOf(
        dptBlock(1, 1, 4, concat(place, sized(objects))),
        dptBlock(1, 2, 4, medium(medium)),
        dptBlock(1, 3, 1, high(peer)));
  }

  /** A DPT trailer of blocks. */
  static byte[] dptOf(byte[]... blocks) {
    byte[] all = concat(blocks);
    return ByteBuffer.allocate(8 + all.length)
        .putInt(0xf5deb0f5)
        .putShort((short) (8 + all.length))
        .putShort((short) 1)
        .put(all)
        .array();
  }

  static byte[] dptBlock(int provider, int type, int version, byte[] data) {
    return ByteBuffer.allocate(8 + data.length)
        .putShort((short) provider)
        .putShort((short) type)
        .putShort((short) (8 + data.length))
        .putShort((short) version)
        .put(data)
        .array();
  }

  /** The TLS provider's block for SSL 3.0 to TLS 1.2; empty arrays for what is not known. */
  static byte[] upToTls12(byte[] masterSecret, byte[] clientRandom) {
    byte[] data = new byte[48 + 32 + 32];
    System.arraycopy(masterSecret, 0, data, 0, masterSecret.length);
    System.arraycopy(clientRandom, 0, data, 48, clientRandom.length);
    return dptBlock(4, 0, 0, data);
  }

  /**
   * The TLS provider's block for TLS 1.3.
   *
   * @param secrets client and server handshake, client and server application; empty if not known
   */
  static byte[] tls13(byte[][] secrets, byte[] clientRandom) {
    byte[] data = new byte[1 + 4 * 64 + 2 * 32];
    for (int i = 0; i < secrets.length; i++) {
      data[0] = (byte) Math.max(data[0], secrets[i].length);
      System.arraycopy(secrets[i], 0, data, 1 + 64 * i, secrets[i].length);
    }
    System.arraycopy(clientRandom, 0, data, 1 + 4 * 64, clientRandom.length);
    return dptBlock(4, 2, 0, data);
  }

  private static byte[] medium(Medium medium) {
    byte[] cause = medium.reset().map(TrailerWriter::reset).orElse(new byte[0]);
    return ByteBuffer.allocate(32 + cause.length)
        .putLong(medium.flowId())
        .putLong(medium.peerFlowId())
        .putLong(medium.flags())
        .put((byte) medium.flowType())
        .put((byte) medium.haUnit())
        .putInt(0)
        .put((byte) medium.priority())
        .put((byte) cause.length)
        .put(cause)
        .array();
  }

  static byte[] reset(DeviceNote.Reset reset) {
    byte[] text = latin1(reset.text());
    return ByteBuffer.allocate(9 + text.length)
        .put((byte) (reset.ofPeer() ? 1 : 0))
        .putShort((short) (reset.value() >> 32))
        .putInt((int) reset.value())
        .putShort((short) reset.line())
        .put(text)
        .array();
  }

  private static byte[] high(Optional<DeviceNote.Peer> peer) {
    ByteBuffer fields = ByteBuffer.allocate(39);
    peer.ifPresent(
        p ->
            fields
                .put((byte) p.protocol())
                .putShort((short) p.vlan())
                .put(address(p.remote()))
                .put(address(p.local()))
                .putShort((short) p.remote().port())
                .putShort((short) p.local().port()));
    return fields.array();
  }

  private static byte[] address(DeviceNote.End end) {
    IpAddress address = end.address();
    ByteBuffer slot = ByteBuffer.allocate(16);
    if (address.v6()) {
      return slot.putLong(address.high()).putLong(address.low()).array();
    }
    if (end.routeDomain() == 0) {
      slot.position(10).putShort((short) 0xffff);
    } else {
      slot.putLong(0x262000000c10f501L).putShort((short) 0).putShort((short) end.routeDomain());
    }
    return slot.putInt((int) address.low()).array();
  }

  private static byte[] sized(byte[] bytes) {
    return concat(new byte[] {(byte) bytes.length}, bytes);
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
