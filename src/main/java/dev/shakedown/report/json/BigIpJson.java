package dev.shakedown.report.json;

import dev.shakedown.bigip.BigIpCapture;
import dev.shakedown.bigip.FileInfo;
import dev.shakedown.diagnosis.log.Logged;
import dev.shakedown.ltm.LogMessage;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.Catalogue;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tcp.FlowDevice.Peering;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.ResetReason;
import dev.shakedown.tcp.TcpEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What only a capture of a BIG-IP tells, of the capture and of each connection. */
final class BigIpJson {
  private BigIpJson() {}

  /** Writes nothing where neither the capture nor a log beside it is of a BIG-IP. */
  static void capture(JsonOut out, CaptureResult result, Catalogue catalogue) {
    if (result.bigIp().isEmpty() && result.log().isEmpty()) {
      return;
    }
    out.object("bigip");
    result.bigIp().ifPresent(b -> capture(out, b));
    result.log().ifPresent(log -> new LogJson(catalogue).beside(out, log));
    out.endObject();
  }

  private static void capture(JsonOut out, BigIpCapture capture) {
    capture.fileInfo().ifPresent(info -> fileInfo(out, info));
    if (capture.noise() != BigIpCapture.Noise.NONE) {
      out.text("noise", lower(capture.noise()));
    }
    out.flag("tlsSecrets", capture.tlsSecrets())
        .number("fileInfoFrames", capture.fileInfoFrames())
        .object("trailers");
    capture.format().ifPresent(f -> out.text("format", f));
    out.number("frames", capture.frames())
        .number("lostToSnapLength", capture.lostToSnapLength())
        .number("malformed", capture.malformed())
        .endObject()
        .object("keyLog")
        .number("connections", capture.keyLogSessions())
        .number("lines", capture.keyLogLines())
        .endObject();
  }

  private static void fileInfo(JsonOut out, FileInfo info) {
    out.textIfAny("version", info.version())
        .textIfAny("build", info.build())
        .textIfAny("host", info.host());
    if (!info.platform().isEmpty()) {
      out.object("platform")
          .text("id", info.platform())
          .textIfAny("name", info.platformName())
          .endObject();
    }
    out.textIfAny("product", info.product()).textIfAny("command", info.command());
    out.flag("peerFlows", info.hasPeerFlows());
  }

  /** Writes nothing where neither the capture nor a reset tells of a BIG-IP. */
  static void flow(JsonOut out, FinishedFlow flow) {
    Optional<FlowLog.Entry> reset = reset(flow);
    Optional<LogMessage.ResetSent> logged = reset.isPresent() ? Optional.empty() : logged(flow);
    if (flow.device().isEmpty() && reset.isEmpty() && logged.isEmpty()) {
      return;
    }
    out.object("bigip");
    flow.device().ifPresent(d -> device(out, d));
    reset.ifPresent(r -> reset(out, r));
    logged.ifPresent(r -> reset(out, r));
    out.endObject();
  }

  private static void device(JsonOut out, FlowDevice device) {
    if (device.side() != FlowDevice.Side.UNKNOWN) {
      out.text("side", lower(device.side()));
    }
    out.textIfAny("virtualServer", device.listener());
    if (device.slot() > 0) {
      out.number("slot", device.slot()).number("tmm", device.unit());
    }
    if (device.vlan() >= 0) {
      out.number("vlan", device.vlan());
    }
    if (!device.flowIds().isEmpty()) {
      out.texts("flowIds", device.flowIds().stream().map(BigIpJson::hex).toList());
    }
    List<Peering> peerings = device.peerings();
    if (!peerings.isEmpty()) {
      peering(out.object("peer"), peerings.get(0));
    }
    if (peerings.size() > 1) {
      out.array("laterPeers");
      peerings.subList(1, peerings.size()).forEach(p -> peering(out.object(), p));
      out.endArray();
    }
  }

  private static void peering(JsonOut out, Peering peering) {
    out.number("frame", peering.frame());
    if (peering.peerFlowId() != 0) {
      out.text("flowId", hex(peering.peerFlowId()));
    }
    peering
        .peer()
        .ifPresent(
            p -> {
              out.number("protocol", p.protocol()).number("vlan", p.vlan());
              end(out, "remote", p.remote());
              end(out, "local", p.local());
            });
    out.endObject();
  }

  private static void end(JsonOut out, String name, DeviceNote.End end) {
    out.object(name).text("ip", end.address().toString()).number("port", end.port());
    if (end.routeDomain() != 0) {
      out.number("routeDomain", end.routeDomain());
    }
    out.endObject();
  }

  /** The first reset with a reason in the words of a BIG-IP. */
  private static Optional<FlowLog.Entry> reset(FinishedFlow flow) {
    return flow.log().entries().stream()
        .filter(
            e ->
                e.event() instanceof TcpEvent.Rst r
                    && r.reason().map(BigIpJson::isBigIps).orElse(false))
        .findFirst();
  }

  /** The first reset that the device's log tells of. */
  private static Optional<LogMessage.ResetSent> logged(FinishedFlow flow) {
    return flow.log().entries().stream()
        .filter(e -> e.event() instanceof Logged)
        .map(e -> ((Logged) e.event()).line().message())
        .filter(LogMessage.ResetSent.class::isInstance)
        .map(LogMessage.ResetSent.class::cast)
        .findFirst();
  }

  private static boolean isBigIps(ResetReason reason) {
    return reason.place() == ResetReason.Place.TRAILER || !reason.device().isEmpty();
  }

  private static void reset(JsonOut out, FlowLog.Entry entry) {
    ResetReason reason = ((TcpEvent.Rst) entry.event()).reason().orElseThrow();
    out.object("resetCause")
        .text("text", reason.text())
        .flag("peer", reason.ofPeer())
        .text("value", hex(reason.value()))
        .number("line", reason.line())
        .number("frame", entry.frame())
        .text("from", lower(reason.place()))
        .endObject();
  }

  private static void reset(JsonOut out, LogMessage.ResetSent reset) {
    out.object("resetCause")
        .text("text", reset.cause())
        .flag("peer", reset.peer())
        .text("value", hex(reset.value()))
        .number("line", reset.line())
        .text("from", "log")
        .endObject();
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
