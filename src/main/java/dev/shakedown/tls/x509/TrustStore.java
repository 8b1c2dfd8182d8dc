package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trust anchors to judge chains against. Holds them as bytes, sorted by name: of the hundreds of a
 * usual store a capture needs a few. Once it is filled, several analyses may ask it at a time.
 */
public final class TrustStore {
  private final Map<Bytes, List<Bytes>> anchors = new HashMap<>();
  private final boolean chosen;
  private Optional<Consumer<TrustStore>> filler;
  private int size;

  /**
   * An empty one.
   *
   * @param chosen whether the user named it for this capture, so that what is not in it is
   *     untrusted
   */
  public TrustStore(boolean chosen) {
    this.chosen = chosen;
    this.filler = Optional.empty();
  }

  /** One that the user did not name, to be filled when a chain is first judged by it. */
  public TrustStore(Consumer<TrustStore> filler) {
    this.chosen = false;
    this.filler = Optional.of(filler);
  }

  /** Adds an anchor by the DER of its subject's Name. */
  public void add(Bytes subject, Bytes der) {
    anchors.computeIfAbsent(subject, s -> new ArrayList<>(1)).add(der);
    size++;
  }

  public int size() {
    return size;
  }

  /** Whether the user named it; the JDK's roots are only an opinion about the client's. */
  public boolean chosen() {
    return chosen;
  }

  /** Whether this very certificate, or one of the same name and key, is an anchor. */
  public boolean contains(Certificate certificate) {
    return named(certificate.subjectDer()).stream().anyMatch(a -> a.sameSubjectAndKey(certificate));
  }

  /** Whether an anchor may have issued it, by name and key identifier. */
  public boolean hasIssuerOf(Certificate certificate) {
    return named(certificate.issuerDer()).stream().anyMatch(a -> a.mayHaveIssued(certificate));
  }

  private List<Certificate> named(Bytes name) {
    fill();
    return anchors.getOrDefault(name, List.of()).stream().map(Certificates::decode).toList();
  }

  private synchronized void fill() {
    filler.ifPresent(
        f -> {
          filler = Optional.empty();
          f.accept(this);
        });
  }
}
