package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Stage;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.diagnosis.points.Sighting;
import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The connection was captured at two points: what passed one of them and not the other was lost,
 * made or changed on the way between them.
 */
final class SeenElsewhere implements Rule {
  /** The smallest MTU every IPv6 link has, and a size IPv4 paths pass in practice (RFC 8200 5). */
  private static final int ALWAYS_PASSES = 1280;

  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.CLIENT_HELLO_DROPPED,
        Codes.PATH_LOSS,
        Codes.PATH_MTU,
        Codes.RESET_INJECTED,
        Codes.INTERCEPTION_SUSPECTED);
  }

  @Override
  public Verdict check(Case connection) {
    List<Finding> findings = new ArrayList<>();
    for (Crossing crossing : connection.crossings()) {
      Ending ending = connection.ending();
      boolean reset =
          connection.failed()
              && ending.kind() == Ending.Kind.RST
              && crossing.resetBornBetween(ending.by());
      if (reset) {
        findings.add(resetBornBetween(crossing, ending).build());
      } else if (!connection.completed() && ending.alert().isEmpty()) {
        for (Sender side : List.of(Sender.CLIENT, Sender.SERVER)) {
          if (findings.isEmpty() && crossing.losesFrom(side)) {
            findings.add(lost(connection, crossing, side).build());
          }
        }
      }
      if (crossing.bytesChanged()) {
        findings.add(changed(connection, crossing).build());
      }
    }
    return findings.isEmpty() ? Verdict.CLEAR : new Verdict.Found(findings);
  }

  private static FindingBuilder resetBornBetween(Crossing crossing, Ending ending) {
    return between(FindingBuilder.certain(Codes.RESET_INJECTED), crossing)
        .proof(ending.frame(), Message.of("evidence.points.rst-here"))
        .proof(
            ending.frame(),
            Message.of(
                "evidence.points.rst-not-there",
                "file",
                crossing.there().capture(),
                "frame",
                crossing.there().from(ending.by()).lastFrame()));
  }

  private static FindingBuilder lost(Case connection, Crossing crossing, Sender side) {
    Sighting.Passed here = crossing.here().from(side);
    Sighting.Passed there = crossing.there().from(side);
    boolean sentHere = here.bytesSent() > there.bytesSent() || there.lastFrame() == 0;
    String code = code(connection, side, sentHere);
    long frame = sentHere ? firstLost(connection, side, there.bytesSent()) : here.lastFrame();
    FindingBuilder finding =
        between(
                crossing.watchesFrom(side)
                    ? FindingBuilder.certain(code)
                    : FindingBuilder.likely(code),
                crossing)
            .detail("side", FindingBuilder.side(side))
            .detail("bytesHere", here.bytesSent())
            .detail("bytesThere", there.bytesSent());
    return finding.proof(
        frame == 0 ? crossing.here().from(side.peer()).lastFrame() : frame,
        Message.of(
            sentHere ? "evidence.points.sent-here" : "evidence.points.sent-there",
            "file",
            crossing.there().capture(),
            "frame",
            there.lastFrame() == 0
                ? crossing.there().from(side.peer()).lastFrame()
                : there.lastFrame(),
            "bytes",
            Math.abs(here.bytesSent() - there.bytesSent())));
  }

  private static String code(Case connection, Sender side, boolean sentHere) {
    DirectionFacts direction = connection.facts().flow().facts(side);
    boolean large =
        sentHere
            && !direction.unacked().isEmpty()
            && direction.unacked().stream()
                .filter(u -> !u.sacked())
                .allMatch(
                    u ->
                        u.packetLength() > ALWAYS_PASSES
                            && u.packetLength() > direction.maxAckedPacketLength());
    if (large && (direction.sackedAhead() || direction.bytesAcked() > 0)) {
      return Codes.PATH_MTU;
    }
    boolean hello =
        side == Sender.CLIENT
            && direction.bytesSent() > 0
            && connection.facts().progress().stage().compareTo(Stage.CLIENT_HELLO) <= 0;
    return hello ? Codes.CLIENT_HELLO_DROPPED : Codes.PATH_LOSS;
  }

  private static long firstLost(Case connection, Sender side, long arrived) {
    DirectionFacts direction = connection.facts().flow().facts(side);
    return direction.unacked().stream()
        .filter(u -> u.offset() + u.length() > arrived)
        .mapToLong(DirectionFacts.UnackedSegment::firstFrame)
        .findFirst()
        .orElse(direction.lastFrame());
  }

  private static FindingBuilder changed(Case connection, Crossing crossing) {
    boolean sameEnds = crossing.here().client().equals(crossing.there().client());
    FindingBuilder finding =
        crossing.certificateChanged() || sameEnds
            ? FindingBuilder.certain(Codes.INTERCEPTION_SUSPECTED)
            : FindingBuilder.likely(Codes.INTERCEPTION_SUSPECTED);
    between(finding, crossing).clientHello(connection.facts());
    connection
        .facts()
        .serverCertificate()
        .filter(c -> crossing.certificateChanged())
        .ifPresent(
            c ->
                finding.proof(
                    c.frame(),
                    Message.of(
                        "evidence.points.certificate",
                        "here",
                        crossing.here().issuer(),
                        "there",
                        crossing.there().issuer(),
                        "file",
                        crossing.there().capture())));
    return finding;
  }

  private static FindingBuilder between(FindingBuilder finding, Crossing crossing) {
    return finding
        .variant("points")
        .detail("otherFile", crossing.there().capture())
        .detail("otherFlow", crossing.there().flow())
        .detail("otherPosition", crossing.position().id());
  }
}
