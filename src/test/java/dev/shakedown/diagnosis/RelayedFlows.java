package dev.shakedown.diagnosis;

import dev.shakedown.bytes.Limits;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tcp.FlowDevice.Peering;
import dev.shakedown.tcp.FlowDevice.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what a relay would have said on built connections, and diagnoses them together. */
final class RelayedFlows {
  private RelayedFlows() {}

  /** What the relay says of one side; of the other only as much as is given. */
  static FlowDevice device(Side side, long flowId, Peering... peerings) {
    return new FlowDevice(
        side,
        "/Common/vs1",
        1,
        0,
        4094,
        flowId == 0 ? List.of() : List.of(flowId),
        List.of(peerings),
        0,
        false,
        10);
  }

  /** From this time on the other side runs between these ends; the numbers may be 0. */
  static Peering peering(
      Side side, FinishedFlow from, long flowId, long peerId, Endpoint remote, Endpoint local) {
    return new Peering(
        1,
        from.startNanos() + 1_000_000,
        side,
        flowId,
        peerId,
        remote == null
            ? Optional.empty()
            : Optional.of(new DeviceNote.Peer(6, 4093, end(remote), end(local))));
  }

  private static DeviceNote.End end(Endpoint endpoint) {
    return new DeviceNote.End(endpoint.address(), endpoint.port(), 0);
  }

  /** The diagnoses in the order in which they are given out. */
  static List<Diagnosis> diagnose(FinishedFlow... flows) {
    DiagnosisEngine engine = new DiagnosisEngine(Limits.DEFAULT);
    List<Diagnosis> given = new ArrayList<>();
    for (FinishedFlow flow : flows) {
      engine.add(flow, given::add);
    }
    engine.finish(given::add);
    return given;
  }

  static Diagnosis flow(int flow, List<Diagnosis> all) {
    return all.stream().filter(d -> d.facts().flow().id() == flow).findFirst().orElseThrow();
  }
}
