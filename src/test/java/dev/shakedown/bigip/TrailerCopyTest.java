package dev.shakedown.bigip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.bigip.Trailer.Low;
import dev.shakedown.bigip.Trailer.Medium;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IpAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A trailer copied reads as the trailer written, but for names, addresses and secrets. */
class TrailerCopyTest {
  private static final long SEED = 20_260_114;

  /** Letters for letters, and the last byte of an address inverted. */
  private static final Substitutes OTHERS =
      new Substitutes() {
        @Override
        public byte[] name(byte[] name) {
          return text(name, 'n');
        }

        @Override
        public byte[] cause(byte[] words) {
          return text(words, 'c');
        }

        private byte[] text(byte[] text, char with) {
          byte[] result = new byte[text.length];
          Arrays.fill(result, (byte) with);
          return result;
        }

        @Override
        public Bytes address(Bytes address) {
          byte[] bytes = address.toArray();
          bytes[bytes.length - 1] ^= (byte) 0xff;
          return Bytes.copyOf(bytes);
        }
      };

  private final Random random = new Random(SEED);

  @Test
  void keepsAllThatNamesNobodyInEveryFormat() {
    for (int i = 0; i < 2_000; i++) {
      Low low = low();
      Medium medium = medium();
      Optional<DeviceNote.Peer> peer =
          medium.peerFlowId() == 0 ? Optional.empty() : Optional.of(peer());
      byte[] secrets = TrailerWriter.upToTls12(bytes(48), bytes(32));
      byte[] strange = TrailerWriter.dptBlock(5, 1, 0, bytes(random.nextInt(40)));
      check(TrailerWriter.legacy(low, medium, peer), Trailer.Format.LEGACY);
      check(TrailerWriter.dpt(low, medium, peer, secrets, strange), Trailer.Format.DPT);
      check(TrailerWriter.dptWithPort(low, medium, peer), Trailer.Format.DPT);
    }
  }

  @Test
  void makesATrailerOfAnyBytes() {
    for (int i = 0; i < 20_000; i++) {
      byte[] trailer = TrailerWriter.dpt(low(), medium(), Optional.of(peer()));
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        trailer[8 + random.nextInt(trailer.length - 8)] = (byte) random.nextInt();
      }
      byte[] copy = TrailerCopy.of(trailer, 0, trailer.length, Trailer.Format.DPT, OTHERS);
      assertEquals(copy.length, DptTrailer.length(copy, 0, copy.length), "seed " + SEED);
      assertEquals(false, DptTrailer.decode(copy, 0, copy.length).malformed(), "seed " + SEED);
    }
  }

  private static void check(byte[] trailer, Trailer.Format format) {
    byte[] copy = TrailerCopy.of(trailer, 0, trailer.length, format, OTHERS);
    Trailer before = read(trailer, format);
    Trailer after = read(copy, format);
    assertEquals(expected(before, copy.length), after, "seed " + SEED);
  }

  private static Trailer read(byte[] trailer, Trailer.Format format) {
    return format == Trailer.Format.DPT
        ? DptTrailer.decode(trailer, 0, trailer.length)
        : LegacyTrailer.decode(trailer, 0, trailer.length, false);
  }

  private static Trailer expected(Trailer of, int length) {
    return new Trailer(
        of.format(),
        length,
        of.low().map(TrailerCopyTest::expected),
        of.medium().map(TrailerCopyTest::expected),
        of.peer().map(p -> peer(p.protocol(), p.vlan(), other(p.remote()), other(p.local()))),
        of.noise(),
        Optional.empty(),
        false);
  }

  private static Low expected(Low low) {
    return new Low(
        low.ingress(),
        low.slot(),
        low.tmm(),
        "n".repeat(low.virtualServer().length()),
        low.hardwareAction(),
        "n".repeat(low.port().length()),
        "n".repeat(low.trunk().length()));
  }

  private static Medium expected(Medium m) {
    Optional<DeviceNote.Reset> reset =
        m.reset()
            .map(
                r ->
                    new DeviceNote.Reset(
                        "c".repeat(r.text().length()), r.ofPeer(), r.value(), r.line()));
    return new Medium(
        m.flowId(), m.peerFlowId(), m.flags(), m.flowType(), m.haUnit(), m.priority(), reset);
  }

  private static DeviceNote.Peer peer(
      int protocol, int vlan, DeviceNote.End remote, DeviceNote.End local) {
    return new DeviceNote.Peer(protocol, vlan, remote, local);
  }

  private static DeviceNote.End other(DeviceNote.End end) {
    IpAddress address = end.address();
    IpAddress changed = new IpAddress(address.v6(), address.high(), address.low() ^ 0xff);
    return new DeviceNote.End(changed, end.port(), end.routeDomain());
  }

  private Low low() {
    return new Low(
        random.nextBoolean(),
        random.nextInt(8),
        random.nextInt(32),
        name(60),
        random.nextInt(4),
        name(4),
        name(20));
  }

  private Medium medium() {
    Optional<DeviceNote.Reset> reset =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                new DeviceNote.Reset(
                    name(40),
                    random.nextBoolean(),
                    random.nextLong() >>> 16,
                    random.nextInt(65_536)));
    return new Medium(
        random.nextLong(),
        random.nextBoolean() ? 0 : random.nextLong(),
        random.nextLong(),
        random.nextInt(256),
        random.nextInt(256),
        random.nextInt(256),
        reset);
  }

  private DeviceNote.Peer peer() {
    return peer(6, random.nextInt(4096), end(), end());
  }

  private DeviceNote.End end() {
    boolean v6 = random.nextBoolean();
    IpAddress address =
        v6
            ? new IpAddress(true, 0x20010db8_00000000L, random.nextLong())
            : new IpAddress(false, 0, random.nextInt() & 0xffffffffL);
    int domain = v6 ? 0 : random.nextInt(3);
    return new DeviceNote.End(address, random.nextInt(65_536), domain);
  }

  private String name(int max) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(max); i > 0; i--) {
      name.append((char) ('a' + random.nextInt(26)));
    }
    return name.toString();
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
