package dev.shakedown.extract;

import dev.shakedown.bigip.BigIpTrailer;
import dev.shakedown.bigip.KeyLogListener;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureItem;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.capture.PcapngWriter;
import dev.shakedown.packet.PacketDecoder;
import dev.shakedown.tcp.FlowTable;
import dev.shakedown.tcp.StreamListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the frames of connections and writes them. The capture is read once for each, always in the
 * same way as for the analysis, so that connections have the same numbers.
 */
public final class Extraction {
  private final Limits limits;
  private final ExtractionPlan plan;
  private final Optional<Rewriting> rewriting;
  private final BitSet wanted = new BitSet();

  /**
   * An extraction.
   *
   * @param rewriting changes what is written; empty to write frames as they are
   */
  public Extraction(Limits limits, ExtractionPlan plan, Optional<Rewriting> rewriting) {
    this.limits = limits;
    this.plan = plan;
    this.rewriting = rewriting;
  }

  /**
   * Finds the frames of the connections planned.
   *
   * @param capture read to its end, but not closed
   */
  public void search(CaptureReader capture) throws IOException {
    FrameSearch search =
        new FrameSearch(
            plan, wanted, (frame, place) -> rewriting.ifPresent(r -> r.fragment(frame, place)));
    StreamListener.Factory streams =
        flow ->
            rewriting.isPresent() && plan.flow(search.owner()) != null
                ? rewriting.get().listen(flow)
                : Silent.LISTENER;
    FlowTable flows =
        new FlowTable(limits, streams, flow -> rewriting.ifPresent(r -> r.finished(flow)), search);
    BigIpTrailer trailers = new BigIpTrailer(KeyLogListener.NONE);
    PacketDecoder packets = new PacketDecoder(limits, search.before(flows), Optional.of(trailers));
    packets.follow(search);
    while (capture.hasNext()) {
      if (capture.next() instanceof CapturedPacket packet) {
        if (trailers.takesFileInfo(packet)) {
          wanted.set((int) packet.number()); // without it the trailers have no context
          continue;
        }
        search.begin(packet.number());
        packets.decode(packet);
        search.end();
      }
    }
    packets.finish();
    flows.finishAll();
  }

  /** How many frames were found. */
  public int frames() {
    return wanted.cardinality();
  }

  /**
   * Writes the frames found.
   *
   * @param capture read to its end, but not closed
   */
  public void write(CaptureReader capture, PcapngWriter out) throws IOException {
    Map<Long, String> comments = plan.comments();
    while (capture.hasNext()) {
      CaptureItem item = capture.next();
      if (!(item instanceof CapturedPacket packet)) {
        continue;
      }
      if (rewriting.isPresent()) {
        rewriting.get().read(packet);
      }
      if (wanted.get((int) packet.number())) {
        write(packet, comments.getOrDefault(packet.number(), ""), out);
      }
    }
  }

  private void write(CapturedPacket packet, String comment, PcapngWriter out) throws IOException {
    if (rewriting.isPresent()) {
      rewriting.get().write(packet, comment, out);
      return;
    }
    byte[] bytes =
        Arrays.copyOfRange(
            packet.buffer(), packet.offset(), packet.offset() + packet.capturedLength());
    out.packet(
        packet.interfaceIndex(),
        packet.linkType(),
        packet.epochNanos(),
        bytes,
        packet.originalLength(),
        comment);
  }
}
