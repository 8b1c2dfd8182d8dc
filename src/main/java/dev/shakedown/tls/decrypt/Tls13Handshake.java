package dev.shakedown.tls.decrypt;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.handshake.ServerHello;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the keys of a TLS 1.3 connection come from (RFC 8446 7.1). */
record Tls13Handshake(SecretStore secrets, Bytes clientRandom, BulkCipher suite, int draft) {

  /** Empty if records of this suite cannot be opened. */
  static Optional<Tls13Handshake> of(SecretStore secrets, Bytes clientRandom, ServerHello server) {
    int draft = TrafficSecret.draftOf(server.version());
    return BulkCipher.of(server.cipherSuite())
        .filter(s -> s.isAead() || s.mode() == BulkCipher.Mode.NONE)
        .map(s -> new Tls13Handshake(secrets, clientRandom, s, draft));
  }

  /** Looks for the keys under this label each time it is asked. */
  Supplier<Optional<Keys>> source(SecretLabel label) {
    return () -> {
      Optional<TrafficSecret> secret =
          secrets.find(label, clientRandom).map(s -> new TrafficSecret(s, suite, draft));
      return suite.mode() == BulkCipher.Mode.NONE
          ? Optional.of(new Keys(new ClearCipher(suite.hash().size()), secret))
          : secret.map(Keys::of);
    };
  }
}
