package dev.shakedown;

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
import dev.shakedown.diagnosis.negotiation.ServerProfiles;
import dev.shakedown.diagnosis.points.Sightings;
import dev.shakedown.packet.PacketDecoder;
import dev.shakedown.packet.PacketStatistics;
import dev.shakedown.preamble.Conversation;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowTable;
import dev.shakedown.tls.TlsSession;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.x509.CertificateCache;
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
 * An analysis belongs to one thread at a time. Any number of them run side by side: they share
 * nothing but what they were given.
 */
public final class Analysis {
  private final Limits limits;
  private final Predicate<Diagnosis> selection;
  private final SecretStore secrets;
  private final TrustStore trust;
  private final Sightings sightings;
  private final ServerProfiles baseline;
  private final CertificateCache certificates = new CertificateCache();

  /**
   * An analysis that reports the connections of {@code selection}.
   *
   * @param secrets to decrypt with, besides those that a capture holds itself
   * @param trust the anchors to judge chains against
   */
  public Analysis(
      Limits limits, Predicate<Diagnosis> selection, SecretStore secrets, TrustStore trust) {
    this.limits = limits;
    this.selection = selection;
    this.secrets = secrets;
    this.trust = trust;
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

    /** The analysis; one that was told of no roots takes those of the JDK. */
    public Analysis build() {
      return new Analysis(limits, selection, secrets, trust.orElseGet(TrustStoreFile::ofJdk));
    }
  }

  /**
   * Looks through one of several captures before they are analysed, so that what passed at one
   * point can be compared with what passed at another.
   *
   * @param capture read to its end, but not closed
   */
  public void lookThrough(CaptureReader capture, String name) {
    Pipeline pipeline = new Pipeline(flow -> sightings.add(name, FlowFacts.of(flow)));
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
            flow -> {
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
    DiagnosisEngine diagnoses =
        new DiagnosisEngine(limits, trust, baseline, facts -> sightings.of(name, facts));
    Pipeline pipeline = new Pipeline(flow -> diagnoses.add(flow, selected));
    List<CaptureProblem> problems = pipeline.read(capture);
    diagnoses.finish(selected);
    problems.addAll(0, capture.problems());
    List<Message> notes = notes(pipeline.packets.statistics(), pipeline.flows.statistics());
    note(notes, "diagnosed-early", diagnoses.diagnosedEarly());
    note(notes, "sightings", sightings.notKept());
    return new CaptureResult(capture.summary(), problems, notes);
  }

  /** From packets to finished connections. */
  private final class Pipeline {
    private final SecretStore ofCapture = secrets.child();
    private final FlowTable flows;
    private final PacketDecoder packets;

    Pipeline(Consumer<FinishedFlow> finished) {
      flows =
          new FlowTable(
              limits,
              flow ->
                  new Conversation(
                      flow, limits, new TlsSession(flow, limits, certificates, ofCapture)),
              finished);
      packets = new PacketDecoder(limits, flows);
    }

    /** Reads the capture to its end; tells what went wrong with the device it lies on. */
    List<CaptureProblem> read(CaptureReader capture) {
      List<CaptureProblem> problems = new ArrayList<>();
      try {
        while (capture.hasNext()) {
          CaptureItem item = capture.next();
          if (item instanceof CapturedPacket packet) {
            packets.decode(packet);
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
      return problems;
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
    return notes;
  }

  private static void note(List<Message> notes, String key, long count) {
    if (count > 0) {
      notes.add(Message.of("note." + key, "count", count));
    }
  }
}
