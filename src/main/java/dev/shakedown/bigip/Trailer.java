package dev.shakedown.bigip;

import dev.shakedown.bigip.BigIpCapture.Noise;
import dev.shakedown.packet.DeviceNote;
import java.util.Optional;

/**
 * A trailer as the device wrote it, field by field. A part is empty where its block is absent, was
 * skipped as unknown or did not make sense.
 *
 * @param format how it is written
 * @param length bytes from its start to its end
 * @param low what noise level {@code :n} writes
 * @param medium what {@code :nn} adds
 * @param peer what {@code :nnn} adds, where there is another side
 * @param noise the highest of these levels that it has a block of
 * @param secrets what {@code --f5 ssl} adds
 * @param malformed whether some part of it had to be dropped
 */
record Trailer(
    Format format,
    int length,
    Optional<Low> low,
    Optional<Medium> medium,
    Optional<DeviceNote.Peer> peer,
    Noise noise,
    Optional<TlsSecrets> secrets,
    boolean malformed) {

  /** The two ways to write one. */
  enum Format {
    /** 9.4.2 to 13.x: a chain of blocks. */
    LEGACY,
    /** From 14.0: blocks of providers behind a magic number. */
    DPT
  }

  /**
   * Where the packet passed.
   *
   * @param ingress whether it came in
   * @param slot as in the bytes, from 0; people count from 1
   * @param hardwareAction 1 challenge, 2 drop, 3 forward; 0 where not set, -1 where not written
   * @param port the physical port; empty where not written
   */
  record Low(
      boolean ingress,
      int slot,
      int tmm,
      String virtualServer,
      int hardwareAction,
      String port,
      String trunk) {}

  /**
   * The connection it belongs to.
   *
   * @param flags 64 internal bits; of forms with 32 bits the low half
   * @param flowType internal; -1 where not written
   * @param haUnit internal; -1 where not written
   * @param priority internal; -1 where not written
   */
  record Medium(
      long flowId,
      long peerFlowId,
      long flags,
      int flowType,
      int haUnit,
      int priority,
      Optional<DeviceNote.Reset> reset) {}

  /** The same in no vendor's terms. */
  DeviceNote note() {
    DeviceNote.Way way =
        low.map(l -> l.ingress() ? DeviceNote.Way.INGRESS : DeviceNote.Way.EGRESS)
            .orElse(DeviceNote.Way.UNKNOWN);
    return new DeviceNote(
        way,
        low.map(l -> l.slot() + 1).orElse(0),
        low.map(Low::tmm).orElse(-1),
        low.map(Low::virtualServer).orElse(""),
        medium.map(Medium::flowId).orElse(0L),
        medium.map(Medium::peerFlowId).orElse(0L),
        peer,
        medium.flatMap(Medium::reset),
        secrets.map(TlsSecrets::isKnown).orElse(false));
  }
}
