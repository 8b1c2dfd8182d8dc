package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import java.nio.charset.StandardCharsets;

/** Rewrites the extensions of hellos in the clear (RFC 8446 4.2). */
final class ExtensionRewriter {
  /** Where extensions stand: the same number means different things. */
  enum Place {
    CLIENT_HELLO,
    SERVER_HELLO,
    HELLO_RETRY_REQUEST
  }

  private final Pseudonyms pseudonyms;

  ExtensionRewriter(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** Rewrites the list that ends a hello, if there is one. */
  void rewriteAll(Span hello, Place place) {
    Span list = hello.vector16();
    while (!list.isEmpty()) {
      int type = list.uint16();
      rewrite(type, list.vector16(), place);
    }
    opaque(hello);
  }

  private void rewrite(int type, Span data, Place place) {
    switch (type) {
      case 1, 9, 10, 11, 13, 15, 19, 20, 24, 27, 28, 34, 43, 45, 50, 58 ->
          data.keep(data.remaining());
      case 5 -> {
        data.keep(1);
        statusRequest(data);
      }
      case 0 -> serverNames(data);
      case 16, 13172, 17513, 17613 -> protocols(data, type);
      case 14 -> protectionProfiles(data);
      case 17 -> statusRequests(data.vector16());
      case 21 -> data.put(new byte[data.remaining()]); // padding: zeros (RFC 7685 3)
      case 40, 51 -> keyShares(data, place);
      case 41 -> preSharedKeys(data, place);
      case 47 -> names(data.vector16());
      case 0xfe0d -> encryptedClientHello(data, place);
      default -> vector(data);
    }
  }

  private void opaque(Span span) {
    span.put(pseudonyms.bytes(span.bytes()));
  }

  private void serverNames(Span data) {
    Span list = data.vector16();
    while (!list.isEmpty()) {
      list.keep(1);
      Span name = list.vector16();
      name.put(pseudonyms.text(name.bytes().toArray(), StandardCharsets.ISO_8859_1));
    }
    opaque(data);
  }

  private void protocols(Span data, int type) {
    Span list = type == 13172 ? data : data.vector16();
    while (!list.isEmpty()) {
      Span name = list.vector8();
      name.put(pseudonyms.text(name.bytes().toArray(), StandardCharsets.ISO_8859_1));
    }
    opaque(data);
  }

  /** Of status_request or an item of its second version (RFC 6066 8, RFC 6961 2.2). */
  private void statusRequest(Span request) {
    names(request.vector16());
    opaque(request.vector16());
    opaque(request);
  }

  private void statusRequests(Span items) {
    while (!items.isEmpty()) {
      items.keep(1);
      statusRequest(items.vector16());
    }
  }

  /** use_srtp: profiles, and a master key identifier of the client's choice (RFC 5764 4.1.1). */
  private void protectionProfiles(Span data) {
    data.vector16();
    opaque(data.vector8());
    opaque(data);
  }

  private void keyShares(Span data, Place place) {
    switch (place) {
      case HELLO_RETRY_REQUEST -> data.keep(2);
      case SERVER_HELLO -> keyShare(data);
      case CLIENT_HELLO -> {
        Span shares = data.vector16();
        while (!shares.isEmpty()) {
          keyShare(shares);
        }
      }
    }
    opaque(data);
  }

  private void keyShare(Span share) {
    share.keep(2);
    opaque(share.vector16());
  }

  private void preSharedKeys(Span data, Place place) {
    if (place != Place.CLIENT_HELLO) {
      data.keep(2);
      return;
    }
    Span identities = data.vector16();
    while (!identities.isEmpty()) {
      Span identity = identities.vector16();
      identity.put(pseudonyms.opaque(identity.bytes()));
      identities.keep(4);
    }
    Span binders = data.vector16();
    while (!binders.isEmpty()) {
      opaque(binders.vector8());
    }
    opaque(data);
  }

  private void names(Span names) {
    while (!names.isEmpty()) {
      Span name = names.vector16();
      name.put(pseudonyms.der(name.bytes()));
    }
  }

  private void encryptedClientHello(Span data, Place place) {
    if (place == Place.CLIENT_HELLO && data.uint8() == 0) {
      data.keep(5);
      opaque(data.vector16());
      opaque(data.vector16());
    }
    opaque(data);
  }

  /** Most extensions are one vector: its length stays. */
  private void vector(Span data) {
    if (data.peek16(0) == data.remaining() - 2) {
      data.keep(2);
    } else if (data.peek(0) == data.remaining() - 1) {
      data.keep(1);
    }
    opaque(data);
  }
}
