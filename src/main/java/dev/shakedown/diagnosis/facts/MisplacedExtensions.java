package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.EncryptedExtensions;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.NewSessionTicket;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Extensions in messages of TLS 1.3 that must not carry them, whatever their shape (RFC 8446 4.2).
 * What older versions allow is not written in one place, so it is not judged.
 */
public final class MisplacedExtensions {
  private MisplacedExtensions() {}

  /** Their types, each once, in wire order. */
  public static List<ExtensionType> of(HandshakeMessage message) {
    HandshakeType form = form(message);
    return extensions(message)
        .map(Extension::type)
        .filter(type -> !type.isAllowedIn(form))
        .distinct()
        .toList();
  }

  private static HandshakeType form(HandshakeMessage message) {
    return message instanceof ServerHello hello && hello.isHelloRetryRequest()
        ? HandshakeType.HELLO_RETRY_REQUEST
        : message.type();
  }

  /** Those of the forms that only TLS 1.3 has, and of a ClientHello. */
  private static Stream<Extension> extensions(HandshakeMessage message) {
    if (message instanceof ClientHello hello) {
      return hello.extensions().stream();
    }
    if (message instanceof ServerHello hello) {
      return hello.version().isTls13() ? hello.extensions().stream() : Stream.empty();
    }
    if (message instanceof EncryptedExtensions encrypted) {
      return encrypted.extensions().stream();
    }
    if (message instanceof CertificateRequest request) {
      return request.extensions().stream();
    }
    if (message instanceof CertificateMessage certificate) {
      return certificate.entries().stream().flatMap(e -> e.extensions().stream());
    }
    return message instanceof NewSessionTicket ticket
        ? ticket.extensions().stream()
        : Stream.empty();
  }
}
