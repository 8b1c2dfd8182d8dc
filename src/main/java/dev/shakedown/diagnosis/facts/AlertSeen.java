package dev.shakedown.diagnosis.facts;

import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.AlertLevel;
import java.util.Optional;
import java.util.Set;

/**
 * An alert, readable or not.
 *
 * @param level absent where it is encrypted and not decrypted
 * @param description absent where it is encrypted and not decrypted
 * @param encrypted whether it was encrypted on the wire
 * @param inferred whether only its length tells that it is one (TLS 1.3 without keys)
 * @param index its position in the connection's log
 */
public record AlertSeen(
    long frame,
    long epochNanos,
    Sender from,
    Optional<AlertLevel> level,
    Optional<AlertDescription> description,
    boolean encrypted,
    boolean inferred,
    int index) {
  private static final Set<AlertDescription> ABOUT_CERTIFICATES =
      Set.of(
          AlertDescription.BAD_CERTIFICATE,
          AlertDescription.UNSUPPORTED_CERTIFICATE,
          AlertDescription.CERTIFICATE_REVOKED,
          AlertDescription.CERTIFICATE_EXPIRED,
          AlertDescription.CERTIFICATE_UNKNOWN,
          AlertDescription.UNKNOWN_CA,
          AlertDescription.CERTIFICATE_REQUIRED);

  /** An alert of which only its record is visible. */
  static AlertSeen unreadable(Seen<TlsEvent.ProtectedRecord> seen, boolean inferred) {
    return new AlertSeen(
        seen.frame(),
        seen.epochNanos(),
        seen.from(),
        Optional.empty(),
        Optional.empty(),
        true,
        inferred,
        seen.index());
  }

  /** Whether it says this, for certain. */
  public boolean is(AlertDescription wanted) {
    return description.filter(wanted::equals).isPresent();
  }

  /** Whether it names a fault of the peer's certificate, or that there is none. */
  public boolean isAboutCertificate() {
    return description.filter(ABOUT_CERTIFICATES::contains).isPresent();
  }

  /** Whether it ends the connection for a reason other than being done (RFC 8446 6). */
  public boolean isFatal() {
    return description.isPresent()
        && !is(AlertDescription.CLOSE_NOTIFY)
        && level.filter(AlertLevel.FATAL::equals).isPresent();
  }
}
