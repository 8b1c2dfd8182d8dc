package dev.shakedown.tcp;

import static dev.shakedown.tcp.TestSegments.events;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.Segment;
import dev.shakedown.tcp.DirectionFacts.HopLimitCount;
import dev.shakedown.tcp.DirectionFacts.UnackedSegment;
import dev.shakedown.tcp.TcpEvent.Missing;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of payload: order, loss, repeats, and the facts about them. */
class FlowStreamsTest {
  private final TestSegments t = new TestSegments();

  @Test
  void saysWhatWasAcknowledgedButNotCaptured() {
    t.handshake();
    t.client().at(3).ack(0).data("def").send();
    t.server().at(0).ack(6).send();
    assertEquals(List.of(), t.heard);
    FinishedFlow flow = t.only();
    assertEquals(List.of("C gap 3@4", "C:def@4", "finish"), t.heard);
    assertEquals(List.of(new Missing(0, 3, false)), events(flow, Missing.class));
    assertEquals(3, flow.clientFacts().missingBytes());
    assertEquals(0, flow.clientFacts().bytesInOrder());
    assertEquals(6, flow.clientFacts().bytesSent());
  }

  @Test
  void givesAHoleUpOnlyAfterAWhile() {
    t.handshake();
    t.client().at(3).ack(0).data("def").send();
    t.server().at(0).ack(6).send();
    for (int i = 0; i < 20; i++) {
      t.later(10).server().at(i).ack(6).data("s").send();
    }
    assertFalse(t.heard.contains("C:def@4"));
    t.later(1000).server().at(20).ack(6).data("s").send();
    assertTrue(t.heard.contains("C:def@4"));
  }

  @Test
  void waitsForBytesThatComeAfterTheirAcknowledgment() {
    t.handshake();
    t.server().at(0).ack(3).send();
    t.client().at(3).ack(0).data("def").send();
    t.client().at(0).ack(0).data("abc").send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:abc@6", "C:def@6", "finish"), t.heard);
    assertEquals(0, flow.clientFacts().missingBytes());
    assertEquals(1, flow.clientFacts().outOfOrderSegments());
  }

  @Test
  void keepsWhatLiesBehindBytesTheOtherSideNeverGot() {
    t.handshake();
    t.client().at(3).ack(0).data("def").send();
    t.server().at(0).ack(0).sack(3, 6).send();
    FinishedFlow flow = t.only();
    assertEquals(List.of(), t.heard);
    assertTrue(flow.clientFacts().sackedAhead());
    assertEquals(
        List.of(new UnackedSegment(3, 3, 43, 1, 4, 4, true)), flow.clientFacts().unacked());
  }

  @Test
  void countsTransmissionsOfWhatWasNeverAcknowledged() {
    t.handshake();
    t.client().at(0).ack(0).data("hello").send();
    t.later(300).client().at(0).ack(0).data("hello").send();
    t.later(600).client().at(0).ack(0).data("hello").send();
    FinishedFlow flow = t.only();
    assertEquals(
        List.of(new UnackedSegment(0, 5, 45, 3, 4, 6, false)), flow.clientFacts().unacked());
    assertEquals(0, flow.clientFacts().bytesAcked());
    assertEquals(
        List.of(new TcpEvent.Retransmission(0, 5, 45, 4), new TcpEvent.Retransmission(0, 5, 45, 4)),
        events(flow, TcpEvent.Retransmission.class));
  }

  @Test
  void doesNotTakeAResentPacketForDeliveredWhenItsPiecesWere() {
    t.handshake();
    t.server().at(0).ack(0).data("x".repeat(1000)).send();
    t.later(300).server().at(0).ack(0).data("x".repeat(500)).send();
    t.later(1).server().at(500).ack(0).data("x".repeat(500)).send();
    t.later(1).client().at(0).ack(1000).send();
    DirectionFacts facts = t.only().serverFacts();
    assertEquals(540, facts.maxAckedPacketLength());
    assertEquals(1040, facts.maxPacketLength());
    assertEquals(2, facts.retransmittedSegments());
  }

  @Test
  void keepsTheFirstOfConflictingCopies() {
    t.handshake();
    t.client().at(3).ack(0).data("def").send();
    t.later(50).client().at(0).ack(0).data("abcXYZghi").send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:abc@5", "C:def@5", "C:ghi@5", "finish"), List.copyOf(t.heard));
    assertEquals(
        List.of(new TcpEvent.ConflictingOverlap(3, 3)),
        events(flow, TcpEvent.ConflictingOverlap.class));
  }

  @Test
  void noticesARetransmissionWithOtherContent() {
    t.handshake();
    t.client().at(0).ack(0).data("abc").send();
    t.later(300).client().at(0).ack(0).data("aXc").send();
    assertEquals(1, events(t.only(), TcpEvent.ConflictingOverlap.class).size());
    assertEquals(List.of("C:abc@4", "finish"), t.heard);
  }

  @Test
  void saysWhatTheSnapLengthCut() {
    t.handshake();
    t.client().at(0).ack(0).data("abcdef").cut(4).send();
    t.client().at(6).ack(0).data("ghi").send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:ab@4", "C gap 4@4", "C:ghi@5", "finish"), t.heard);
    assertEquals(List.of(new Missing(2, 4, true)), events(flow, Missing.class));
    assertEquals(4, flow.clientFacts().cutBytes());
    assertEquals(2, flow.clientFacts().bytesInOrder());
    assertEquals(9, flow.clientFacts().bytesSent());
  }

  @Test
  void joinsAdjacentLossesOfABulkTransferWithoutPayload() {
    t.handshake();
    for (int i = 0; i < 2000; i++) {
      t.server().at(i * 1000L).ack(0).data("x".repeat(1000)).cut(1000).send();
    }
    FinishedFlow flow = t.only();
    assertEquals(List.of(new Missing(0, 2_000_000, true)), events(flow, Missing.class));
    assertEquals(2_000_000, flow.serverFacts().cutBytes());
    assertEquals(2_000_000, flow.serverFacts().bytesSent());
  }

  @Test
  void beginsMidStreamWithTheLowestOfTheFirstSegments() {
    t.server().at(500).ack(100).data("def").send();
    t.server().at(497).ack(100).data("abc").send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("S:abc@2", "S:def@1", "finish"), t.heard);
    assertFalse(t.context.fromStart());
    assertEquals(6, flow.serverFacts().bytesInOrder());
    assertEquals(2, flow.serverFacts().dataSegments());
  }

  @Test
  void doesNotHoldTheFirstSegmentOnceTheOtherSideSpeaks() {
    t.client().at(0).ack(0).send();
    t.client().at(0).ack(0).data("hello").send();
    assertEquals(List.of(), t.heard);
    t.server().at(0).ack(5).data("x").send();
    assertEquals(List.of("C:hello@2", "S:x@3"), t.heard);
    FinishedFlow flow = t.only();
    assertEquals(5, flow.clientFacts().bytesAcked());
    assertEquals(List.of(), flow.clientFacts().unacked());
  }

  @Test
  void takesALonelySegmentMidStream() {
    t.client().at(0).ack(0).data("hello").fin().send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:hello@1", "C end@1", "finish"), t.heard);
    assertEquals(List.of(new TcpEvent.Fin(5)), events(flow, TcpEvent.Fin.class));
  }

  @Test
  void followsOneDirectionAlone() {
    t.client().syn().send();
    t.client().at(0).ack(0).send();
    t.client().at(0).ack(0).data("hello").send();
    t.client().at(5).ack(900).data("x").send();
    t.client().at(10).ack(900).data("y").send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:hello@3", "C:x@4", "C gap 4@5", "C:y@5", "finish"), t.heard);
    assertEquals(900, flow.serverFacts().bytesAcked());
    assertFalse(flow.serverFacts().seen());
    assertEquals(1, events(flow, TcpEvent.Established.class).size());
  }

  @Test
  void knowsAKeepAliveFromARetransmission() {
    t.handshake();
    t.client().at(0).ack(0).data("abc").send();
    t.server().at(0).ack(3).send();
    t.later(45_000).client().at(2).ack(0).data("\0").send();
    t.server().at(0).ack(3).send();
    t.later(45_000).client().at(2).ack(0).send();
    FinishedFlow flow = t.only();
    assertEquals(2, events(flow, TcpEvent.KeepAlive.class).size());
    assertEquals(0, flow.clientFacts().retransmittedSegments());
    assertEquals(0, events(flow, TcpEvent.ConflictingOverlap.class).size());
  }

  @Test
  void logsWhenAWindowCloses() {
    t.handshake();
    t.server().at(0).ack(0).window(0).send();
    t.server().at(0).ack(0).window(0).id(1).send();
    FinishedFlow flow = t.only();
    assertEquals(1, events(flow, TcpEvent.ZeroWindow.class).size());
    assertTrue(flow.serverFacts().zeroWindow());
    assertFalse(flow.clientFacts().zeroWindow());
  }

  @Test
  void readsTheCauseInAReset() {
    t.handshake();
    t.server().rst().at(0).ack(0).hopLimit(30).window(7).data("Go away, please").send();
    FinishedFlow flow = t.only();
    assertEquals(
        List.of(
            new TcpEvent.Rst(
                0,
                0,
                30,
                9001,
                true,
                7,
                true,
                TcpEvent.Rst.Timestamp.ABSENT,
                Optional.of(
                    new ResetReason(
                        ResetReason.Place.PAYLOAD, "", "Go away, please", false, -1, -1)))),
        events(flow, TcpEvent.Rst.class));
    assertEquals(List.of(), t.heard);
    assertEquals(List.of(new HopLimitCount(64, 1)), flow.serverFacts().hopLimits());
    assertTrue(flow.serverFacts().rstSeen());
  }

  @Test
  void prefersTheDevicesCauseOfAReset() {
    t.handshake();
    t.server().rst().at(5).note(note(new DeviceNote.Reset("No pool member", true, 7, 8))).send();
    TcpEvent.Rst rst = events(t.only(), TcpEvent.Rst.class).get(0);
    ResetReason.Place trailer = ResetReason.Place.TRAILER;
    assertEquals(
        Optional.of(new ResetReason(trailer, "", "No pool member", true, 7, 8)), rst.reason());
    assertFalse(rst.exactSequence());
    assertEquals(-1, rst.ackOffset());
  }

  @Test
  void readsTheCauseThatABigIpWritesIntoAReset() {
    t.handshake();
    t.server().rst().at(0).data("BIG-IP: [0x31ae141:4666] {peer} TCP RST from rem").send();
    TcpEvent.Rst rst = events(t.only(), TcpEvent.Rst.class).get(0);
    ResetReason.Place payload = ResetReason.Place.PAYLOAD;
    assertEquals(
        Optional.of(new ResetReason(payload, "BIG-IP", "TCP RST from rem", true, 0x31ae141, 4666)),
        rst.reason());
    assertEquals(List.of(), t.heard);
  }

  private static DeviceNote note(DeviceNote.Reset reset) {
    return new DeviceNote(
        DeviceNote.Way.EGRESS, 1, 0, "vs", 1, 2, Optional.empty(), Optional.of(reset), false);
  }

  @Test
  void acceptsDataInTheSyn() {
    t.client().syn().data("early").send();
    t.server().syn().ack(5).send();
    t.client().at(5).ack(0).data("x").send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:early@1", "C:x@3", "finish"), t.heard);
    assertEquals(5, flow.clientFacts().bytesAcked());
  }

  @Test
  void ignoresDataAfterFin() {
    t.handshake();
    t.client().at(0).ack(0).data("a").fin().send();
    t.client().at(1).ack(0).data("bbb").send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:a@4", "C end@4", "finish"), t.heard);
    assertEquals(1, flow.clientFacts().bytesSent());
  }

  @Test
  void endsADirectionWhenTheBytesBeforeItsFinAreThere() {
    t.handshake();
    t.client().at(1).ack(0).fin().send();
    t.client().at(1).ack(0).fin().send();
    t.client().at(0).ack(0).data("a").send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:a@6", "C end@6", "finish"), t.heard);
    assertEquals(List.of(new TcpEvent.Fin(1)), events(flow, TcpEvent.Fin.class));
  }

  @Test
  void readsTheOptionsOfASyn() {
    t.client().syn().options("020405b4 0402 080a0000000000000000 01 030307").send();
    FinishedFlow flow = t.only();
    assertEquals(
        List.of(new TcpEvent.Syn(false, TestSegments.CLIENT_ISN, 1460, 7, true, true, false)),
        events(flow, TcpEvent.Syn.class));
    assertEquals(1460, flow.clientFacts().mss());
  }

  @Test
  void boundsWhatItHoldsBehindAHole() {
    t.handshake();
    byte[] block = new byte[60_000];
    for (int i = 0; i < 60; i++) {
      t.client().at(1 + i * 60_000L).ack(0).data(block).send();
    }
    assertEquals("C gap 1@4", t.heard.get(0));
    assertEquals(1, t.table.statistics().holesGivenUp());
    assertEquals(0, t.only().clientFacts().bytesInOrder());
  }

  @Test
  void keepsTheCountsOfALongTransferRight() {
    t.handshake();
    byte[] block = new byte[1000];
    for (int i = 0; i < 300; i++) {
      t.server().at(i * 1000L).ack(0).data(block).send();
      if (i % 40 == 39) {
        t.client().at(0).ack(i * 1000L).send();
      }
    }
    DirectionFacts facts = t.only().serverFacts();
    assertEquals(300_000, facts.bytesInOrder());
    assertEquals(279_000, facts.bytesAcked());
    assertEquals(21, facts.unacked().size());
    assertEquals(279_000, facts.unacked().get(0).offset());
    assertEquals(1040, facts.maxAckedPacketLength());
  }

  @Test
  void doesNotTakeAnUncapturedFinForLostPayload() {
    t.handshake();
    t.client().at(0).ack(0).data("abc").send();
    t.server().at(0).ack(4).send();
    assertEquals(0, t.only().clientFacts().missingBytes());
  }

  @Test
  void doesNotTakeAFinAfterItsAcknowledgmentForLostPayload() {
    t.handshake();
    t.client().at(0).ack(0).data("abc").send();
    t.server().at(0).ack(4).send();
    t.client().at(3).ack(0).fin().send();
    FinishedFlow flow = t.only();
    assertEquals(0, flow.clientFacts().missingBytes());
    assertEquals(3, flow.clientFacts().bytesAcked());
    assertEquals(List.of("C:abc@4", "C end@6", "finish"), t.heard);
  }

  @Test
  void counts64BitOffsetsInALongTransfer() {
    t.handshake();
    for (int i = 0; i < 6; i++) {
      t.server().at(i * 1_000_000_000L).ack(0).data("x").send();
      t.client().at(0).ack(i * 1_000_000_000L + 1).send();
    }
    DirectionFacts facts = t.only().serverFacts();
    assertEquals(5_000_000_001L, facts.bytesSent());
    assertEquals(5_000_000_001L, facts.bytesAcked());
    assertEquals(5 * 999_999_999L, facts.missingBytes());
  }

  /** Whatever comes, no exception, and what the listener hears adds up. */
  @Test
  void takesRandomSegments() {
    Limits d = Limits.DEFAULT;
    Limits small =
        new Limits(
            d.maxPacketBytes(),
            d.maxFragmentBytes(),
            d.maxTunnelDepth(),
            4000,
            2000,
            3000,
            d.maxHandshakeMessageBytes(),
            50,
            d.maxRecordsLogged(),
            d.maxHeldFlowBytes(),
            d.maxSightings(),
            d.maxProfiledServers(),
            d.maxOffersPerServer(),
            d.maxComparedFlows(),
            d.maxLogIncidents(),
            d.idleNanos());
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      TestSegments chaos = new TestSegments(random.nextBoolean() ? small : d);
      chaos.v6 = random.nextBoolean();
      chaos.clientIsn = random.nextInt();
      chaos.serverIsn = random.nextInt();
      int[] flags = {0, 0, 0, 0, 0, Segment.FIN, Segment.SYN, Segment.RST, 0xff};
      for (int i = 0; i < 300; i++) {
        chaos.clientPort = 50_000 + random.nextInt(5);
        boolean far = random.nextInt(40) == 0;
        int range = far ? Integer.MAX_VALUE : 1500;
        byte[] data = new byte[random.nextInt(3) * random.nextInt(300)];
        TestSegments.Packet packet = random.nextBoolean() ? chaos.client() : chaos.server();
        packet.flags(flags[random.nextInt(flags.length)]).at(random.nextInt(range) - 10);
        if (random.nextInt(8) > 0) {
          packet.ack(random.nextInt(range) - 10);
        }
        if (random.nextInt(8) == 0) {
          packet.sack(random.nextInt(range), random.nextInt(range));
        }
        packet.data(data).cut(random.nextInt(5) == 0 ? data.length / 2 : 0);
        packet.window(random.nextInt(3)).send();
        chaos.later(far ? random.nextInt() : random.nextInt(100));
      }
      for (FinishedFlow flow : chaos.finish()) {
        for (DirectionFacts facts : List.of(flow.clientFacts(), flow.serverFacts())) {
          String message = "seed " + seed + ": " + facts;
          assertTrue(facts.bytesInOrder() >= 0, message);
          assertTrue(facts.bytesSent() >= facts.bytesInOrder(), message);
          assertTrue(facts.missingBytes() >= 0, message);
        }
        assertTrue(flow.log().entries().size() <= 416, "seed " + seed);
      }
      FlowTable.Statistics statistics = chaos.table.statistics();
      long frames = chaos.finished.stream().mapToLong(FinishedFlow::frames).sum();
      assertEquals(300, frames + statistics.lateFrames() + statistics.unfollowedFrames());
    }
  }
}
