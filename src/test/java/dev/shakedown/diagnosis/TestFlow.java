package dev.shakedown.diagnosis;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.ResetReason;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.ExtensionBody;
import dev.shakedown.tls.extension.SelectedVersion;
import dev.shakedown.tls.extension.ServerNames;
import dev.shakedown.tls.extension.SupportedVersions;
import dev.shakedown.tls.extension.UnknownBody;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.AlertLevel;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.CompressionMethod;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds finished connections event by event; each event is a frame of its own, a millisecond
 * later.
 */
public final class TestFlow {
  /** When each connection begins: 2027-01-01, behind the certificates of {@code testdata/x509}. */
  public static final long START_SECONDS = 1_798_761_600L;

  private FinishedFlow.End end = FinishedFlow.End.CAPTURE_END;
  private static final Bytes RANDOM = Bytes.ofHex("11".repeat(32));

  private final FlowLog log = new FlowLog(Limits.DEFAULT.maxEventsPerFlow());
  private final Side client = new Side();
  private final Side server = new Side();
  private long frame;
  private final long start;
  private long nanos;
  private int host = 1;
  private int serverHost = 7;
  private int port = 443;
  private int id = 1;
  private Optional<FlowDevice> device = Optional.empty();
  private long quietNanos;

  private TestFlow(double seconds) {
    start = START_SECONDS * 1_000_000_000L + (long) (seconds * 1e9);
    nanos = start;
  }

  /** A connection that is established. */
  public static TestFlow established() {
    return established(0);
  }

  /** One that begins so many seconds behind {@link #START_SECONDS}. */
  public static TestFlow established(double seconds) {
    return opened(seconds)
        .add(Sender.SERVER, new TcpEvent.Syn(true, 2000, 1460, 7, true, true, false))
        .add(Sender.CLIENT, new TcpEvent.Established());
  }

  /** A connection on which the client has sent its ClientHello. */
  public static TestFlow greeted(ClientHello hello) {
    return established().message(Sender.CLIENT, hello);
  }

  /** A connection not yet answered. */
  public static TestFlow opened() {
    return opened(0);
  }

  /** One that begins so many seconds behind {@link #START_SECONDS}. */
  public static TestFlow opened(double seconds) {
    return new TestFlow(seconds)
        .add(Sender.CLIENT, new TcpEvent.Syn(false, 1000, 1460, 7, true, true, false));
  }

  public static ClientHello clientHello(int highestVersion, ExtensionBody... more) {
    List<Extension> extensions = new ArrayList<>();
    if (highestVersion == 0x0304) {
      extensions.add(
          new Extension(
              ExtensionType.SUPPORTED_VERSIONS,
              5,
              new SupportedVersions(List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2))));
    }
    for (ExtensionBody body : more) {
      extensions.add(new Extension(new ExtensionType(0xfff0), 0, body));
    }
    return new ClientHello(
        false,
        new ProtocolVersion(Math.min(highestVersion, 0x0303)),
        RANDOM,
        Bytes.EMPTY,
        List.of(new CipherSuite(0x1301), new CipherSuite(0xc02f), new CipherSuite(0xc030)),
        List.of(CompressionMethod.NULL),
        extensions);
  }

  public static ServerHello serverHello(int version, int suite) {
    return new ServerHello(
        new ProtocolVersion(Math.min(version, 0x0303)),
        RANDOM,
        Bytes.EMPTY,
        new CipherSuite(suite),
        CompressionMethod.NULL,
        version == 0x0304
            ? List.of(
                new Extension(
                    ExtensionType.SUPPORTED_VERSIONS,
                    2,
                    new SelectedVersion(ProtocolVersion.TLS_1_3)))
            : List.of());
  }

  public static ServerNames sni(String name) {
    return new ServerNames(List.of(name));
  }

  /** An extension without a meaning of its own. */
  public static UnknownBody nothing() {
    return new UnknownBody(Bytes.EMPTY);
  }

  public TestFlow port(int value) {
    port = value;
    return this;
  }

  public TestFlow id(int value) {
    id = value;
    return this;
  }

  /** The last number of the client's address. */
  public TestFlow host(int value) {
    host = value;
    return this;
  }

  /** The last number of the server's address. */
  public TestFlow serverHost(int value) {
    serverHost = value;
    return this;
  }

  public TestFlow add(Sender from, FlowEvent event) {
    frame++;
    nanos += 1_000_000;
    log.add(frame, nanos, from, event);
    if (from == Sender.CLIENT || from == Sender.SERVER) {
      side(from).seen(frame, nanos, event);
    }
    return this;
  }

  public TestFlow message(Sender from, HandshakeMessage message) {
    return add(
        from,
        new TlsEvent.Handshake(
            message, 100, ProtocolVersion.TLS_1_2, 1, 1, frame + 1, 100, true, false, 0));
  }

  public TestFlow alert(Sender from, AlertDescription description) {
    return alert(from, AlertLevel.FATAL, description);
  }

  public TestFlow alert(Sender from, AlertLevel level, AlertDescription description) {
    return add(from, new TlsEvent.Alert(level, description, ProtocolVersion.TLS_1_2, false));
  }

  public TestFlow protectedRecord(Sender from, ContentType type, int length) {
    return add(from, new TlsEvent.ProtectedRecord(type, ProtocolVersion.TLS_1_2, length));
  }

  public TestFlow changeCipherSpec(Sender from) {
    return add(from, new TlsEvent.ChangeCipherSpec(ProtocolVersion.TLS_1_2));
  }

  public TestFlow plaintext(Sender from, String protocol, PlaintextEvent.Role role, String gist) {
    return add(from, new PlaintextEvent(protocol, role, gist, gist.length(), Map.of()));
  }

  public TestFlow fin(Sender from) {
    return add(from, new TcpEvent.Fin(0));
  }

  public TestFlow rst(Sender from) {
    return rst(from, 64);
  }

  public TestFlow rst(Sender from, int hopLimit) {
    return add(
        from,
        new TcpEvent.Rst(
            0, 0, hopLimit, 0, true, 0, true, TcpEvent.Rst.Timestamp.ABSENT, Optional.empty()));
  }

  /** A reset that says why it was sent. */
  public TestFlow rst(Sender from, ResetReason reason) {
    TcpEvent.Rst.Timestamp absent = TcpEvent.Rst.Timestamp.ABSENT;
    return add(from, new TcpEvent.Rst(0, 0, 64, 0, true, 0, true, absent, Optional.of(reason)));
  }

  /** Lets time pass before the next event, or before the end of the capture. */
  public TestFlow quiet(double seconds) {
    nanos += (long) (seconds * 1e9);
    quietNanos = nanos;
    return this;
  }

  /** Says that a data segment of this side was sent several times and never acknowledged. */
  public TestFlow unacked(Sender from, int packetLength, int transmissions, boolean sacked) {
    side(from)
        .unacked
        .add(
            new DirectionFacts.UnackedSegment(
                0, packetLength - 52, packetLength, transmissions, frame, frame + 1, sacked));
    return this;
  }

  public TestFlow missing(Sender from, long bytes) {
    side(from).missingBytes = bytes;
    return add(from, new TcpEvent.Missing(0, bytes, false));
  }

  /** What the capturing device said of the connection. */
  public TestFlow device(FlowDevice said) {
    device = Optional.of(said);
    return this;
  }

  /** Why it is no longer followed. */
  public TestFlow end(FinishedFlow.End why) {
    end = why;
    return this;
  }

  public FinishedFlow build() {
    return new FinishedFlow(
        id,
        new Endpoint(new IpAddress(false, 0, 0xc6336400L + host), 50_000 + id),
        new Endpoint(new IpAddress(false, 0, 0xcb007100L + serverHost), port),
        true,
        start,
        nanos,
        1,
        frame,
        frame,
        client.facts(),
        server.facts(),
        1_000_000,
        1_000_000,
        log,
        end,
        device,
        Math.max(nanos, quietNanos));
  }

  private Side side(Sender from) {
    return from == Sender.CLIENT ? client : server;
  }

  private static final class Side {
    private final List<DirectionFacts.UnackedSegment> unacked = new ArrayList<>();
    private long segments;
    private long data;
    private int dataSegments;
    private long firstFrame;
    private long lastFrame;
    private long firstNanos;
    private long lastNanos;
    private long missingBytes;
    private boolean syn;
    private boolean fin;
    private boolean rst;

    void seen(long frame, long nanos, FlowEvent event) {
      segments++;
      dataSegments += event instanceof TcpEvent ? 0 : 1;
      data += event instanceof TcpEvent ? 0 : event instanceof TlsEvent.Alert ? 7 : 100;
      firstFrame = firstFrame == 0 ? frame : firstFrame;
      firstNanos = firstNanos == 0 ? nanos : firstNanos;
      lastFrame = frame;
      lastNanos = nanos;
      syn |= event instanceof TcpEvent.Syn;
      fin |= event instanceof TcpEvent.Fin;
      rst |= event instanceof TcpEvent.Rst;
    }

    DirectionFacts facts() {
      return new DirectionFacts(
          syn,
          0,
          1460,
          7,
          true,
          true,
          segments,
          dataSegments,
          firstFrame,
          lastFrame,
          firstNanos,
          lastNanos,
          data == 0 ? 0 : lastFrame,
          lastNanos,
          data,
          data,
          unacked.isEmpty() ? data : 0,
          lastFrame,
          lastNanos,
          missingBytes,
          0,
          0,
          0,
          0,
          0,
          1500,
          unacked.isEmpty() ? 1500 : 0,
          64,
          segments == 0 ? List.of() : List.of(new DirectionFacts.HopLimitCount(64, segments)),
          List.of(),
          true,
          List.of(),
          unacked,
          unacked.stream().anyMatch(DirectionFacts.UnackedSegment::sacked),
          0,
          false,
          fin,
          rst,
          0);
    }
  }
}
