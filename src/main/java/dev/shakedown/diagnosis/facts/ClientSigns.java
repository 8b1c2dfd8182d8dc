package dev.shakedown.diagnosis.facts;

import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.facts.PeerStack.Stack;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.registry.ExtensionType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Recognises a client's stack by the order in which it writes its extensions: each stack has one
 * routine for that, which applications switch parts of on and off but do not reorder.
 */
final class ClientSigns {
  private static final int SERVER_NAME = 0;
  private static final int STATUS_REQUEST = 5;
  private static final int GROUPS = 10;
  private static final int POINT_FORMATS = 11;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int STATUS_REQUEST_V2 = 17;
  private static final int SCT = 18;
  private static final int ENCRYPT_THEN_MAC = 22;
  private static final int EXTENDED_MASTER_SECRET = 23;
  private static final int RECORD_SIZE_LIMIT = 28;
  private static final int TICKET = 35;
  private static final int VERSIONS = 43;
  private static final int SIGNATURE_ALGORITHMS_CERT = 50;
  private static final int KEY_SHARE = 51;
  private static final int RENEGOTIATION_INFO = 0xff01;

  private ClientSigns() {}

  static Optional<PeerStack> read(Seen<ClientHello> hello) {
    List<ExtensionType> types =
        hello.value().extensions().stream().map(Extension::type).distinct().toList();
    boolean grease = hello.value().cipherSuites().stream().anyMatch(s -> s.isGrease());
    if (grease && types.stream().anyMatch(ExtensionType::isGrease)) {
      return Optional.of(
          new PeerStack(Stack.BORINGSSL, Confidence.LIKELY, "grease", hello.frame()));
    }
    List<Integer> order =
        types.stream().filter(t -> !t.isGrease()).map(ExtensionType::code).toList();
    return byOrder(order)
        .map(s -> new PeerStack(s, Confidence.LIKELY, "extension-order", hello.frame()));
  }

  private static Optional<Stack> byOrder(List<Integer> types) {
    if (adjacent(types, EXTENDED_MASTER_SECRET, RENEGOTIATION_INFO, GROUPS, POINT_FORMATS)
        && types.contains(RECORD_SIZE_LIMIT)) {
      return Optional.of(Stack.NSS);
    }
    if (adjacent(types, POINT_FORMATS, GROUPS)
        && adjacent(types, ENCRYPT_THEN_MAC, EXTENDED_MASTER_SECRET)
        && ordered(types, GROUPS, ENCRYPT_THEN_MAC)
        && orderedWherePresent(
            types, GROUPS, TICKET, EXTENDED_MASTER_SECRET, SIGNATURE_ALGORITHMS, VERSIONS)
        && orderedWherePresent(types, SERVER_NAME, POINT_FORMATS)) {
      return Optional.of(Stack.OPENSSL);
    }
    if (adjacent(types, GROUPS, POINT_FORMATS)
        && adjacent(types, ENCRYPT_THEN_MAC, EXTENDED_MASTER_SECRET)
        && ordered(types, POINT_FORMATS, ENCRYPT_THEN_MAC, RENEGOTIATION_INFO)
        && orderedWherePresent(types, STATUS_REQUEST, GROUPS)
        && orderedWherePresent(types, RENEGOTIATION_INFO, SERVER_NAME)) {
      return Optional.of(Stack.GNUTLS);
    }
    if (adjacent(types, GROUPS, POINT_FORMATS)
        && adjacent(types, STATUS_REQUEST_V2, EXTENDED_MASTER_SECRET)
        && ordered(types, STATUS_REQUEST, GROUPS, STATUS_REQUEST_V2)
        && orderedWherePresent(types, VERSIONS, SIGNATURE_ALGORITHMS_CERT, KEY_SHARE)) {
      return Optional.of(Stack.JSSE);
    }
    if (adjacent(types, STATUS_REQUEST, GROUPS, POINT_FORMATS)
        && ordered(types, POINT_FORMATS, SIGNATURE_ALGORITHMS, RENEGOTIATION_INFO, SCT)
        && !types.contains(ENCRYPT_THEN_MAC)
        && orderedWherePresent(types, SCT, VERSIONS, KEY_SHARE)) {
      return Optional.of(Stack.GO);
    }
    return Optional.empty();
  }

  private static boolean adjacent(List<Integer> types, Integer... row) {
    return Collections.indexOfSubList(types, List.of(row)) >= 0;
  }

  /** Whether all are there, in this order. */
  private static boolean ordered(List<Integer> types, Integer... row) {
    return types.containsAll(List.of(row)) && orderedWherePresent(types, row);
  }

  private static boolean orderedWherePresent(List<Integer> types, Integer... row) {
    int last = -1;
    for (Integer type : row) {
      int at = types.indexOf(type);
      if (at >= 0 && at < last) {
        return false;
      }
      last = at >= 0 ? at : last;
    }
    return true;
  }
}
