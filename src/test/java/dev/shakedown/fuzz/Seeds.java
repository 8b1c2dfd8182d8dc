package dev.shakedown.fuzz;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureItem;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.fuzz.Pieces.Piece;
import dev.shakedown.packet.PacketDecoder;
import dev.shakedown.tcp.FlowContext;
import dev.shakedown.tcp.FlowTable;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.StreamListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where fuzzing begins: the project's own samples, and the inputs that were worth keeping. */
public final class Seeds {
  private static final Path CAPTURES = Path.of("captures");

  /** A fuzzer turns short inputs over much faster than long ones. */
  private static final int MAX_CAPTURE = 9_000;

  /** Of samples that other tests read as well, so many stand for all where nothing is fuzzed. */
  private static final int ONE_IN = System.getenv("JAZZER_FUZZ") != null ? 1 : 24;

  private Seeds() {}

  /**
   * The inputs kept in {@code testdata/fuzz} for a target; each was a finding or found new code.
   */
  public static Stream<byte[]> kept(String target) {
    Path folder = Path.of("testdata/fuzz", target);
    return Files.isDirectory(folder) ? paths(folder, "").map(Seeds::content) : Stream.empty();
  }

  /** The content of some of the files in a folder whose names have this ending; of all to fuzz. */
  public static Stream<byte[]> files(Path folder, String ending) {
    List<Path> all = paths(folder, ending).toList();
    return IntStream.range(0, all.size())
        .filter(i -> i % ONE_IN == 0)
        .mapToObj(i -> content(all.get(i)));
  }

  private static Stream<Path> paths(Path folder, String ending) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> chosen =
          all.filter(f -> Files.isRegularFile(f) && f.toString().endsWith(ending))
              .sorted()
              .toList();
      return chosen.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The small captures of the project. */
  public static Stream<byte[]> captures() {
    return captures(CAPTURES);
  }

  private static Stream<byte[]> captures(Path folder) {
    return Stream.of(".pcap", ".pcapng", ".gz", ".zst", ".lz4")
        .flatMap(ending -> files(folder, ending))
        .filter(c -> c.length <= MAX_CAPTURE);
  }

  /** The packets of the small captures: the link type, then a piece for each packet. */
  public static Stream<byte[]> packets() {
    return captures()
        .map(
            capture -> {
              List<Piece> pieces = new ArrayList<>();
              int linkType = 1;
              try (CaptureReader reader = open(capture)) {
                while (reader.hasNext()) {
                  CaptureItem item = reader.next();
                  if (item instanceof CapturedPacket packet) {
                    linkType = packet.linkType();
                    int end = packet.offset() + packet.capturedLength();
                    pieces.add(
                        new Piece(0, Arrays.copyOfRange(packet.buffer(), packet.offset(), end)));
                  }
                }
              } catch (IOException e) {
                return new byte[0];
              }
              return behind(linkType, pieces);
            });
  }

  /**
   * The conversations of the small captures: the server's port, then a piece for each segment. Its
   * control is 0 from the client, 1 from the server.
   */
  public static Stream<byte[]> conversations() {
    return conversations(CAPTURES);
  }

  /** Likewise, of the captures in another folder. */
  public static Stream<byte[]> conversations(Path folder) {
    return captures(folder).flatMap(capture -> conversations(capture).stream());
  }

  private static List<byte[]> conversations(byte[] capture) {
    List<byte[]> conversations = new ArrayList<>();
    FlowTable flows =
        new FlowTable(
            Limits.DEFAULT, flow -> new Recording(flow, conversations::add), finished -> {});
    PacketDecoder packets = new PacketDecoder(Limits.DEFAULT, flows);
    try (CaptureReader reader = open(capture)) {
      while (reader.hasNext()) {
        CaptureItem item = reader.next();
        if (item instanceof CapturedPacket packet) {
          packets.decode(packet);
        }
      }
    } catch (IOException e) {
      return List.of(); // some captures are kept because nothing can read them
    }
    flows.finishAll();
    return conversations;
  }

  private static CaptureReader open(byte[] capture) throws IOException {
    return CaptureReader.open(new ByteArrayInputStream(capture), "seed", Limits.DEFAULT);
  }

  private static byte[] behind(int number, List<Piece> pieces) {
    byte[] written = Pieces.write(pieces);
    byte[] seed = new byte[written.length + 2];
    seed[0] = (byte) (number >>> 8);
    seed[1] = (byte) number;
    System.arraycopy(written, 0, seed, 2, written.length);
    return seed;
  }

  /** Keeps what a connection carries. */
  private static final class Recording implements StreamListener {
    private final FlowContext flow;
    private final Consumer<byte[]> out;
    private final List<Piece> pieces = new ArrayList<>();

    Recording(FlowContext flow, Consumer<byte[]> out) {
      this.flow = flow;
      this.out = out;
    }

    @Override
    public void data(Sender from, byte[] buffer, int offset, int length, long frame, long nanos) {
      byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
      pieces.add(new Piece(from == Sender.CLIENT ? 0 : 1, bytes));
    }

    @Override
    public void gap(Sender from, long length, long frame, long nanos) {}

    @Override
    public void end(Sender from, long frame, long nanos) {}

    @Override
    public void finish() {
      out.accept(behind(flow.server().port(), pieces));
    }
  }
}
