package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.Certificates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites handshake messages in the clear (RFC 5246 7.4, RFC 8446 4): what is negotiated stays, of
 * all else only the lengths do. A message it does not know is replaced whole.
 */
final class HandshakeRewriter {
  /** With which DER of a key begins; of a certificate's length it would make 3 MB. */
  private static final int SEQUENCE = 0x30;

  private final Pseudonyms pseudonyms;
  private final ExtensionRewriter extensions;
  private final long epochNanos;

  private List<Certificate> chain = List.of();
  private boolean withoutEncryption;

  /** One connection's; {@code epochNanos} is when it began, to tell clocks from randoms. */
  HandshakeRewriter(Pseudonyms pseudonyms, long epochNanos) {
    this.pseudonyms = pseudonyms;
    this.extensions = new ExtensionRewriter(pseudonyms);
    this.epochNanos = epochNanos;
  }

  /** Whether the suite chosen last only authenticates, so that messages stay in the clear. */
  boolean isWithoutEncryption() {
    return withoutEncryption;
  }

  /** Rewrites a message's body, or what there is of it. */
  void rewrite(int type, Span body) {
    switch (type) {
      case 0, 14 -> body.keep(body.remaining());
      case 1 -> clientHello(body);
      case 2 -> serverHello(body);
      case 4 -> newSessionTicket(body);
      case 11 -> certificates(body);
      case 12 -> serverKeyExchange(body);
      case 13 -> certificateRequest(body);
      case 15 -> signature(body);
      case 16 -> clientKeyExchange(body);
      case 22 -> certificateStatus(body);
      default -> opaque(body);
    }
  }

  private void opaque(Span span) {
    span.put(pseudonyms.bytes(span.bytes()));
  }

  private void clientHello(Span hello) {
    hello.keep(2);
    Span random = hello.take(32);
    if (random.remaining() >= 4) {
      random.put(pseudonyms.clientRandom(random.bytes(), epochNanos));
    }
    opaque(hello.vector8());
    hello.vector16();
    hello.vector8();
    extensions.rewriteAll(hello, ExtensionRewriter.Place.CLIENT_HELLO);
  }

  private void serverHello(Span hello) {
    hello.keep(2);
    Span random = hello.take(32);
    Bytes real = random.bytes();
    Bytes pseudonym = pseudonyms.serverRandom(real);
    random.put(pseudonym);
    opaque(hello.vector8());
    withoutEncryption = new CipherSuite(hello.uint16()).isWithoutEncryption();
    hello.keep(1);
    extensions.rewriteAll(
        hello,
        real.equals(pseudonym)
            ? ExtensionRewriter.Place.HELLO_RETRY_REQUEST
            : ExtensionRewriter.Place.SERVER_HELLO);
  }

  private void newSessionTicket(Span message) {
    message.keep(4);
    opaque(message.vector16());
    opaque(message);
  }

  private void certificates(Span message) {
    Span list = message.vector24();
    if (list.peek(0) == SEQUENCE) { // a raw public key has no list around it (RFC 7250 3)
      chain = List.of(Certificates.decode(list.bytes()));
      certificate(list);
      opaque(message);
      return;
    }
    Span again = new Span(list.bytes().toArray(), 0, list.remaining());
    List<Certificate> sent = new ArrayList<>();
    while (!again.isEmpty()) {
      sent.add(Certificates.decode(again.vector24().bytes()));
    }
    pseudonyms.learn(sent);
    chain = sent;
    while (!list.isEmpty()) {
      certificate(list.vector24());
    }
    opaque(message);
  }

  /** Rewrites a certificate that stands alone. */
  void certificate(Span certificate) {
    certificate.put(pseudonyms.certificate(certificate.bytes()));
  }

  private void certificateStatus(Span message) {
    int type = message.uint8();
    Span responses = message.vector24();
    if (type == 2) {
      while (!responses.isEmpty()) {
        status(responses.vector24());
      }
    } else {
      status(responses);
    }
  }

  private void status(Span response) {
    response.put(pseudonyms.ocsp(response.bytes(), chain));
  }

  private void certificateRequest(Span message) {
    message.vector8();
    int listed = message.peek16(0);
    if (listed >= 0 && listed + 2 < message.remaining()) {
      message.vector16(); // signature_algorithms, since TLS 1.2
    }
    Span names = message.vector16();
    while (!names.isEmpty()) {
      Span name = names.vector16();
      name.put(pseudonyms.der(name.bytes()));
    }
    opaque(message);
  }

  /** An algorithm, since TLS 1.2, and a signature. */
  private void signature(Span message) {
    if (message.peek16(0) != message.remaining() - 2) {
      message.keep(2);
    }
    Span signature = message.vector16();
    signature.put(pseudonyms.der(signature.bytes()));
    opaque(message);
  }

  private void serverKeyExchange(Span message) {
    int hint = message.peek16(0);
    if (message.peek(0) != 3 && hint == message.remaining() - 2) {
      text(message.vector16()); // PSK alone
      return;
    }
    if (message.peek(0) == 3) {
      message.keep(3);
      point(message.vector8());
    } else {
      for (int number = 0; number < 3 && !message.isEmpty(); number++) {
        Span value = message.vector16();
        if (!value.isEmpty()) {
          value.put(pseudonyms.number(value.bytes()));
        }
      }
    }
    if (!message.isEmpty()) {
      signature(message);
    }
  }

  /** The first byte of a point tells its form. */
  private void point(Span point) {
    if (point.peek(0) == 4) {
      point.keep(1);
    }
    opaque(point);
  }

  private void clientKeyExchange(Span message) {
    if (message.peek(0) == message.remaining() - 1) {
      point(message.vector8());
    } else if (message.peek16(0) == message.remaining() - 2) {
      opaque(message.vector16());
    } else if (message.peek16(0) >= 0 && message.peek16(0) < message.remaining() - 2) {
      text(message.vector16());
      clientKeyExchange(message);
    } else {
      opaque(message);
    }
  }

  private void text(Span span) {
    span.put(pseudonyms.text(span.bytes().toArray(), StandardCharsets.ISO_8859_1));
  }
}
