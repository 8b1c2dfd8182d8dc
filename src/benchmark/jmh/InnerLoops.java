package dev.shakedown.benchmark;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureItem;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.packet.IncompleteDatagram;
import dev.shakedown.packet.PacketDecoder;
import dev.shakedown.packet.PacketListener;
import dev.shakedown.packet.Segment;
import dev.shakedown.preamble.Conversation;
import dev.shakedown.tcp.FlowTable;
import dev.shakedown.tls.TlsSession;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.handshake.DecodeCache;
import dev.shakedown.tls.handshake.DecodeContext;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.HandshakeMessages;
import dev.shakedown.tls.registry.HandshakeType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The layers one by one over a capture in memory, each with all below it, so that the difference of
 * two is what the upper one costs. Microseconds for the whole capture.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InnerLoops {
  /** 001: TLS 1.2 with certificates; 002: TLS 1.3; 161: a transfer of 67 kB. */
  @Param({"001-good-tls12.pcap", "002-good-tls13.pcap", "161-path-mtu-probed.pcap"})
  public String capture;

  private final DecodeCache cache = new DecodeCache();
  private byte[] file;
  private Bytes clientHello;

  @Setup
  public void load() throws IOException {
    file = Files.readAllBytes(Path.of("captures", capture));
    clientHello = Bytes.copyOf(clientHello(file));
  }

  @Benchmark
  public void read(Blackhole hole) throws IOException {
    try (CaptureReader reader = open()) {
      while (reader.hasNext()) {
        hole.consume(reader.next());
      }
    }
  }

  @Benchmark
  public void decode(Blackhole hole) throws IOException {
    decode(
        new PacketListener() {
          @Override
          public void segment(Segment segment) {
            hole.consume(segment.payloadLength());
          }

          @Override
          public void icmpError(IcmpError error) {}

          @Override
          public void fragmentsMissing(IncompleteDatagram datagram) {}
        });
  }

  @Benchmark
  public void follow(Blackhole hole) throws IOException {
    FlowTable flows =
        new FlowTable(
            Limits.DEFAULT,
            flow ->
                new Conversation(
                    flow,
                    Limits.DEFAULT,
                    new TlsSession(flow, Limits.DEFAULT, cache, new SecretStore())),
            hole::consume);
    decode(flows);
    flows.finishAll();
  }

  @Benchmark
  public void analyse(Blackhole hole) throws IOException {
    Analysis.builder().build().run(new ByteArrayInputStream(file), capture, hole::consume);
  }

  @Benchmark
  public HandshakeMessage decodeClientHello() {
    return HandshakeMessages.decode(
        HandshakeType.CLIENT_HELLO, clientHello.reader(), DecodeContext.initial(cache));
  }

  private void decode(PacketListener listener) throws IOException {
    PacketDecoder decoder = new PacketDecoder(Limits.DEFAULT, listener);
    try (CaptureReader reader = open()) {
      while (reader.hasNext()) {
        CaptureItem item = reader.next();
        if (item instanceof CapturedPacket packet) {
          decoder.decode(packet);
        }
      }
    }
  }

  private CaptureReader open() throws IOException {
    return CaptureReader.open(new ByteArrayInputStream(file), capture, Limits.DEFAULT);
  }

  /** The body of the first ClientHello, which these recordings have in one segment. */
  private static byte[] clientHello(byte[] file) {
    for (int at = 0; at + 9 < file.length; at++) {
      boolean hello = file[at] == 22 && file[at + 1] == 3 && file[at + 5] == 1 && file[at + 6] == 0;
      int length = (file[at + 7] & 0xff) << 8 | file[at + 8] & 0xff;
      if (hello && at + 9 + length <= file.length) {
        ByteReader body = new ByteReader(file, at + 9, length);
        return body.rest().toArray();
      }
    }
    throw new IllegalStateException("no ClientHello");
  }
}
