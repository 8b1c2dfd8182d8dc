package dev.shakedown;

import dev.shakedown.bigip.BigIpCapture;
import dev.shakedown.bigip.BigIpTrailer;
import dev.shakedown.bigip.FileInfo;
import dev.shakedown.bigip.KeyLogListener;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureItem;
import dev.shakedown.capture.CaptureProblem;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.capture.DecryptionSecrets;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.DiagnosisEngine;
import dev.shakedown.diagnosis.Judgement;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.log.GivenLog;
import dev.shakedown.diagnosis.log.LogMatching;
import dev.shakedown.diagnosis.negotiation.ServerProfiles;
import dev.shakedown.diagnosis.points.Sightings;
import dev.shakedown.packet.PacketDecoder;
import dev.shakedown.packet.PacketStatistics;
import dev.shakedown.preamble.Conversation;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tcp.FlowTable;
import dev.shakedown.tls.TlsSession;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.handshake.DecodeCache;
import dev.shakedown.tls.x509.TrustStore;
import dev.shakedown.tls.x509.TrustStoreFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The pipeline: capture, packets, connections, what they speak, diagnosis, report. Nothing is kept
 * but what {@link Limits} allow, so a capture may be of any size.
 *
 * <pre>{@code
 * Analysis analysis = Analysis.builder().keyLog(Path.of("secrets.keys")).build();
 * analysis.run(Path.of("trace.pcapng"), flow -> outcomes.add(flow.outcome()));
 * }</pre>
 *
 * An analysis belongs to one thread at a time, which its consumers are called in; it reads in
 * another one of its own. Any number of them run side by side: they share nothing but what they
 * were given.
 */
public final class Analysis {
  private final Limits limits;
  private final Predicate<Diagnosis> selection;
  private final SecretStore secrets;
  private final TrustStore trust;
  private final Sightings sightings;
  private final ServerProfiles baseline;
  private final GivenLog log;
  private final boolean bigIp;
  private final DecodeCache cache = new DecodeCache();

  private Analysis(Builder given) {
    this.limits = given.limits;
    this.selection = given.selection;
    this.secrets = given.secrets;
    this.trust = given.trust.orElseGet(TrustStoreFile::ofJdk);
    this.log = given.log.orElseGet(() -> GivenLog.none(given.limits));
    this.bigIp = given.bigIp;
    this.sightings = new Sightings(limits);
    this.baseline = new ServerProfiles(limits);
  }

  /** What an analysis works with; what is not said is as the command has it. */
  public static Builder builder() {
    return new Builder();
  }

  /** Puts an analysis together. */
  public static final class Builder {
    private Limits limits = Limits.DEFAULT;
    private Predicate<Diagnosis> selection = diagnosis -> true;
    private SecretStore secrets = new SecretStore();
    private Optional<TrustStore> trust = Optional.empty();
    private Optional<GivenLog> log = Optional.empty();
    private boolean bigIp;

    private Builder() {}

    /** Bounds of memory and time. */
    public Builder limits(Limits bounds) {
      limits = bounds;
      return this;
    }

    /** Which connections are reported; all take part in the diagnosis. */
    public Builder select(Predicate<Diagnosis> wanted) {
      selection = wanted;
      return this;
    }

    /** Decrypts handshakes with the secrets of an NSS key log; may be repeated. */
    public Builder keyLog(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        secrets.addKeyLog(in);
      }
      return this;
    }

    /** Decrypts with secrets read before, in place of those named so far. */
    public Builder secrets(SecretStore known) {
      secrets = known;
      return this;
    }

    /**
     * Judges chains against the roots of a file: PEM, PKCS #12 or JKS.
     *
     * @throws IOException also if there is no certificate in it
     */
    public Builder trustStore(Path file) throws IOException {
      TrustStore store = TrustStoreFile.read(file);
      if (store.size() == 0) {
        throw new IOException(file + ": no certificates in it that can be read");
      }
      return trustStore(store);
    }

    /** Judges chains against roots read before; several analyses may share them. */
    public Builder trustStore(TrustStore roots) {
      trust = Optional.of(roots);
      return this;
    }

    /** Lines a BIG-IP's log up with the connections of every capture. */
    public Builder log(GivenLog ofDevice) {
      log = Optional.of(ofDevice);
      return this;
    }

    /** Whether a BIG-IP takes part in all connections, so that next steps name its settings. */
    public Builder bigIp(boolean takesPart) {
      bigIp = takesPart;
      return this;
    }

    /** The analysis; one that was told of no roots takes those of the JDK. */
    public Analysis build() {
      return new Analysis(this);
    }
  }

  /**
   * Looks through one of several captures before they are analysed, so that what passed at one
   * point can be compared with what passed at another.
   *
   * @param capture read to its end, but not closed
   */
  public void lookThrough(CaptureReader capture, String name) {
    Pipeline pipeline = new Pipeline((flow, flows) -> sightings.add(name, FlowFacts.of(flow)));
    pipeline.read(capture);
  }

  /**
   * Learns from a capture of a time or a client that works what its servers accept; failures in
   * captures run later are compared with it.
   *
   * @param capture read to its end, but not closed
   * @param name what evidence calls it
   */
  public void learn(CaptureReader capture, String name) {
    new Pipeline(
            (flow, flows) -> {
              FlowFacts facts = FlowFacts.of(flow);
              boolean completed = Judgement.of(facts).outcome() == Outcome.COMPLETED;
              baseline.learn(facts, completed, name);
            })
        .read(capture);
  }

  /**
   * Analyses a file and gives each connection as soon as it is diagnosed, which is in no order.
   *
   * @return what the file holds, what is wrong with it, and what else must be known
   * @throws dev.shakedown.capture.UnreadableCaptureException if it is no capture that can be read
   */
  public CaptureResult run(Path file, Consumer<Diagnosis> connections) throws IOException {
    try (CaptureReader capture = CaptureReader.open(file, limits)) {
      return run(capture, file.toString(), connections);
    }
  }

  /**
   * Analyses a stream; see {@link #run(Path, Consumer)}.
   *
   * @param in closed at the end
   * @param name what messages call it
   */
  public CaptureResult run(InputStream in, String name, Consumer<Diagnosis> connections)
      throws IOException {
    try (CaptureReader capture = CaptureReader.open(in, name, limits)) {
      return run(capture, name, connections);
    }
  }

  /** Analyses a file into a report; see {@link #run(CaptureReader, String, ReportWriter)}. */
  public void run(Path file, ReportWriter report) throws IOException {
    try (CaptureReader capture = CaptureReader.open(file, limits)) {
      run(capture, file.toString(), report);
    }
  }

  /**
   * Analyses one capture from front to back. A device that fails is a problem of the capture; what
   * was read before it is reported.
   *
   * @param capture read to its end, but not closed
   * @param name what the report calls it
   */
  public void run(CaptureReader capture, String name, ReportWriter report) {
    report.beginCapture(name, capture.summary());
    report.endCapture(run(capture, name, report::connection));
  }

  private CaptureResult run(CaptureReader capture, String name, Consumer<Diagnosis> connections) {
    Consumer<Diagnosis> selected =
        diagnosis -> {
          if (selection.test(diagnosis)) {
            connections.accept(diagnosis);
          }
        };
    LogMatching matching = log.matching(limits);
    DiagnosisEngine diagnoses =
        new DiagnosisEngine(
            limits, trust, baseline, facts -> sightings.of(name, facts), matching, bigIp);
    Sides sides = new Sides();
    Pipeline pipeline =
        new Pipeline(
            (flow, live) -> {
              sides.add(flow);
              diagnoses.add(flow, live::follows, selected);
            });
    List<CaptureProblem> problems = pipeline.read(capture);
    diagnoses.finish(selected);
    problems.addAll(0, capture.problems());
    Optional<BigIpCapture> taken = pipeline.trailers.capture();
    taken.filter(b -> b.malformed() > 0).ifPresent(b -> problems.add(malformed(b)));
    PacketStatistics packets = pipeline.packets.statistics();
    List<Message> notes = notes(packets, pipeline.flows.statistics());
    if (packets.tooDeep() > 0) {
      long most = limits.maxTunnelDepth();
      notes.add(Message.of("note.too-deep", "count", packets.tooDeep(), "limit", most));
    }
    note(notes, "diagnosed-early", diagnoses.diagnosedEarly());
    note(notes, "not-paired", diagnoses.notPaired());
    note(notes, "sightings", sightings.notKept());
    note(notes, "secrets-not-used", pipeline.ofCapture.dropped());
    taken.ifPresent(b -> notes.addAll(notes(b, sides)));
    return new CaptureResult(capture.summary(), taken, problems, notes, matching.result());
  }

  /**
   * From packets to finished connections. The capture is read and connections are followed in a
   * thread of their own, while the one that called takes those that have ended.
   */
  private final class Pipeline {
    private final BiConsumer<FinishedFlow, FlowTable> finished;
    private final Handover<FinishedFlow> handover = new Handover<>();
    private final SecretStore ofCapture = secrets.child();
    private final FlowTable flows;
    private final BigIpTrailer trailers = new BigIpTrailer(new IntoStore(ofCapture));
    private final PacketDecoder packets;

    /** Gives each finished connection away, with the table of those that go on. */
    Pipeline(BiConsumer<FinishedFlow, FlowTable> finished) {
      this.finished = finished;
      flows =
          new FlowTable(
              limits,
              flow ->
                  new Conversation(
                      flow, limits, tcp -> new TlsSession(tcp, limits, cache, ofCapture)),
              this::finish);
      packets = new PacketDecoder(limits, flows, Optional.of(trailers));
    }

    /** What becomes of a relayed connection depends on which others go on just now. */
    private void finish(FinishedFlow flow) {
      if (flow.device().isPresent()) {
        handover.giveAndWait(flow);
      } else {
        handover.give(flow);
      }
    }

    /** Reads the capture to its end; tells what went wrong with the device it lies on. */
    List<CaptureProblem> read(CaptureReader capture) {
      List<CaptureProblem> problems = new ArrayList<>();
      handover.run(() -> follow(capture, problems), flow -> finished.accept(flow, flows));
      return problems;
    }

    private void follow(CaptureReader capture, List<CaptureProblem> problems) {
      try {
        while (capture.hasNext()) {
          CaptureItem item = capture.next();
          if (item instanceof CapturedPacket packet) {
            if (!trailers.takesFileInfo(packet)) {
              packets.decode(packet);
            }
          } else if (item instanceof DecryptionSecrets block
              && block.secretsType() == DecryptionSecrets.TLS_KEY_LOG) {
            ofCapture.addKeyLog(new ByteArrayInputStream(block.data().toArray()));
          }
        }
      } catch (IOException e) {
        Map<String, Object> reason = Map.of("reason", String.valueOf(e.getMessage()));
        problems.add(new CaptureProblem("read-failed", capture.summary().fileBytes(), reason));
      }
      packets.finish();
      flows.finishAll();
    }
  }

  /** Takes the secrets in the trailers of a capture into the store of that capture. */
  private record IntoStore(SecretStore store) implements KeyLogListener {
    @Override
    public void awaited() {
      store.awaitMore();
    }

    @Override
    public void line(String line) {
      store.addKeyLogLine(line);
    }
  }

  private static List<Message> notes(PacketStatistics packets, FlowTable.Statistics flows) {
    List<Message> notes = new ArrayList<>();
    if (packets.tcp() == 0 && packets.packets() > 0) {
      notes.add(Message.of("note.no-tcp"));
    }
    note(notes, "quic", packets.quic());
    note(notes, "dtls", packets.dtls());
    note(notes, "encrypted", packets.encrypted());
    note(notes, "unsupported-link-type", packets.unsupportedLinkType());
    note(notes, "undecodable", packets.undecodable());
    note(notes, "incomplete-datagrams", packets.incompleteDatagrams());
    note(notes, "evicted", flows.evictedFlows());
    note(notes, "holes", flows.holesGivenUp());
    note(notes, "events", flows.droppedEvents());
    note(notes, "late", flows.lateFrames());
    note(notes, "unfollowed", flows.unfollowedFrames());
    return notes;
  }

  private static List<Message> notes(BigIpCapture bigIp, Sides sides) {
    List<Message> notes = new ArrayList<>();
    if (bigIp.keyLogLines() > 0) {
      notes.add(Message.of("note.bigip-secrets", "count", (long) bigIp.keyLogSessions()));
    }
    note(notes, "bigip-secrets-not-kept", bigIp.keyLogNotKept());
    note(notes, "bigip-lost-trailers", bigIp.lostToSnapLength());
    boolean asked = bigIp.fileInfo().map(FileInfo::hasPeerFlows).orElse(false);
    if (!asked && sides.serverSideMissing()) {
      notes.add(Message.of("note.bigip-no-server-side"));
    }
    return notes;
  }

  private static CaptureProblem malformed(BigIpCapture bigIp) {
    return new CaptureProblem("malformed-trailers", 0, Map.of("count", bigIp.malformed()));
  }

  /** Which sides of a proxying device the capture holds. */
  private static final class Sides {
    private boolean clientSideWithPeer;
    private boolean serverSide;

    void add(FinishedFlow flow) {
      flow.device()
          .ifPresent(
              device -> {
                serverSide |= device.side() == FlowDevice.Side.SERVER;
                clientSideWithPeer |=
                    device.side() == FlowDevice.Side.CLIENT && !device.peerings().isEmpty();
              });
    }

    boolean serverSideMissing() {
      return clientSideWithPeer && !serverSide;
    }
  }

  private static void note(List<Message> notes, String key, long count) {
    if (count > 0) {
      notes.add(Message.of("note." + key, "count", count));
    }
  }
}
