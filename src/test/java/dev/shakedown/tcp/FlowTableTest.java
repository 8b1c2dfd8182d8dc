package dev.shakedown.tcp;

import static dev.shakedown.tcp.TestSegments.events;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.packet.IncompleteDatagram;
import dev.shakedown.tcp.FinishedFlow.End;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where connections begin and end, and who is who. */
class FlowTableTest {
  private final TestSegments t = new TestSegments();

  @Test
  void followsAConnectionFromSynToFin() {
    t.handshake();
    t.client().at(0).ack(0).data("hello").send();
    t.server().at(0).ack(5).data("world").send();
    t.client().at(5).ack(5).fin().send();
    t.server().at(5).ack(6).fin().send();
    t.client().at(6).ack(6).send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:hello@4", "S:world@5", "C end@6", "S end@7", "finish"), t.heard);
    assertEquals(End.CLOSED, flow.end());
    assertEquals("192.0.2.1:50000", flow.client().toString());
    assertTrue(flow.clientCertain());
    assertEquals(8, flow.frames());
    assertEquals(10_000_000, flow.synRttNanos());
    assertEquals(1_000_000, flow.ackRttNanos());
    assertEquals(
        List.of("Syn", "Syn", "Established", "Fin", "Fin"),
        flow.log().entries().stream().map(e -> e.event().getClass().getSimpleName()).toList());
    assertEquals(5, flow.clientFacts().bytesAcked());
    assertEquals(5, flow.clientFacts().bytesInOrder());
    assertEquals(List.of(), flow.serverFacts().unacked());
    assertEquals(5, flow.clientFacts().segments());
    assertEquals(List.of(101, 102, 103, 104), flow.clientFacts().ipIds().stream().toList());
  }

  @Test
  void establishesWithDataOnTheFirstAcknowledgment() {
    t.client().syn().send();
    t.server().syn().ack(0).send();
    t.client().at(0).ack(0).data("x").send();
    assertEquals(1, events(t.only(), TcpEvent.Established.class).size());
  }

  @Test
  void survivesTheSequenceWrap() {
    t.clientIsn = -3;
    t.handshake();
    t.client().at(0).ack(0).data("ab").send();
    t.client().at(5).ack(0).data("fg").send();
    t.client().at(2).ack(0).data("cde").send();
    t.server().at(0).ack(7).send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:ab@4", "C:cde@6", "C:fg@6", "finish"), t.heard);
    assertEquals(7, flow.clientFacts().bytesAcked());
    assertEquals(0xfffffffdL, flow.clientFacts().isn());
  }

  @Test
  void keepsAConnectionOfOneSynWithRepeats() {
    t.client().syn().send();
    t.later(1000).client().syn().send();
    t.later(2000).client().syn().send();
    FinishedFlow flow = t.only();
    List<TcpEvent.Syn> syns = events(flow, TcpEvent.Syn.class);
    assertEquals(
        List.of(false, true, true), syns.stream().map(TcpEvent.Syn::retransmission).toList());
    assertEquals(-1, flow.clientFacts().bytesAcked());
    assertFalse(flow.serverFacts().seen());
    assertEquals(List.of(), t.heard);
  }

  @Test
  void joinsAnUnansweredSynWithItsRetryUnderAnotherNumber() {
    t.client().syn().send();
    t.clientIsn += 5_000_000;
    t.later(3000).client().syn().send();
    t.server().syn().ack(0).send();
    t.client().at(0).ack(0).data("hi").send();
    FinishedFlow flow = t.only();
    assertEquals(List.of("C:hi@4", "finish"), t.heard);
    assertEquals(t.clientIsn, flow.clientFacts().isn());
  }

  @Test
  void beginsAnotherConnectionAfterARefusal() {
    t.client().syn().send();
    t.server().rst().at(-7_000_001).ack(0).send();
    t.clientIsn += 777;
    t.later(500).client().syn().send();
    t.finish();
    assertEquals(2, t.finished.size());
    assertEquals(End.REUSED, t.finished.get(0).end());
    assertEquals(2, t.finished.get(1).id());
    TcpEvent.Rst rst = events(t.finished.get(0), TcpEvent.Rst.class).get(0);
    assertTrue(rst.exactSequence());
    assertEquals(0, rst.ackOffset());
  }

  @Test
  void beginsAnotherConnectionWhenAnEstablishedPortIsReused() {
    t.handshake();
    t.clientIsn += 1_000_000;
    t.serverIsn += 1_000_000;
    t.handshake();
    t.client().at(0).ack(0).data("x").send();
    t.finish();
    assertEquals(List.of(1, 2), t.finished.stream().map(FinishedFlow::id).toList());
    assertEquals(1, t.finished.get(1).clientFacts().bytesInOrder());
  }

  @Test
  void keepsLateSegmentsWithTheClosedConnection() {
    t.handshake();
    t.client().at(0).ack(0).fin().send();
    t.server().at(0).ack(1).fin().send();
    t.later(5000).client().at(1).ack(1).send();
    t.later(5000).server().at(0).ack(1).fin().send();
    t.later(5000).client().rst().at(1).send();
    assertEquals(1, t.only().id());
  }

  /** The server's host says that the client's SYN is forbidden. */
  private IcmpError forbidden(long frame) {
    return new IcmpError(
        frame,
        t.nanos,
        t.address(false),
        60,
        false,
        3,
        13,
        0,
        t.address(true),
        t.address(false),
        50_000,
        443,
        TestSegments.CLIENT_ISN,
        60);
  }

  /** Both sides close in order; then another connection's packet a second and a bit later. */
  private void closedInOrder() {
    t.handshake();
    t.client().at(0).ack(0).fin().send();
    t.server().at(0).ack(1).fin().send();
    t.client().at(1).ack(1).send();
    int port = t.clientPort;
    t.clientPort = 50_001;
    t.later(1001).client().syn().send();
    t.clientPort = port;
  }

  @Test
  void givesAConnectionAwaySoonAfterBothSidesClosedIt() {
    closedInOrder();
    assertEquals(1, t.finished.size());
    assertEquals(End.CLOSED, t.finished.get(0).end());
    assertEquals(6, t.finished.get(0).frames());
    FinishedFlow given = t.finished.get(0);
    assertFalse(t.table.follows(given.client(), given.server()), "nothing more comes of it");
  }

  @Test
  void countsWhatComesAfterAConnectionWasGivenAway() {
    closedInOrder();
    t.server().at(0).ack(1).fin().send();
    t.later(5000).client().rst().at(1).send();
    t.table.icmpError(forbidden(9));
    t.table.fragmentsMissing(
        new IncompleteDatagram(
            10, t.nanos, 10, t.address(false), t.address(true), 77, 443, 50_000, 0, 1000, -1));
    t.finish();
    assertEquals(List.of(1, 2), t.finished.stream().map(FinishedFlow::id).toList());
    assertEquals(3, t.table.statistics().lateFrames());
    assertEquals(6, t.finished.get(0).frames());
  }

  @Test
  void beginsAnotherConnectionOnThePortOfOneGivenAway() {
    closedInOrder();
    t.clientIsn += 1_000_000;
    t.serverIsn += 1_000_000;
    t.handshake();
    t.client().at(0).ack(0).data("x").send();
    t.finish();
    assertEquals(List.of(1, 2, 3), t.finished.stream().map(FinishedFlow::id).toList());
    assertEquals(1, t.finished.get(2).clientFacts().bytesInOrder());
    assertEquals(0, t.table.statistics().lateFrames());
    assertEquals(2, t.table.statistics().peakLiveFlows());
  }

  @Test
  void waitsWithAConnectionWhoseLastFinIsNotAcknowledged() {
    t.handshake();
    t.client().at(0).ack(0).fin().send();
    t.server().at(0).ack(1).fin().send();
    t.clientPort++;
    t.later(30_000).client().syn().send();
    assertEquals(List.of(), t.finished);
  }

  @Test
  void givesAClosedConnectionAwayAfterItsLinger() {
    t.handshake();
    t.client().rst().at(0).ack(0).send();
    t.clientPort++;
    t.later(61_000).client().syn().send();
    assertEquals(1, t.finished.size());
    assertEquals(End.CLOSED, t.finished.get(0).end());
  }

  @Test
  void endsAnIdleConnection() {
    t.handshake();
    t.later(601_000).client().at(0).ack(0).data("x").send();
    t.finish();
    assertEquals(
        List.of(End.IDLE, End.CAPTURE_END), t.finished.stream().map(FinishedFlow::end).toList());
    assertFalse(t.finished.get(1).clientCertain());
  }

  @Test
  void takesNoHarmFromASingleTimeDecadesAhead() {
    t.handshake();
    long now = t.nanos;
    t.nanos = now + 1_000_000_000_000_000_000L;
    t.client().at(0).ack(0).data("a").send();
    t.nanos = now;
    t.later(1).client().at(1).ack(0).data("b").send();
    assertEquals(2, t.only().clientFacts().bytesInOrder());
  }

  @Test
  void followsAConnectionAcrossALeapOfTheCapturesTime() {
    t.client().syn().send();
    t.clientPort = 50_001;
    t.nanos += 100_000_000_000_000_000L;
    t.handshake();
    for (int i = 0; i < 40; i++) {
      t.later(1).client().at(i).ack(0).data("x").send();
    }
    t.finish();
    assertEquals(2, t.finished.size());
    assertEquals(End.IDLE, t.finished.get(0).end());
    assertEquals(40, t.finished.get(1).clientFacts().bytesInOrder());
  }

  @Test
  void followsTheNumberThatTheClientAcknowledges() {
    t.client().syn().send();
    t.later(10).server().syn().ack(0).send();
    t.serverIsn += 50_000_000;
    t.later(10).server().syn().ack(0).send();
    t.client().at(0).ack(0).send();
    t.serverIsn -= 50_000_000;
    t.later(1000).server().syn().ack(0).send();
    t.serverIsn += 50_000_000;
    t.server().at(0).ack(0).data("x").send();
    assertEquals(1, t.only().serverFacts().bytesInOrder());
    assertEquals("S:x@6", t.heard.get(0));
  }

  @Test
  void takesTheSideOfAKnownPortForTheServer() {
    t.clientPort = 400;
    t.serverPort = 443;
    t.server().at(0).ack(0).data("x").send();
    FinishedFlow flow = t.only();
    assertEquals(443, flow.server().port());
    assertFalse(flow.clientCertain());
  }

  @Test
  void takesTheLowerPortForTheServerWhereNoneIsKnown() {
    t.serverPort = 10_001;
    t.server().at(0).ack(0).data("x").send();
    assertEquals(10_001, t.only().server().port());
  }

  @Test
  void exchangesTheSidesOnRequestWhereNoSynProvesThem() {
    t.clientPort = 443;
    t.serverPort = 50_000;
    t.client().at(0).ack(0).data("hello").send();
    t.server().at(0).ack(5).data("x").send();
    assertEquals(List.of("S:hello@1", "C:x@2"), t.heard);
    assertTrue(t.context.swapSides());
    assertFalse(t.context.swapSides());
    t.client().at(5).ack(1).data("y").send();
    FinishedFlow flow = t.only();
    assertEquals(443, flow.client().port());
    assertEquals(6, flow.clientFacts().bytesInOrder());
    assertTrue(flow.clientCertain());
    assertEquals("C:y@3", t.heard.get(2));
  }

  @Test
  void keepsTheSidesThatASynProves() {
    t.clientPort = 443;
    t.serverPort = 50_000;
    t.handshake();
    t.client().at(0).ack(0).data("hello").send();
    assertFalse(t.context.swapSides());
    assertEquals(443, t.only().client().port());
  }

  @Test
  void acceptsTheSynAckBeforeTheSyn() {
    t.server().syn().ack(0).send();
    t.client().syn().send();
    t.client().at(0).ack(0).data("x").send();
    FinishedFlow flow = t.only();
    assertTrue(flow.clientFacts().synSeen());
    assertEquals(443, flow.server().port());
    assertEquals(1, flow.clientFacts().bytesInOrder());
  }

  @Test
  void joinsBothSidesOfASimultaneousOpen() {
    t.client().syn().send();
    t.server().syn().send();
    t.client().syn().ack(0).send();
    t.server().syn().ack(0).send();
    t.client().at(0).ack(0).data("x").send();
    FinishedFlow flow = t.only();
    assertEquals("192.0.2.1:50000", flow.client().toString());
    assertEquals(1, flow.clientFacts().bytesInOrder());
  }

  @Test
  void ignoresTheSecondCopyOfEachFrame() {
    for (int copy = 0; copy < 2; copy++) {
      t.client().syn().id(1).hopLimit(64 - copy).send();
    }
    for (int copy = 0; copy < 2; copy++) {
      t.later(1).server().syn().ack(0).id(0).on(copy).options("0402080a0000000100000000").send();
    }
    for (int copy = 0; copy < 2; copy++) {
      t.client().at(0).ack(0).data("x").id(2).on(copy).send();
    }
    FinishedFlow flow = t.only();
    assertEquals(2, flow.clientFacts().duplicateFrames());
    assertEquals(1, flow.serverFacts().duplicateFrames());
    assertEquals(0, flow.clientFacts().retransmittedSegments());
    assertEquals(2, events(flow, TcpEvent.Syn.class).size());
    assertEquals(6, flow.frames());
    assertEquals(3, t.table.statistics().duplicateFrames());
  }

  @Test
  void countsEachOfSeveralResetsSentAtOnce() {
    t.handshake();
    t.server().rst().at(0).id(0).send();
    t.server().rst().at(0).id(0).send();
    FinishedFlow flow = t.only();
    assertEquals(2, events(flow, TcpEvent.Rst.class).size());
    assertEquals(0, flow.serverFacts().duplicateFrames());
  }

  @Test
  void takesAnIdenticalFrameMuchLaterForARetransmission() {
    t.v6 = true;
    t.handshake();
    t.client().at(0).ack(0).data("x").send();
    t.later(210).client().at(0).ack(0).data("x").send();
    assertEquals(1, t.only().clientFacts().retransmittedSegments());
  }

  @Test
  void logsAnIcmpErrorWithTheConnectionItQuotes() {
    t.client().syn().send();
    t.table.icmpError(forbidden(2));
    FinishedFlow flow = t.only();
    assertEquals(-1, events(flow, TcpEvent.Icmp.class).get(0).offset());
    assertEquals(Sender.CLIENT, events(flow, TcpEvent.Icmp.class).get(0).about());
    assertEquals(Sender.NETWORK, flow.log().entries().get(1).from());
    assertEquals(2, flow.frames());
  }

  @Test
  void logsMissingFragmentsEvenWithoutPorts() {
    t.handshake();
    t.table.fragmentsMissing(
        new IncompleteDatagram(
            4, t.nanos, 5, t.address(false), t.address(true), 77, -1, -1, 0, 1000, -1));
    FinishedFlow flow = t.only();
    assertEquals(1, events(flow, TcpEvent.FragmentsMissing.class).size());
    assertEquals(Sender.SERVER, flow.log().entries().get(3).from());
  }

  @Test
  void evictsTheConnectionIdleLongest() {
    Limits d = Limits.DEFAULT;
    TestSegments few =
        new TestSegments(
            new Limits(
                d.maxPacketBytes(),
                d.maxFragmentBytes(),
                d.maxTunnelDepth(),
                2500, // two connections of one SYN or two, and what stays of a third
                d.maxBufferedBytesPerDirection(),
                d.maxBufferedBytes(),
                d.maxHandshakeMessageBytes(),
                d.maxEventsPerFlow(),
                d.maxRecordsLogged(),
                d.maxHeldFlowBytes(),
                d.maxSightings(),
                d.maxProfiledServers(),
                d.maxOffersPerServer(),
                d.maxComparedFlows(),
                d.maxLogIncidents(),
                d.idleNanos()));
    few.client().syn().send();
    few.clientPort = 50_001;
    few.client().syn().send();
    few.clientPort = 50_000;
    few.later(1000).client().syn().send();
    few.clientPort = 50_002;
    few.client().syn().send();
    assertEquals(1, few.finished.size());
    assertEquals(2, few.finished.get(0).id());
    assertEquals(End.EVICTED, few.finished.get(0).end());
    assertEquals(1, few.table.statistics().evictedFlows());
    few.clientPort = 50_001;
    few.later(1000).client().syn().send(); // the same again, of the connection that was ended
    few.finish();
    assertEquals(List.of(2, 1, 3), few.finished.stream().map(FinishedFlow::id).toList());
    assertEquals(1, few.table.statistics().unfollowedFrames());
  }

  @Test
  void findsEachOfManyConnectionsAgain() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5000; i++) {
        t.clientPort = 10_000 + i;
        t.client().at(round).ack(0).data("x").send();
      }
    }
    t.finish();
    assertEquals(5000, t.finished.size());
    assertTrue(t.finished.stream().allMatch(f -> f.clientFacts().bytesInOrder() == 2));
    assertEquals(1, t.finished.get(0).id());
    assertEquals(5000, t.finished.get(4999).id());
  }

  @Test
  void takesAnyFlagsWithoutFailing() {
    for (int flags = 0; flags < 256; flags++) {
      for (int repeat = 0; repeat < 3; repeat++) {
        t.client().flags(flags).at(flags * 7L - 100).data("abc").send();
        t.server().flags(flags ^ repeat).at(-flags).data("d").send();
      }
    }
    t.finish();
    assertTrue(t.finished.size() > 0);
  }
}
