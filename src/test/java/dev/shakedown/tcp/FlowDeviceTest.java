package dev.shakedown.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.DeviceNote.Way;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.FlowDevice.Peering;
import dev.shakedown.tcp.FlowDevice.Side;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowDeviceTest {
  private final TestSegments t = new TestSegments();

  @Test
  void isAbsentWithoutAnyNote() {
    t.handshake();
    assertFalse(t.only().device().isPresent());
  }

  /** Each traffic process has a buffer of its own; on other devices such a step is the clock's. */
  @Test
  void ordersWhatADeviceWroteUpToASecondLate() {
    assertEquals(List.of(2L, 1L), framesOfALateSyn(note(Way.INGRESS, "", 0, 0)));
    assertEquals(List.of(1L, 2L), framesOfALateSyn(DeviceNote.NONE));
  }

  private static List<Long> framesOfALateSyn(DeviceNote note) {
    TestSegments late = new TestSegments();
    late.later(800).server().syn().ack(0).note(note).send();
    late.later(-801).client().syn().note(note).send();
    return late.only().log().entries().stream().map(FlowLog.Entry::frame).limit(2).toList();
  }

  @Test
  void foldsTheNotesOfTheClientSide() {
    t.vlan = 4094;
    long start = t.nanos;
    t.client().syn().note(note(Way.INGRESS, "", 0, 0)).send();
    t.server().syn().ack(0).note(note(Way.EGRESS, "/Common/vs", 0x10, 0)).send();
    t.client().at(0).ack(0).note(note(Way.INGRESS, "/Common/vs", 0x10, 0)).send();
    t.client().at(0).ack(0).data("x").note(note(Way.INGRESS, "/Common/vs", 0x10, 0x20)).send();
    t.server().at(0).ack(1).data("y").note(note(Way.EGRESS, "/Common/vs", 0x10, 0x20)).send();
    t.client().at(1).ack(1).data("z").note(note(Way.INGRESS, "/Common/vs", 0x10, 0x30)).send();
    assertEquals(
        Optional.of(
            new FlowDevice(
                Side.CLIENT,
                "/Common/vs",
                1,
                3,
                4094,
                List.of(0x10L),
                List.of(
                    new Peering(4, start, Side.CLIENT, 0x10, 0x20, Optional.of(peer(0x20))),
                    new Peering(6, start, Side.CLIENT, 0x10, 0x30, Optional.of(peer(0x30)))),
                0,
                false,
                6)),
        t.only().device());
  }

  @Test
  void knowsTheSideWithoutASynOnceTheRolesAreKnown() {
    t.server().at(0).ack(0).data("x").note(note(Way.INGRESS, "", 1, 2)).send();
    assertEquals(Side.SERVER, t.only().device().orElseThrow().side());
  }

  @Test
  void keepsBothPeersOfAConnectionOfTheDeviceWithItself() {
    t.client().syn().note(note(Way.EGRESS, "/Common/outer", 0x10, 0x11)).send();
    t.client().syn().id(100).note(note(Way.INGRESS, "/Common/inner", 0x20, 0x21)).send();
    FlowDevice device = t.only().device().orElseThrow();
    assertEquals(List.of(0x10L, 0x20L), device.flowIds());
    assertEquals(
        List.of(Side.SERVER, Side.CLIENT), device.peerings().stream().map(Peering::side).toList());
  }

  @Test
  void countsWhatItDoesNotKeep() {
    t.handshake();
    for (int i = 0; i < 100; i++) {
      t.client().at(i).ack(0).data("x").note(note(Way.INGRESS, "", 1, 100 + i)).send();
    }
    FlowDevice device = t.only().device().orElseThrow();
    assertEquals(64, device.peerings().size());
    assertEquals(36, device.morePeerings());
    assertEquals(100, device.packets());
  }

  private static DeviceNote note(Way way, String listener, long flowId, long peerFlowId) {
    Optional<DeviceNote.Peer> peer =
        peerFlowId == 0 ? Optional.empty() : Optional.of(peer(peerFlowId));
    return new DeviceNote(way, 1, 3, listener, flowId, peerFlowId, peer, Optional.empty(), false);
  }

  private static DeviceNote.Peer peer(long number) {
    IpAddress address = new IpAddress(false, 0, 0xcb007100L + number);
    return new DeviceNote.Peer(
        6, 4093, new DeviceNote.End(address, 443, 0), new DeviceNote.End(address, 50_000, 0));
  }
}
