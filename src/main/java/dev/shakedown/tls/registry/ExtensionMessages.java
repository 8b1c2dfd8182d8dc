package dev.shakedown.tls.registry;

import java.util.HashMap;
import java.util.Map;

/**
 * Which messages of TLS 1.3 may carry which extension: the column "TLS 1.3" of IANA's table (RFC
 * 8446 4.2).
 */
final class ExtensionMessages {
  private static final Map<String, HandshakeType> MESSAGES =
      Map.of(
          "CH", HandshakeType.CLIENT_HELLO,
          "SH", HandshakeType.SERVER_HELLO,
          "NST", HandshakeType.NEW_SESSION_TICKET,
          "HRR", HandshakeType.HELLO_RETRY_REQUEST,
          "EE", HandshakeType.ENCRYPTED_EXTENSIONS,
          "CT", HandshakeType.CERTIFICATE,
          "CR", HandshakeType.CERTIFICATE_REQUEST,
          // a ClientHello may offer older versions, too
          "-", HandshakeType.CLIENT_HELLO);

  /** By extension, a bit a message. */
  private static final Map<Integer, Integer> ALLOWED = allowed();

  private ExtensionMessages() {}

  /** True also where nothing is registered, and for messages that the column does not know. */
  static boolean allow(int extension, HandshakeType message) {
    Integer allowed = ALLOWED.get(extension);
    return allowed == null || !MESSAGES.containsValue(message) || (allowed & bit(message)) != 0;
  }

  private static Map<Integer, Integer> allowed() {
    Names table = Names.of("extension-messages.csv");
    Map<Integer, Integer> allowed = new HashMap<>();
    for (long extension : table.codes()) {
      int bits = 0;
      for (String message : table.find(extension).orElseThrow().split(" ", -1)) {
        bits |= bit(MESSAGES.get(message));
      }
      allowed.put((int) extension, bits);
    }
    return Map.copyOf(allowed);
  }

  private static int bit(HandshakeType message) {
    return 1 << message.code();
  }
}
