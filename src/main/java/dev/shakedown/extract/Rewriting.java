package dev.shakedown.extract;

import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.capture.PcapngWriter;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.StreamListener;
import java.io.IOException;

/** Changes frames on their way into the extracted capture. */
public interface Rewriting {
  /** While frames are searched: listens to a connection, to learn its streams. */
  StreamListener listen(FlowContext flow);

  /** While frames are searched: a connection has ended, its streams are whole. */
  void finished(FinishedFlow flow);

  /** While frames are searched: a frame holds a fragment of a segment. */
  void fragment(long frame, FragmentPlace place);

  /** While frames are written: a packet of the capture, wanted or not, before it is written. */
  void read(CapturedPacket packet);

  /** Writes the packet that was read last. */
  void write(CapturedPacket packet, String comment, PcapngWriter out) throws IOException;
}
