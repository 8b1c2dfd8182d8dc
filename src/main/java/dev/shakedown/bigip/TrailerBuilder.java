package dev.shakedown.bigip;

import dev.shakedown.bigip.BigIpCapture.Noise;
import dev.shakedown.bigip.Trailer.Low;
import dev.shakedown.bigip.Trailer.Medium;
import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IpAddress;
import java.util.Optional;

/**
 * Gathers the blocks of one trailer, and reads the parts that both formats write alike. An inner
 * length that leads out of its block costs the field it belongs to, nothing else.
 */
final class TrailerBuilder {
  private static final int RESET_HEADER = 9;
  private static final int ADDRESS = 16;
  private static final Bytes MAPPED = Bytes.ofHex("00000000000000000000ffff");
  private static final Bytes IN_ROUTE_DOMAIN = Bytes.ofHex("262000000c10f5010000");

  private Optional<Low> low = Optional.empty();
  private Optional<Medium> medium = Optional.empty();
  private Noise noise = Noise.NONE;
  private Optional<DeviceNote.Peer> peer = Optional.empty();
  private Optional<TlsSecrets> secrets = Optional.empty();
  private boolean malformed;

  /** Says that the trailer has a block of a noise level: 1 low, 2 medium, 3 high. */
  void noise(int level) {
    Noise its =
        switch (level) {
          case 1 -> Noise.LOW;
          case 2 -> Noise.MEDIUM;
          case 3 -> Noise.HIGH;
          default -> Noise.NONE;
        };
    noise = its.compareTo(noise) > 0 ? its : noise;
  }

  void low(Low read) {
    low = Optional.of(read);
  }

  void medium(Medium read) {
    medium = Optional.of(read);
  }

  /** Takes the HA unit of the medium block of 9.4, whose low block has the flow ids. */
  void haUnit(int unit) {
    Medium ids = medium.orElse(new Medium(0, 0, 0, -1, -1, -1, Optional.empty()));
    medium =
        Optional.of(
            new Medium(
                ids.flowId(),
                ids.peerFlowId(),
                ids.flags(),
                ids.flowType(),
                unit,
                ids.priority(),
                ids.reset()));
  }

  /** Takes secrets; a trailer may have a block of them for each family of TLS versions. */
  void secrets(TlsSecrets read) {
    secrets = Optional.of(secrets.map(s -> s.and(read)).orElse(read));
  }

  void malformed() {
    malformed = true;
  }

  Trailer build(Trailer.Format format, int length) {
    boolean noPeer = medium.isPresent() && medium.get().peerFlowId() == 0;
    return new Trailer(
        format, length, low, medium, noPeer ? Optional.empty() : peer, noise, secrets, malformed);
  }

  /** Reads a text behind its length of one byte. */
  String name(ByteReader in, String field) throws MalformedException {
    int length = in.uint8(field);
    if (length > in.remaining()) {
      malformed = true;
      return "";
    }
    return text(in.opaque(field, length));
  }

  /**
   * Reads the cause of a reset behind its length of one byte; empty without one, or with one of a
   * version that is not known.
   */
  Optional<DeviceNote.Reset> reset(ByteReader in) throws MalformedException {
    int length = in.uint8("rst_cause_length");
    if (length == 0) {
      return Optional.empty();
    }
    if (length < RESET_HEADER || length > in.remaining()) {
      malformed = true;
      return Optional.empty();
    }
    int versionAndPeer = in.uint8("version_and_peer");
    long value = (long) in.uint16("value") << 32 | in.uint32("value");
    int line = in.uint16("line");
    Bytes words = in.opaque("text", length - RESET_HEADER);
    return versionAndPeer >> 1 == 0
        ? Optional.of(new DeviceNote.Reset(text(words), versionAndPeer == 1, value, line))
        : Optional.empty();
  }

  /** Reads the high block, which both formats write alike. */
  void high(ByteReader in) throws MalformedException {
    int protocol = in.uint8("protocol");
    int vlan = in.uint16("vlan");
    Bytes remote = in.opaque("remote_address", ADDRESS);
    Bytes local = in.opaque("local_address", ADDRESS);
    DeviceNote.End remoteEnd = end(remote, in.uint16("remote_port"));
    DeviceNote.End localEnd = end(local, in.uint16("local_port"));
    boolean nothing =
        protocol == 0
            && vlan == 0
            && isZero(remote)
            && isZero(local)
            && remoteEnd.port() == 0
            && localEnd.port() == 0;
    peer =
        nothing
            ? Optional.empty()
            : Optional.of(new DeviceNote.Peer(protocol, vlan, remoteEnd, localEnd));
  }

  /** An address slot: IPv4 as RFC 4291 2.5.5.2 maps it or in a route domain, or IPv6. */
  private static DeviceNote.End end(Bytes slot, int port) {
    byte[] bytes = slot.toArray();
    if (slot.slice(0, MAPPED.size()).equals(MAPPED)) {
      return new DeviceNote.End(IpAddress.read(bytes, 12, false), port, 0);
    }
    if (slot.slice(0, IN_ROUTE_DOMAIN.size()).equals(IN_ROUTE_DOMAIN)) {
      int domain = slot.at(10) << 8 | slot.at(11);
      return new DeviceNote.End(IpAddress.read(bytes, 12, false), port, domain);
    }
    return new DeviceNote.End(IpAddress.read(bytes, 0, true), port, 0);
  }

  /** How many bytes of an address slot stand before an IPv4 address; 0 where it is IPv6. */
  static int prefixOfIpv4(Bytes slot) {
    if (slot.slice(0, MAPPED.size()).equals(MAPPED)) {
      return MAPPED.size();
    }
    return slot.slice(0, IN_ROUTE_DOMAIN.size()).equals(IN_ROUTE_DOMAIN) ? MAPPED.size() : 0;
  }

  static boolean isZero(Bytes bytes) {
    return bytes.equals(Bytes.copyOf(new byte[bytes.size()]));
  }

  /** ASCII by the format; whatever stands there, up to a NUL. */
  static String text(Bytes bytes) {
    String all = bytes.latin1();
    int end = all.indexOf('\0');
    return end < 0 ? all : all.substring(0, end);
  }
}
