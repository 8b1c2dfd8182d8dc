package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import dev.shakedown.bigip.BigIpTrailer;
import dev.shakedown.bigip.FileInfo;
import dev.shakedown.bigip.KeyLogListener;
import dev.shakedown.bigip.Substitutes;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.capture.PcapngWriter;
import dev.shakedown.packet.PacketDecoder;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.FlowTable;
import dev.shakedown.tcp.StreamListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rewrites packets in place, byte for byte of the same length: addresses in all headers, payload as
 * {@link RewrittenFlow} has it, checksums. What no rule covers does not reach the file: padding and
 * frame check sequences are cut off, and so are trailers but for those of a BIG-IP, link layers
 * other than Ethernet's and cooked captures' are left out, TCP options beyond the common ones and
 * unknown payload become noise.
 */
public final class AnonymizedFrames implements Rewriting {
  private final Limits limits;
  private final Pseudonyms pseudonyms;
  private final IdentityHashMap<FlowLog, StreamRecorder> recorders = new IdentityHashMap<>();
  private final Map<Integer, RewrittenFlow> flows = new HashMap<>();
  private final Map<Long, FragmentPlace> fragments = new HashMap<>();
  private final PacketLayout layout = new PacketLayout();
  private final PacketDecoder packets;
  private final BigIpTrailer trailers = new BigIpTrailer(KeyLogListener.NONE);
  private boolean isFileInfo;
  private int owner;

  public AnonymizedFrames(Limits limits, Pseudonyms pseudonyms) {
    this.limits = limits;
    this.pseudonyms = pseudonyms;
    FlowTable table =
        new FlowTable(limits, flow -> Silent.LISTENER, flow -> {}, (flow, frame) -> owner = flow);
    this.packets = new PacketDecoder(limits, table, Optional.of(trailers));
    packets.follow(layout);
  }

  @Override
  public StreamListener listen(FlowContext flow) {
    StreamRecorder recorder = new StreamRecorder(flow, limits);
    recorders.put(flow.log(), recorder);
    return recorder;
  }

  @Override
  public void finished(FinishedFlow flow) {
    StreamRecorder recorded = recorders.remove(flow.log());
    if (recorded != null) {
      flows.put(flow.id(), RewrittenFlow.of(flow, recorded, pseudonyms));
    }
  }

  @Override
  public void fragment(long frame, FragmentPlace place) {
    fragments.put(frame, place);
  }

  @Override
  public void read(CapturedPacket packet) {
    owner = 0;
    layout.begin(packet);
    isFileInfo = trailers.takesFileInfo(packet);
    if (!isFileInfo) {
      packets.decode(packet);
    }
  }

  @Override
  public void write(CapturedPacket packet, String comment, PcapngWriter out) throws IOException {
    if (isFileInfo) {
      FileInfo info = pseudonyms.fileInfo(trailers.fileInfo().orElseThrow());
      put(packet, packet.linkType(), info.frame(), 0, comment, out);
      return;
    }
    byte[] bytes =
        Arrays.copyOfRange(
            packet.buffer(), packet.offset(), packet.offset() + packet.capturedLength());
    FragmentPlace place = fragments.get(packet.number());
    FrameRewriter frame =
        new FrameRewriter(
            bytes,
            packet.linkType(),
            layout.headers(),
            pseudonyms,
            flows.get(place == null ? owner : place.flow()),
            place);
    if (frame.rewrite()) {
      byte[] trailer = trailers.copy(packet, new InTrailer(pseudonyms));
      byte[] all = Arrays.copyOf(frame.bytes(), frame.bytes().length + trailer.length);
      System.arraycopy(trailer, 0, all, all.length - trailer.length, trailer.length);
      put(packet, frame.linkType(), all, frame.originalLength() + trailer.length, comment, out);
    }
  }

  private static void put(
      CapturedPacket packet,
      int linkType,
      byte[] bytes,
      long originalLength,
      String comment,
      PcapngWriter out)
      throws IOException {
    long length = Math.max(bytes.length, originalLength);
    out.packet(packet.interfaceIndex(), linkType, packet.epochNanos(), bytes, length, comment);
  }

  /** Names in trailers are texts of a fixed size, as those in packets are. */
  private record InTrailer(Pseudonyms pseudonyms) implements Substitutes {
    @Override
    public byte[] name(byte[] name) {
      return pseudonyms.objectName(name);
    }

    @Override
    public byte[] cause(byte[] words) {
      return pseudonyms.resetCause(words);
    }

    @Override
    public Bytes address(Bytes address) {
      return pseudonyms.address(address);
    }
  }
}
