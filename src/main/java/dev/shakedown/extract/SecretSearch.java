package dev.shakedown.extract;

import dev.shakedown.bigip.BigIpTrailer;
import dev.shakedown.bigip.KeyLogListener;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureItem;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.capture.DecryptionSecrets;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.packet.IncompleteDatagram;
import dev.shakedown.packet.PacketDecoder;
import dev.shakedown.packet.PacketListener;
import dev.shakedown.packet.Segment;
import dev.shakedown.tls.decrypt.SecretStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Finds the TLS secrets that a capture itself holds: in secrets blocks and BIG-IP's trailers. */
public final class SecretSearch {
  private SecretSearch() {}

  /**
   * Adds all of them to a store.
   *
   * @param capture read to its end, but not closed
   */
  public static void read(CaptureReader capture, Limits limits, SecretStore store)
      throws IOException {
    BigIpTrailer trailers = new BigIpTrailer(new IntoStore(store));
    PacketDecoder packets = new PacketDecoder(limits, new Nobody(), Optional.of(trailers));
    while (capture.hasNext()) {
      CaptureItem item = capture.next();
      if (item instanceof CapturedPacket packet) {
        if (!trailers.takesFileInfo(packet)) {
          packets.decode(packet);
        }
      } else if (item instanceof DecryptionSecrets block
          && block.secretsType() == DecryptionSecrets.TLS_KEY_LOG) {
        store.addKeyLog(new ByteArrayInputStream(block.data().toArray()));
      }
    }
  }

  private record IntoStore(SecretStore store) implements KeyLogListener {
    @Override
    public void awaited() {
      // the capture is read to its end anyway
    }

    @Override
    public void line(String line) {
      store.addKeyLogLine(line);
    }
  }

  /** Only the trailers behind the packets are of interest. */
  private record Nobody() implements PacketListener {
    @Override
    public void segment(Segment segment) {}

    @Override
    public void icmpError(IcmpError error) {}

    @Override
    public void fragmentsMissing(IncompleteDatagram incomplete) {}
  }
}
